"""Damaged and foreign C++ texts: kernels with tokens, statements and bytes changed and constructs of full C++ put in.

`mutated_text(seed)` gives a text before and after one to six changes. The vocabulary is C++'s and the assembler's; a
change knows nothing of what the text means, so that it goes where nobody thought of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from ptofix.testing.corpus import CPP, WRAPPED
from ptofix.testing.kernels import KernelShape, kernel_of_seed
from ptofix.text.toml import parse_toml

_FOREIGN = parse_toml(Path(__file__).with_name("foreign.toml").read_text(encoding="utf-8"))
_VOCABULARY: list[str] = _FOREIGN["vocabulary"].split()


@dataclass(frozen=True)
class MutatedText:
    """`changes` names what was done, in order. Texts are decoded as ptofix decodes files."""

    seed: int
    base: str
    changes: tuple[str, ...]
    before: str
    after: str


def mutated_text(seed: int) -> MutatedText:
    rng = Random(seed)
    base, before = _base(rng)
    after, changes = before, list[str]()
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 4, 6))):
        change = rng.choices(_CHANGES, _WEIGHTS)[0]
        after = change(after, rng)
        changes.append(change.__name__.removeprefix("_"))
    return MutatedText(seed, base, tuple(changes), before, after)


# ---- what is changed ----


@cache
def _corpus(large: bool) -> tuple[tuple[str, str], ...]:
    files = (*sorted(CPP.glob("*.cpp")), *sorted(WRAPPED.glob("*.cpp")))
    paths = (path for path in files if path.name.startswith("fa_") == large)
    return tuple((path.name, path.read_text()) for path in paths)


def _base(rng: Random) -> tuple[str, str]:
    """A name and a text: most often a small kernel, as the large ones take hundreds of times as long."""
    kind = rng.randrange(400)
    if kind == 0:
        return rng.choice(_corpus(large=True))
    if kind < 140:
        return rng.choice(_corpus(large=False))
    if kind < 260:
        seed = rng.randrange(100_000)
        return f"random-{seed}", kernel_of_seed(seed, KernelShape(statements=4))
    name = rng.choice(sorted(_FOREIGN["kernels"]))
    return name, _FOREIGN["kernels"][name]


# ---- tokens ----

_PIECE = re.compile(r"//[^\n]*|/\*(?s:.*?)\*/|\w+|\"[^\"\n]*\"|[^\s\w]")


def _piece(text: str, rng: Random) -> tuple[int, int]:
    """Where a token near a random place is."""
    at = rng.randrange(len(text) + 1)
    match = _PIECE.search(text, at) or _PIECE.search(text)
    return match.span() if match is not None else (0, 0)


def _swap_tokens(text: str, rng: Random) -> str:
    (a, b), (c, d) = sorted((_piece(text, rng), _piece(text, rng)))
    return text if b > c else text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]


def _swap_neighbours(text: str, rng: Random) -> str:
    a, b = _piece(text, rng)
    match = _PIECE.search(text, b)
    return text if match is None else text[:a] + match[0] + text[b : match.start()] + text[a:b] + text[match.end() :]


def _delete_token(text: str, rng: Random) -> str:
    a, b = _piece(text, rng)
    return text[:a] + text[b:]


def _repeat_token(text: str, rng: Random) -> str:
    a, b = _piece(text, rng)
    return f"{text[:b]} {text[a:]}"


def _replace_token(text: str, rng: Random) -> str:
    a, b = _piece(text, rng)
    return text[:a] + rng.choice(_VOCABULARY) + text[b:]


def _insert_token(text: str, rng: Random) -> str:
    a, _ = _piece(text, rng)
    return f"{text[:a]}{rng.choice(_VOCABULARY)} {text[a:]}"


_KINDS = (r"\bv\d+\b", r"\b\d+\b", r"\bPIPE_\w+", r"\bEVENT_ID\d", r"\bT[A-Z]+\b", r"[-+*/%<>=!&|]+", r"\b[a-z_]\w*\b")


def _replace_by_its_like(text: str, rng: Random) -> str:
    """A name, number, pipe, op or operator becomes another one of the text."""
    found = list(re.finditer(rng.choice(_KINDS), text))
    if not found:
        return text
    one, other = rng.choice(found), rng.choice(found)
    return text[: one.start()] + other[0] + text[one.end() :]


# ---- statements ----


def _code_line(lines: Sequence[str], rng: Random) -> int:
    full = [i for i, line in enumerate(lines) if line.strip()]
    return rng.choice(full) if full else 0


def _move_line(text: str, rng: Random) -> str:
    lines = text.split("\n")
    line = lines.pop(_code_line(lines, rng))
    lines.insert(_code_line(lines, rng), line)
    return "\n".join(lines)


def _delete_line(text: str, rng: Random) -> str:
    lines = text.split("\n")
    del lines[_code_line(lines, rng)]
    return "\n".join(lines)


def _repeat_line(text: str, rng: Random) -> str:
    lines = text.split("\n")
    lines.insert(_code_line(lines, rng), lines[_code_line(lines, rng)])
    return "\n".join(lines)


def _swap_lines(text: str, rng: Random) -> str:
    lines = text.split("\n")
    i, j = _code_line(lines, rng), _code_line(lines, rng)
    lines[i], lines[j] = lines[j], lines[i]
    return "\n".join(lines)


def _change_synchronisation(text: str, rng: Random) -> str:
    """Delete, repeat or move one barrier or flag."""
    found = list(re.finditer(r"(?:pipe_barrier|set_flag|wait_flag)\([^;\n]*;", text))
    if not found:
        return text
    one = rng.choice(found)
    rest = text[: one.start()] + text[one.end() :]
    ends = [match.end() for match in re.finditer(r"[;{}]", rest)] or [0]
    at = rng.choice(ends)
    kind = rng.randrange(3)
    if kind == 0:
        return rest
    if kind == 1:
        return rest[:at] + one[0] + rest[at:]
    return text[: one.end()] + one[0] + text[one.end() :]


# ---- constructs of full C++ ----


def _filled(template: str, text: str, rng: Random) -> str:
    tiles = re.findall(r"TASSIGN\((\w+)", text) or ["v1"]
    integers = re.findall(r"\bint(?:32|64)_t (\w+)", text) or ["v2"]
    statements = re.findall(r"(?m)^\s*([^#\n{}]*;)", text) or [";"]
    words = {"t": tiles, "u": tiles, "n": integers, "s": statements}
    return re.sub(r"@([tuns])", lambda match: rng.choice(words[match[1]]), template)


def _at_line(text: str, piece: str, rng: Random) -> str:
    lines = text.split("\n")
    lines.insert(_code_line(lines, rng) + 1, piece)
    return "\n".join(lines)


def _insert_construct(text: str, rng: Random) -> str:
    return _at_line(text, _filled(rng.choice(_FOREIGN["statements"]), text, rng), rng)


def _declare_before(text: str, rng: Random) -> str:
    """Before a function, where it could reach the code below."""
    declaration = rng.choice(_FOREIGN["declarations"])
    functions = [match.start() for match in re.finditer(r"(?m)^(?:extern|static|__global__)[^\n]*AICORE", text)]
    if not functions or rng.random() < 0.2:
        return _at_line(text, declaration, rng)
    at = rng.choice(functions)
    return f"{text[:at]}{declaration}\n{text[at:]}"


def _wrap_statement(text: str, rng: Random) -> str:
    found = list(re.finditer(r"(?m)^([ \t]*)([^#\n{}]*;)", text))
    if not found:
        return text
    one = rng.choice(found)
    wrapped = _filled(rng.choice(_FOREIGN["wrappers"]).replace("@s", one[2]), text, rng)
    return text[: one.start()] + one[1] + wrapped + text[one.end() :]


# ---- characters and bytes ----

_BLANKS = (" ", "\t", "\n", "\r\n", "\r", "\f", "\v", "\\\n", "\\ \n", "\\\r\n", "/**/", "/* pipe_barrier(PIPE_V); */",
           "// }\n", "/*\n*/", "\n\n")  # fmt: skip
_BYTES = (
    b"\0", b"\1", b"\x07", b"\x1a", b"\x1b[31m", b"\x7f", b"\x80", b"\xff", b"\xfe\xff", b"\xc3", b"\xc3\x28",
    b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xef\xbb\xbf", b"\xc2\xa0", b"\xe2\x80\xa8", b"\xe2\x80\x8b", b"\xc2\x85",
    b"\xe2\x80\xae", b"\xd9\xa3", b"\xc2\xb2", b"\xc7\x85", b"\xf0\x9f\x98\x80", b"\\", b"\\\n", b'"', b"'", b"/*",
    b"*/", b"//", b"{", b"}", b"(", b")", b"\r", b"\x0c", b"\x1c", b"\x1d", b"#",
)  # fmt: skip


def _change_layout(text: str, rng: Random) -> str:
    for _ in range(rng.randrange(1, 6)):
        at = _piece(text, rng)[rng.randrange(2)]
        text = text[:at] + rng.choice(_BLANKS) + text[at:]
    return text


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _damage_bytes(text: str, rng: Random) -> str:
    data = bytearray(text, "utf-8", "surrogateescape")
    for _ in range(rng.randrange(1, 4)):
        at = rng.randrange(len(data) + 1)
        kind = rng.randrange(4)
        if kind == 0 and at < len(data):
            data[at] = rng.randrange(256)
        elif kind == 1:
            del data[at : at + rng.randrange(1, 60)]
        else:
            data[at:at] = rng.choice(_BYTES)
    return _decoded(bytes(data))


def _truncate(text: str, rng: Random) -> str:
    data = text.encode("utf-8", "surrogateescape")
    at = rng.randrange(len(data) + 1)
    return _decoded(data[at:] if rng.random() < 0.2 else data[:at])


def _copy_part(text: str, rng: Random) -> str:
    a, b, c = sorted(rng.randrange(len(text) + 1) for _ in range(3))
    return text[:b] + text[a:b] + text[b:] if rng.random() < 0.5 else text[:c] + text[a:b] + text[c:]


_CHANGES: tuple[Callable[[str, Random], str], ...] = (
    _swap_tokens, _swap_neighbours, _delete_token, _repeat_token, _replace_token, _insert_token, _replace_by_its_like,
    _move_line, _delete_line, _repeat_line, _swap_lines, _change_synchronisation, _insert_construct, _declare_before,
    _wrap_statement, _change_layout, _damage_bytes, _truncate, _copy_part,
)  # fmt: skip
_WEIGHTS = (2, 2, 3, 3, 4, 3, 10, 6, 4, 4, 3, 8, 20, 7, 8, 5, 3, 1, 1)
