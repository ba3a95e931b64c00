"""Options, each described once: the parser, the keys of a configuration, shell completion and the reference come from
here and from the table of verbs (ptofix/commands/verbs.py)."""

from __future__ import annotations

from typing import Any

from ptofix.evidence.grade import DEFAULT_GRADE, GRADES
from ptofix.hardware.other_hardware import ARCHITECTURES

FOLDER = "DIR"
FILES = ("FILE", "FILE|DIR", "OUT", "CERTIFICATE", "BEFORE", "RESULTS", "PATH", "A", "B")
"""Words for a value that is a folder, or a file."""

OPTIONAL, SEVERAL = "?", "+"
"""How many values an argument without a dash has, if not one."""


class Option:
    """One option or argument, as it is written (`-o --output FILE`, or `file FILE` without dashes), and what it does.

    What it takes is told by its last word (ptofix/commands/parser.py), or it is one of `choices`; `each`: it may be
    given several times; `many`: so many values; `constant`: its value is its own name. `key` is what a configuration
    calls it, `values` the names that it may have (ptofix/commands/completion.py). One that is `rare` is on the page of
    `--help-all` only. `old` are names that it had before; `instead` is what to write for an option that only old
    command lines have ({} is its value).
    """

    __slots__ = (
        "choices", "constant", "default", "dest", "each", "help", "instead", "key", "many", "metavar", "names", "old",
        "rare", "required", "values",
    )  # fmt: skip

    def __init__(
        self,
        written: str,
        help: str = "",
        *,
        choices: tuple[str, ...] = (),
        constant: bool = False,
        default: Any = ...,
        dest: str = "",
        each: bool = False,
        many: str = "",
        key: str = "",
        values: str = "",
        required: bool = False,
        rare: bool = False,
        old: tuple[str, ...] = (),
        instead: str = "",
    ) -> None:
        words = written.split()
        self.names = tuple(word for word in words if word.startswith("-")) or (words[0],)
        self.metavar = words[-1] if words[-1] not in self.names else ""
        self.help, self.choices, self.constant, self.default = help, choices, constant, default
        self.dest, self.each, self.many, self.key, self.values = dest, each, many, key, values
        self.required, self.rare, self.old, self.instead = required, rare, old, instead

    def but(self, **changes: Any) -> Option:
        """The same for another verb, with some things otherwise."""
        same = Option(" ".join((*self.names, *filter(None, (self.metavar,)))))
        for name in self.__slots__:
            setattr(same, name, changes.get(name, getattr(self, name)))
        return same


class OptionGroup:
    """Options under a title of their own; of those that are `exclusive` one may be given."""

    __slots__ = ("exclusive", "options", "title")

    def __init__(self, title: str, *options: Option | OptionGroup, exclusive: bool = False) -> None:
        self.title, self.options, self.exclusive = title, options, exclusive


# ---- what proofs and findings may rest on, and what is not about one verb ----

MODEL = Option(
    "--model",
    "memory-order model: `ops` takes a call as one access, `strict` expands it into the instructions of the headers, "
    "`default` is strict with hw.repeat-distance; default: `default`, for `fix` `strict`",
    choices=("ops", "strict", "default"),
    key="model",
)
NO_ASSUME = Option(
    "--no-assume NAME",
    "switch off an assumption, such as hw.repeat-distance",
    each=True,
    key="no-assume",
    values="assumptions",
)
ASSUME = Option(
    "--assume NAME",
    "rest rewrites and proofs on an assumption that only `check` makes: callers.idle",
    each=True,
    values="assumptions on request",
    rare=True,
)
EVIDENCE = Option(
    "--evidence",
    "weakest accepted evidence for a pair of ops that only distance orders: an assembler leaves out the barrier, a "
    f"public kernel does, or only the assumption says so; default: {DEFAULT_GRADE}",
    choices=tuple(GRADES),
    key="evidence",
)
ASSUMPTIONS = Option(
    "--assumptions FILE",
    "distances measured on a device, pair by pair, instead of the 16 repeats of hw.repeat-distance",
    key="assumptions",
    rare=True,
)
HEADERS = Option(
    "--headers DIR",
    "the pto-isa that the kernel is compiled with: an op whose implementation is unknown may do anything; "
    "default: PTO_LIB_PATH, else the newest known version",
    key="headers",
)
ARCH = Option(
    "--arch",
    "hardware that the C++ is for; default: a3, or a5 if the text says so. Nothing is proved for a5",
    choices=tuple(ARCHITECTURES),
    key="arch",
    rare=True,
)
CONFIG = Option(
    "--config FILE",
    "read this configuration; default: the nearest ptofix.toml, or pyproject.toml with [tool.ptofix], in a folder above"
    " each input file. See docs/configuration.md",
    rare=True,
)
MODEL_OPTIONS = (MODEL, NO_ASSUME, ASSUME, EVIDENCE, ASSUMPTIONS)
BASIS = (*MODEL_OPTIONS, HEADERS, ARCH, CONFIG)
"""What makes a ptofix.api.basis.Basis, and the configuration that it may come from."""

PATTERN = Option(
    "--pattern NAME[,NAME…]",
    "barriers to remove: names from `ptofix list patterns`, `proven` for all that are provably redundant, "
    "`minimal` for the smallest set of barriers, `all` patterns, or `none`; default: gu",
    dest="patterns",
    key="patterns",
    values="patterns",
    old=("--select",),
)
PATTERN_FILE = Option("--pattern-file FILE", "read more patterns", each=True, dest="pattern_files", key="pattern-files")
TARGET_PTOAS = Option(
    "--target-ptoas VERSION",
    "assembler version that PTO IR is printed for",
    key="target-ptoas",
    values="assembler versions",
    rare=True,
)
DOCS_URL = Option("docs-url ADDRESS", "where the site of docs/ is published", key="docs-url", values="addresses")

CONFIGURED = (
    PATTERN,
    PATTERN_FILE,
    MODEL,
    NO_ASSUME,
    EVIDENCE,
    ASSUMPTIONS,
    HEADERS,
    ARCH,
    TARGET_PTOAS,
    DOCS_URL,
)
"""What a configuration may say, too."""
