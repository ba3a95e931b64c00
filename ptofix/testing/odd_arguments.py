"""Command lines that no verb can use, made from its own options: odd files, numbers and words in every place."""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from ptofix.commands.cli import main
from ptofix.commands.parser import parser
from ptofix.testing.corpus import CPP, PTO
from ptofix.testing.headers import written

WORDS = (
    "", "-", "--", "0", "-1", "1", "2.5", "1e999", "nan", "inf", "9" * 5000, "1" * 30, "0x10", "x", "=", "x=", "=1",
    "x=1", "x=" + "9" * 40, "1,2", ",", ":", "random:-1", "adversarial:0/0", "adversarial:3/2", "PF101", "PF", "../..",
    "/", "\udcff", "a\nb", "\x1b[2J", "caf\u00e9", "%s%n", "{}", "[", "*", "@", "@no-such", "none", "all", "gu", "0.45",
    "default", "hw.repeat-distance", "f.cpp:1", "f.cpp:0", "f.cpp:99999999999999999999",
)  # fmt: skip
"""What is where a number, a name or a choice is asked for."""

_DOCUMENTS = (
    "null",
    "[]",
    "{}",
    "1",
    '"x"',
    "[[[]]]",
    '{"kind": 7}',
    '{"version": []}',
    "NaN",
    '{"a": {"b": [1, null]}}',
)
_TABLES = ("a = 1", "[v1]\nshape = 7", "[v1]\nshape = [-1]", "[v1]\nshape = ['x']\nfill = []", "[[op]]", "a = [[1]]")


def odd_files(folder: Path) -> list[str]:
    """Files of many kinds that are none of what is asked for, a few that are, and what is no file."""
    kernel = (CPP / "g_gu_loop.v0.45.insert-sync.cpp").read_bytes()
    ir = (PTO / "k_legacy_local_slot_pipe.pto").read_bytes()
    texts: dict[str, bytes] = {
        "good": kernel, "ir": ir, "empty": b"", "blank": b"\n\n", "binary": bytes(range(256)) * 64, "nul": b"\0" * 100,
        "cut": kernel[: len(kernel) // 2], "cut_ir": ir[: len(ir) // 2], "utf16": kernel.decode().encode("utf-16"),
        "brackets": b"(" * 20_000, "braces": b"{" * 20_000 + b"}" * 20_000, "deep": b"[" * 50_000,
        "long": b"a" * 300_000, "raw": (CPP / "a_raw_chain.v0.45.insert-sync.cpp").read_bytes(),
        "digits": b"x = " + b"9" * 5000 + b"\n", "bom": b"\xef\xbb\xbf" + kernel, "quote": b'"', "crlf": b"\r\n\r",
        "digits_ir": ir.replace(b"32768", b"9" * 5000), "digits_cpp": kernel.replace(b"256", b"9" * 4400),
    }  # fmt: skip
    texts |= {f"document{i}": text.encode() for i, text in enumerate(_DOCUMENTS)}
    texts |= {f"table{i}": text.encode() for i, text in enumerate(_TABLES)}
    names = []
    for number, (name, text) in enumerate(texts.items()):
        is_cpp = name in ("good", "raw", "cut", "bom", "digits_cpp")
        suffix = ".cpp" if is_cpp else ".pto" if "ir" in name else _SUFFIXES[number % 6]
        path = folder / f"{name}{suffix}"
        path.write_bytes(text)
        names.append(path.name)
    report = {"version": 1, "kind": "check", "files": [{"file": 7, "findings": [None, {"code": []}]}]}
    (folder / "report.json").write_text(json.dumps(report))
    arguments = "".join(f'[{name}]\nshape = ["n"]\n' for name in ("v1", "v2", "v3"))
    (folder / "good.toml").write_text(arguments)
    (folder / "results.json").write_text(json.dumps({"results": []}))
    written(folder / "isa")
    (folder / "some").mkdir()
    (folder / "some" / "good.cpp").write_bytes(kernel)
    (folder / "a_folder.cpp").mkdir()
    (folder / "locked.cpp").write_bytes(kernel)
    os.chmod(folder / "locked.cpp", 0)
    (folder / "dangling.cpp").symlink_to("nowhere")
    (folder / "loop.cpp").symlink_to("loop.cpp")
    return [
        *names,
        "report.json",
        "good.toml",
        "isa",
        "a_folder.cpp",
        "locked.cpp",
        "dangling.cpp",
        "loop.cpp",
        "no-such.cpp",
        ".",
    ]


_SUFFIXES = (".cpp", ".pto", ".mlir", ".toml", ".json", ".txt")


@dataclass(frozen=True)
class ParsedVerb:
    """A verb with its parser: what may be after it."""

    words: tuple[str, ...]
    parser: argparse.ArgumentParser


def verbs() -> Iterator[ParsedVerb]:
    """All verbs, and those within them."""
    yield from _below((), parser("--help"))


def _below(words: tuple[str, ...], at: argparse.ArgumentParser) -> Iterator[ParsedVerb]:
    inner = [a for a in at._actions if isinstance(a, argparse._SubParsersAction)]
    for action in inner:
        for name, one in action.choices.items():
            yield from _below((*words, name), one)
    if words and not inner:
        yield ParsedVerb(words, at)


USABLE: dict[str, tuple[str, ...]] = {
    "run": ("good.cpp", "--pattern gu good.cpp", "ir.pto", "-i good.cpp ir.pto", "--pipes-from report.json good.cpp"),
    "fix": ("good.cpp", "--all good.cpp", "--narrow good.cpp", "--missing raw.cpp"),
    "check": ("good.cpp", "good.cpp raw.cpp ir.pto", "some", "--format json raw.cpp", "--baseline report.json raw.cpp"),
    "verify": ("good.cpp good.cpp", "--absolute good.cpp", "--across-versions raw.cpp raw.cpp"),
    "evidence": ("good.cpp", "--format toml good.cpp raw.cpp", "some"),
    "compare": ("good.cpp raw.cpp", "--view sync good.cpp good.cpp", "some some"),
    "simulate": (
        "raw.cpp --arguments good.toml --set n=16384",
        "raw.cpp --arguments good.toml --set n=16384 --repeat 2",
    ),
    "probe": ("write made", "read results.json"),
    "cost": ("raw.cpp", "good.cpp --s1 1024", "raw.cpp --set n=1"),
    "record": ("raw.cpp --entry raw_chain",),
    "pipes": ("good.cpp", "ir.pto"),
    "headers": ("isa",),
    "explain": ("good.cpp:68", "TADD", "PF101"),
    "config": ("good.cpp",),
    "completion": ("bash",),
    "install-shim": ("shims",),
}
"""What each verb can be given, beside what is odd: others need nothing."""


def odd_command(verb: ParsedVerb, files: list[str], chance: random.Random) -> list[str]:
    """One command line of a verb that could be used but for an option, an argument or a few more of either."""
    usable = chance.choice(USABLE.get(verb.words[0], ("",))).split()
    if verb.words[0] == "probe":
        usable = next(text.split() for text in USABLE["probe"] if text.startswith(verb.words[-1]))[1:]
    if usable and chance.random() < 0.4:
        usable[chance.randrange(len(usable))] = _odd(files, chance)
    named = [
        action for action in verb.parser._actions if action.option_strings and action.dest not in ("help", "version")
    ]
    more: list[str] = []
    for action in chance.sample(named, min(len(named), chance.choice((0, 1, 1, 1, 2)))):
        more.append(chance.choice(action.option_strings))
        if action.nargs != 0 and chance.random() < 0.97:
            more.append(_value(action, files, chance))
    return [*verb.words, *usable, *more]


def _odd(files: list[str], chance: random.Random) -> str:
    name = chance.choice(files)
    return chance.choice((name, name, name, f"{name}:{chance.choice(WORDS)}", chance.choice(WORDS)))


def _value(action: argparse.Action, files: list[str], chance: random.Random) -> str:
    if action.choices is not None and chance.random() < 0.7:
        return str(chance.choice(list(action.choices)))
    takes_files = any(word in str(action.metavar) for word in ("FILE", "DIR", "OUT", "RESULTS"))
    return _odd(files, chance) if takes_files or chance.random() < 0.1 else chance.choice(WORDS)


READING = (
    "@{}", "check {}", "check --baseline {} raw.cpp", "check --config {} raw.cpp", "check --headers {} raw.cpp",
    "check --assumptions {} raw.cpp", "check raw.cpp --cache {}", "check raw.cpp -o {}/x --html {}/y", "compare {} {}",
    "config {}", "cost {}", "explain {}:3", "fix {}", "headers {}", "patterns --pattern-file {}", "pipes {}",
    "evidence {}", "probe read {}", "record {} --entry f",
    "record raw.cpp --entry raw_chain --arguments {}", "run {}", "run --pattern-file {} raw.cpp",
    "run --pipes-from {} good.cpp", "run --target-ptoas 0.60 {}", "run raw.cpp -o {}/x",
    "simulate {} --arguments good.toml --set n=1",
    "simulate raw.cpp --arguments good.toml --set n=16384 --against {}",
    "simulate raw.cpp --arguments good.toml --set n=16384 --schedule adversarial --pairs {}", "verify {} {}",
    "verify --absolute {}", "verify --absolute raw.cpp --against {}", "verify --certificate {} raw.cpp raw.cpp",
)  # fmt: skip
"""Command lines that read a file, with a place for one that is odd."""


def wrong_with(command: Sequence[str]) -> str:
    """What should not be of a command line that may well be unusable: a traceback, an exit code of none, or silence."""
    raw = io.BytesIO(), io.BytesIO()
    out, err = (io.TextIOWrapper(stream, "utf-8", "surrogateescape") for stream in raw)
    given, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(b""))
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code: object = main(command)
    except SystemExit as problem:
        code = problem.code
    except Exception:
        return traceback.format_exc()
    finally:
        sys.stdin = given
    out.flush()
    err.flush()
    said = [stream.getvalue() for stream in raw]
    if code not in (0, 1, 2):
        return f"exit code {code}"
    if code == 2 and not said[1].strip():
        return "exit code 2 without a message"
    alarming = [text for text in said if b"Traceback" in text or b"internal error" in text]
    return alarming[0].decode(errors="replace") if alarming else ""
