"""What no host compiler reads: starts of kernels (`k<<<blocks, nullptr, stream>>>(…)`) and `asm` of the device; and the
numbers of tiles, which no host knows."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

from ptofix.text.diagnostics import Place, error
from ptofix.text.source import SourceFile, Span, read_source

_HIDDEN = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)+\'', re.DOTALL)
_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*"(?P<file>[^"\n]+)"', re.MULTILINE)
_NAME = r"[A-Za-z_]\w*(?:[ \t]*##[ \t]*\w+)*"  # a macro may paste it together
_LAST_NAME = re.compile(rf"(?<![\w:#])(?:::)?{_NAME}(?:::{_NAME})*$")
_LONGEST_NAME = 400
_PAIRS = {")": "(", "]": "[", "}": "{"}
_AICORE = "[aicore]"
_ASSEMBLY = re.compile(r"\b(?:__asm__|asm)\b\s*(?:(?:volatile|__volatile__)\b\s*)?(?=\()")
_NO_INSTRUCTION = re.compile(r'\(\s*""\s*[:)]')  # it only tells a compiler not to move things
_READS_CLOCK = re.compile(r'\(\s*"MOV %0, (?:SYS_CNT|PC)(?:\\n)?"\s*:\s*"[+=]l"\s*\((?P<into>\w+)\)\s*\)')
_LINE_END = re.compile(r"\\?\n")  # of a macro's line, too
_WAITS = re.compile(r'\(\s*"nop(?:\\n)?"\s*\)')
# `T x = tile.GetValue(0)`: what it is declared as, its name, and the tile.
_TILE_NUMBER = re.compile(
    r"(?<=[;{}\n])(?P<before>[ \t]*(?:const[ \t]+)?)(?P<type>[A-Za-z_][\w:]*)[ \t]+(?P<name>[A-Za-z_]\w*)[ \t]*="
    r"(?P<space>\s*)(?P<tile>[A-Za-z_][\w.]*(?:\[[\w %+*/-]*\])*\.(?:template[ \t]+)?GetValue[ \t]*)(?=\()"
)
_DIRECTIVE = re.compile(r"^[ \t]*#.*$", re.MULTILINE)
_OP_CALL = re.compile(r"\s*(?:[\w.\[\]]+\s*=\s*)?(?:pto::)?[A-Z][A-Z0-9_]*\s*[<(]")
_NO_TYPES = ("auto", "return", "goto")
LAUNCH = "::ptofix_record::launch"
_READ_AS = "::ptofix_record::read_as"
_REFUSE = "::ptofix_record::refuse"


def without_comments(text: str) -> str:
    """The same text, with blanks for comments, strings and characters: every place stays where it is."""
    return _HIDDEN.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def rewritten(source: SourceFile) -> str:
    """The text with calls in place of both, which are recorded, or refused, when they run.

    Raises PtofixError for odd starts.
    """
    text = source.text.replace(_AICORE, " " * len(_AICORE))  # the word as the device compiler spells it
    text = _with_tile_numbers(_without_assembly(text))
    plain = without_comments(text)
    while (start := plain.rfind("<<<")) >= 0:
        end = plain.find(">>>", start)
        place = Place(source, Span(start, start + 3))
        if end < 0:
            raise error("a start of a kernel that does not end", place)
        callee = _callee_start(plain, start)
        if callee is None:
            raise error("it is not understood which kernel is started", place)
        blocks = text[start + 3 : _first_comma(plain, start + 3, end)]
        lines = "\n" * (text.count("\n", start, end) - blocks.count("\n"))
        made = f"{LAUNCH}({text[callee:start]}, {blocks}{lines})"
        text = text[:callee] + made + text[end + 3 :]
        plain = plain[:callee] + re.sub(r"[^\n]", " ", made) + plain[end + 3 :]
    return text


def _without_assembly(text: str) -> str:
    """Instructions of the device as what the host does for them: it has no clock, and refuses what it does not know."""
    plain = without_comments(text)
    for found in reversed(list(_ASSEMBLY.finditer(plain))):
        end = _closing(plain, found.end())
        written = text[found.end() : end]
        if _NO_INSTRUCTION.match(written):
            continue
        if clock := _READS_CLOCK.fullmatch(written):
            made = f"({clock['into']} = 0)"
        elif _WAITS.fullmatch(written):
            made = "(void)0"
        else:
            made = f'{_REFUSE}("instructions of the device in `asm` do not run on the host")'
        text = text[: found.start()] + made + "".join(_LINE_END.findall(text, found.start(), end)) + text[end:]
    return text


def _with_tile_numbers(text: str) -> str:
    """Numbers of tiles in variables that are handed to ops and are nothing else: no number of the host then."""
    plain = without_comments(text)
    for found in reversed(list(_TILE_NUMBER.finditer(plain))):
        end = _closing(plain, found.end())
        if found["type"] not in _NO_TYPES and _is_for_ops(found["name"], plain[end:]):
            read = f"{_READ_AS}<{found['type']}>({found['tile']}{text[found.end() : end]})"
            text = f"{text[: found.start()]}{found['before']}auto {found['name']} ={found['space']}{read}{text[end:]}"
    return text


def _is_for_ops(name: str, behind: str) -> bool:
    """Whether all that follows in the block has a name in operands of ops only."""
    uses = re.compile(rf"\b{name}\b")
    operand = re.compile(rf"[(,]\s*{name}\s*(?=[,)])")
    first, *statements = re.split(r"[;{}]", _DIRECTIVE.sub("", rest_of_block(behind, 0)))
    return not first.strip() and all(
        len(uses.findall(one)) == len(operand.findall(one)) and (_OP_CALL.match(one) or not uses.search(one))
        for one in statements
    )


def rest_of_block(plain: str, start: int) -> str:
    """From a place in a block to its end."""
    depth = 1
    for brace in re.compile(r"[{}]").finditer(plain, start):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return plain[start : brace.start()]
    return plain[start:]


def _closing(plain: str, start: int) -> int:
    """Behind the bracket that closes the one at `start`; the end of a text that has none."""
    depth = 0
    for at in range(start, len(plain)):
        depth += {"(": 1, ")": -1}.get(plain[at], 0)
        if depth == 0:
            return at + 1
    return len(plain)


def with_includes(source: SourceFile, folders: Sequence[str]) -> str:
    """The rewritten text, with that of the files in place that it includes and that start kernels, too.

    Raises PtofixError for odd starts, OSError.
    """
    text, plain = rewritten(source), _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), source.text)
    for include in reversed(list(_INCLUDE.finditer(plain))):
        found = (os.path.join(folder, include["file"]) for folder in (os.path.dirname(source.name), *folders))
        path = next((one for one in found if os.path.isfile(one)), None)
        if path is None or path == source.name:
            continue
        inner = read_source(path)
        words = without_comments(inner.text)
        if "<<<" in words or _AICORE in words:
            line = plain.count("\n", 0, include.start()) + 1
            lines = text.split("\n")
            lines[line - 1] = f'#line 1 "{path}"\n{rewritten(inner)}\n#line {line + 1} "{source.name}"'
            text = "\n".join(lines)
    return text


def _callee_start(plain: str, end: int) -> int | None:
    """Where the name of a kernel, perhaps with template arguments, begins that ends before `end`."""
    at = len(plain[:end].rstrip())
    if plain[at - 1 : at] == ">":
        depth = 0
        while at > 0:
            at -= 1
            depth += {">": 1, "<": -1}.get(plain[at], 0)
            if plain[at] in ";{}" or depth == 0:
                break
        if depth:
            return None
    head = plain[:at].rstrip()
    found = _LAST_NAME.search(head, max(0, len(head) - _LONGEST_NAME))
    return found.start() if found else None


def _first_comma(plain: str, start: int, end: int) -> int:
    depth = 0
    for at in range(start, end):
        if plain[at] in "([{":
            depth += 1
        elif plain[at] in _PAIRS:
            depth -= 1
        elif plain[at] == "," and depth == 0:
            return at
    return end
