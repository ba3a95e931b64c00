"""The verbs: what each is for, and its options. Every verb is one function, `command` of its module."""

from __future__ import annotations

from ptofix.config.options import (
    ARCH,
    ASSUMPTIONS,
    BASIS,
    CONFIG,
    EVIDENCE,
    HEADERS,
    MODEL,
    MODEL_OPTIONS,
    NO_ASSUME,
    OPTIONAL,
    PATTERN,
    PATTERN_FILE,
    SEVERAL,
    TARGET_PTOAS,
    Option,
    OptionGroup,
)

EXIT_CODES = "exit codes: 0 fine, 1 findings (run --check, check, verify, compare), 2 unusable input or arguments"


class Verb:
    """A verb: what the list of verbs says of it, its page, and the module of its function, if it has another name.

    `steps` are verbs within it, `title` says what they are. `instead` is what to write now for a verb that only old
    command lines have.
    """

    __slots__ = ("about", "epilog", "instead", "module", "name", "options", "steps", "summary", "title", "usage")

    def __init__(
        self,
        name: str,
        summary: str,
        *options: Option | OptionGroup,
        module: str = "",
        about: str = "",
        epilog: str = EXIT_CODES,
        usage: str = "",
        steps: tuple[Verb, ...] = (),
        title: str = "",
        instead: str = "",
    ) -> None:
        self.name, self.summary, self.options = name, summary, options
        self.module = module or name.replace("-", "_")
        self.about, self.epilog, self.usage = about or f"{summary[0].upper()}{summary[1:]}.", epilog, usage
        self.steps, self.title, self.instead = steps, title, instead


# ---- what several verbs have ----

_PROOFS = "what proofs may rest on"
_FILES = Option(
    "files FILE|DIR", "C++ or PTO IR files, globs, folders with such, or - for standard input", many=SEVERAL
)
_CPP_FILES = _FILES.but(help="C++ files, globs, folders, or - for standard input")
_FILE = Option("file FILE", "C++ of the assembler, or - for standard input")
_JOBS = Option("--jobs N", "processes for many files; default: one per core", default=0, rare=True)
_CACHE = Option("--cache DIR", "keep results there, and take unchanged ones from there", rare=True)
_QUIET = Option("-q --quiet", "say nothing but errors")
_OUTPUT = Option("-o --output FILE", "write to a file")
_HTML = Option("--html OUT")
_KERNEL = Option("--kernel NAME", "the kernel, where a file has several")
_BLOCKS = Option("--blocks N", "blocks of the launch; default: 1", default=1)
_SET = Option("--set NAME=N", "the value of an integer parameter", each=True, dest="sizes")
_S1 = Option("--s1 N", "the value of the kernel's only integer parameter")
_ARGUMENTS = Option("--arguments FILE", "a description of the arguments in TOML")
_STRIP = Option("--strip", "drop removed lines instead of leaving a comment", rare=True)
_NO_VERIFY = Option("--no-verify", "do not have the independent checker prove each rewrite", rare=True)
_SOLVER = Option(
    "--solver",
    "how the places of flags and barriers are chosen: highs finds those that are executed the fewest times "
    "and says how few there can be (pip install 'ptofix[solver]'); default: greedy",
    choices=("greedy", "highs"),
    rare=True,
)


def _format(*more: str, help: str = "output format; default: text") -> Option:
    return Option("--format", help, choices=("text", "json", *more), default="text")


_REPORT = (_format(), _OUTPUT)


def _page(of: str) -> Option:
    return _HTML.but(help=f"write one page that needs nothing else, too: {of}")


def _sizes(what: str) -> OptionGroup:
    return OptionGroup(f"sizes, for {what}", _S1.but(rare=True), _SET.but(rare=True))


_REWRITES = (
    OptionGroup(
        "what to do",
        PATTERN,
        Option(
            "--ignore NAME[,NAME…]",
            "do not remove these, of the patterns that --pattern names; PREFIX* for all that begin so, here and there",
            dest="ignored",
            values="patterns",
        ),
        Option("--sync", choices=("narrow", "missing", "all"), instead="fix --{}"),
        _SOLVER,
        PATTERN_FILE,
        Option(
            "--local-slot-num N|ID=N,…|default",
            "set LocalSlotNum of TPipe types; without --pattern nothing else is done",
        ),
        Option("--force", "let --local-slot-num replace values that somebody chose", rare=True),
        Option("--fold-muls-one", "turn TMULS by the constant one into TMOV; without --pattern nothing else is done"),
        Option(
            "--unsafe-remove-lines LINE[,LINE…]",
            "remove barriers by line; nothing proves that they may go",
            default=None,
            dest="remove_barrier_lines",
            old=("--remove-barrier-lines",),
            rare=True,
        ),
        Option(
            "--pass-pipeline TEXT",
            "run these passes instead; see `ptofix list passes`",
            default=None,
            values="passes",
            old=("--passes",),
            rare=True,
        ),
        Option(
            "--pipes-from FILE",
            "set LocalSlotNum to what the IR said: its .ptofix.json; without --pattern nothing else is done",
            rare=True,
        ),
        TARGET_PTOAS,
    ),
    OptionGroup(_PROOFS, *MODEL_OPTIONS, HEADERS),
    ARCH,
    CONFIG,
    _NO_VERIFY,
    _STRIP,
)
"""Which rewrites are made, and what their proofs may rest on."""

_RESULTS = (
    OptionGroup(
        "where the result goes",
        Option("-o --output OUT", "write to a file"),
        Option("-i --in-place", "rewrite the files themselves"),
        Option("--diff", "print a unified diff, write nothing"),
        Option("--check", "write nothing; exit 1 if there is something to rewrite"),
        exclusive=True,
    ),
    Option(
        "--strict",
        "write nothing if a file in a folder is for A5; without it such a file is left out, and said to be",
        rare=True,
    ),
    _JOBS,
    _CACHE,
    Option(
        "--certificate FILE",
        "have the independent checker prove the result and write the proof; write nothing if it disagrees",
    ),
    _page("the picture of the C++ file: what was removed, what was kept and why"),
    Option("--report FILE", "write a JSON report"),
    _QUIET,
    Option("-v --verbose", "print all remarks and the time of each pass"),
    OptionGroup(
        "looking closer",
        Option(
            "--remarks KIND[,KIND…]", "print remarks: passed, missed, analysis, or all", values="remarks", rare=True
        ),
        Option("--bisect-limit N", "make only the first N rewrites", rare=True),
        Option("--print-after-all", "print the text after each pass", old=("--mlir-print-ir-after-all",), rare=True),
        Option("--timing", "print the time of each pass", old=("--mlir-timing",), rare=True),
    ),
)
"""What becomes of the results, and what is said of them."""

_SYNC = {
    "missing": "add the orders that are missing, and touch nothing else; the default",
    "narrow": "put flags and barriers of one pipe in place of every pipe_barrier(PIPE_ALL)",
    "all": "forget all flags and barriers and derive them anew; also for text without any",
}


_MARKDOWN = Option("--markdown", "print all pages, as docs/ has them")
_KINDS = (
    Verb("patterns", "the barrier patterns", PATTERN_FILE, *_REPORT),
    Verb("passes", "the passes and their options", *_REPORT),
    Verb("rules", "the codes that findings and messages have", _MARKDOWN, *_REPORT),
    Verb("assumptions", "what proofs may rest on", _MARKDOWN, *_REPORT),
    Verb("schema", "the JSON schema of all reports", _OUTPUT),
    Verb(
        "completion",
        "a completion script for a shell",
        Option("shell", choices=("bash", "zsh", "tcsh", "fish")),
        _OUTPUT,
    ),
)


def _as_verb(kind: Verb) -> Verb:
    """A kind of `ptofix list` as the verb of its own that it was before."""
    return Verb(kind.name, kind.summary, *kind.options, module="listing", instead=f"list {kind.name}")


VERBS = (
    Verb(
        "run",
        "rewrite files",
        _FILES,
        *_REWRITES,
        _sizes("what the removals are worth by the model of time (docs/cost.md)"),
        *_RESULTS,
        about="Rewrite the files. Without options: remove the barriers of the `gu` pattern, to standard output.",
    ),
    Verb(
        "fix",
        "put the right synchronisation in",
        _CPP_FILES,
        OptionGroup(
            "what to do",
            *(
                Option(f"--{name}", words, constant=True, dest="sync", default="missing")
                for name, words in _SYNC.items()
            ),
            exclusive=True,
        ),
        _SOLVER,
        OptionGroup(_PROOFS, *MODEL_OPTIONS, HEADERS),
        ARCH,
        CONFIG,
        _sizes("an estimate of the cycles"),
        _NO_VERIFY,
        _STRIP,
        *_RESULTS,
        about="Put flags and barriers in, have the result proved, and say what became of them: the orders whose "
        "absence `ptofix check` reports, or more. The model is strict unless --model names another.",
        module="run",
    ),
    Verb(
        "bisect",
        "find the rewrites with which a check of your own fails",
        _FILE.but(help="C++ file, or - for standard input"),
        Option(
            "--test COMMAND",
            "the check, for the shell; {} is the file. Its exit code is 0 for good, 125 for undecided, else bad",
            required=True,
        ),
        Option("--timeout SECONDS", "a check that takes longer is ended, and counts as bad"),
        *_REWRITES,
        _format(),
        _OUTPUT.but(
            metavar="NAME",
            help="write NAME.bad.cpp, with what was found alone, and NAME.good.cpp, with all other rewrites, if it "
            "passes",
        ),
        _QUIET.but(help="show no progress"),
        about="Run COMMAND on the file with more and fewer of the rewrites that `run` with the same options makes, "
        "until a set is left with which it fails and without any one of which it does not.",
        epilog="exit codes: 0 the check passes with all rewrites, 1 a set was found, 2 the check fails without "
        "any, or unusable input or arguments",
    ),
    Verb(
        "check",
        "look for missing and superfluous synchronisation",
        _FILES,
        *BASIS,
        Option(
            "--select CODE[,CODE…]", "only these rules: codes or names, or how they begin, such as PF1", values="rules"
        ),
        Option(
            "--ignore CODE[,CODE…]",
            "not these rules; the more specific selector wins: --select PF110 --ignore PF1",
            values="rules",
        ),
        _QUIET.but(help="text: only what may be wrong, no notes, no summary"),
        Option("-v --verbose", "show every finding (--max-per-rule 0), and each that rests on hw.flag-key"),
        Option("--fix", instead="fix -i"),
        Option("--strict-undecided", "exit 1 for what is undecided, too"),
        Option(
            "--max-per-rule N",
            "show at most N findings per rule, level and function, 0 for all; all are counted. Default: 20",
            default=20,
        ),
        OptionGroup(
            "",
            Option("--baseline FILE", "do not report the findings that FILE knows"),
            Option("--write-baseline FILE", "write all findings to FILE, for --baseline; report none"),
            exclusive=True,
        ),
        _JOBS,
        _CACHE,
        _format("sarif", "github", "gitlab"),
        _OUTPUT.but(metavar="OUT"),
        _page("of one C++ file its picture, else totals and what was found in each file"),
        about="Report unordered accesses, flags that do not match, and more; see `ptofix list rules`.",
    ),
    Verb(
        "verify",
        "prove that a second text orders all that the first one does, or that one text orders all it has to",
        Option("texts FILE", "C++ files: BEFORE and AFTER, or one", many=SEVERAL),
        Option("--absolute", "judge one text by itself"),
        Option("--against BEFORE", "with --absolute: the text may differ from BEFORE in nothing but synchronisation"),
        *BASIS,
        Option(
            "--certificate FILE",
            "check a certificate of `run` or of `verify --absolute` too; with --absolute: write one",
        ),
        Option(
            "--across-versions",
            "compare up to renaming: the texts come from different versions or modes of the assembler",
        ),
        Option("--local-slot-num N|ID=N,…", "the LocalSlotNum of all pipes, or of those with these FlagIDs, was set"),
        Option("--fold-muls-one", "a TMULS by one may have become a TMOV"),
        _QUIET.but(help="say nothing of what is proved"),
        *_REPORT,
        usage="ptofix verify [options] BEFORE AFTER\n"
        "       ptofix verify [options] --absolute FILE [--against BEFORE]\n"
        "       ptofix verify [options] --certificate CERTIFICATE [BEFORE] FILE",
        about="Accept AFTER if it is BEFORE token by token but for synchronisation and what is claimed, and every "
        "conflicting pair of accesses that BEFORE orders is ordered. With --absolute: accept FILE if every "
        "conflicting pair of accesses to on-chip memory is ordered and every flag is balanced, on every path. "
        "The checker shares no code with the analysis that proposes rewrites.",
    ),
    Verb(
        "compare",
        "show what differs between two kernels, by segment and stage",
        *(
            Option(f"{side} {side.upper()}", "C++ file, or for --view findings a folder, or - for standard input")
            for side in "ab"
        ),
        Option(
            "--view VIEW",
            "ops: op streams, and counts by op class and pipe; pipes: TPipe arguments, and barriers and flags; "
            "findings: what `check` finds; sync: which orders one has and the other lacks, lost ones first; these two"
            " take trees, too; default: ops",
            default="ops",
            values="views",
        ),
        *MODEL_OPTIONS,
        _format("html", "sarif", help="output format; sarif for sync; default: text"),
        _OUTPUT,
        about="Put two kernels side by side: prologue, steady loop, epilogue and drain of each core, by the stages "
        "of the pipeline. What is not in the language is shown as such, with its place.",
    ),
    Verb(
        "evidence",
        "list the pairs of ops that kernels leave without a barrier",
        _CPP_FILES.but(metavar="FILE"),
        _format("toml", help="toml: entries for ptofix/evidence/evidence.toml; default: text"),
        _OUTPUT.but(metavar="OUT"),
        HEADERS,
        about="List the pairs of ops on PIPE_V that kernels leave without a barrier under model strict, by kind: "
        "hazard, distance, conditions, places. What a kernel that runs on devices relies on is evidence for "
        "hw.repeat-distance (docs/evidence.md).",
        epilog="exit codes: 0 fine, 2 unusable input or arguments",
    ),
    Verb(
        "simulate",
        "run a kernel on a machine with asynchronous pipes",
        _FILE,
        _KERNEL,
        OptionGroup(
            "what it is given, and should give",
            _ARGUMENTS,
            Option("--against attention|softmax|matmul|MODULE:FUNCTION", "what the result is compared with"),
            Option("--s1 N", "rows of K and V; default: 1024", default=1024),
            Option("--q-rows N", "rows of Q; default: as many as the kernel works on"),
            _SET.but(help="a size that the description names"),
            _BLOCKS,
            Option("--seed N", "of the random values; default: 0", default=0),
            Option("--tolerance X", "largest error; default: 0.001", default=1e-3),
            Option("--out DIR", "write each array after the run, as DIR/NAME.npy"),
        ),
        OptionGroup(
            "how it runs",
            Option(
                "--schedule KIND",
                "inorder, eager, lazy, random:SEED, adversarial or a part of it, adversarial:K/N; default: inorder",
                default="inorder",
            ),
            Option(
                "--pairs CERTIFICATE",
                "adversarial: directed at the pairs that the removals of this certificate rely on; default: all",
            ),
            Option("--repeat N", "N random schedules, or N parts of adversarial, on all cores", default=0),
            MODEL,
            NO_ASSUME.but(help="switch hw.repeat-distance off"),
            EVIDENCE,
            ASSUMPTIONS,
            Option("--time", "cycles by the model of time, per core and pipe (docs/cost.md)"),
            _page("that of `ptofix cost --html`, with what was found"),
            _JOBS,
        ),
        *_REPORT,
        about="Run a kernel on numpy: values, asynchronous pipes, races and deadlocks (docs/simulate.md).",
        epilog="exit codes: 0 fine, 1 a race, a deadlock or a wrong result, 2 unusable input or arguments",
    ),
    Verb(
        "probe",
        "measure on a device how far apart two ops must be",
        about="`write` makes kernels and a script that launches them, `read` an assumption file from the results "
        "(docs/probe.md).",
        title="steps",
        steps=(
            Verb(
                "write",
                "write the kernels and the script that launches them",
                Option("folder DIR"),
                Option("--ptoas PATH", "the assembler: makes C++ of the kernels, too", dest="assembler"),
                Option("--class NAME", "only these classes of ops", each=True, dest="classes"),
                Option("--dtype NAME", "only this type: float, half", each=True, dest="dtypes"),
            ),
            Verb(
                "read",
                "make an assumption file of the results",
                Option("results RESULTS", "what run.py wrote"),
                Option("-o --output FILE", "the assumption file", required=True),
                Option("--margin N", "repeats that are asked for besides; default: 2", default=2),
            ),
        ),
    ),
    Verb(
        "cost",
        "estimate how long a kernel takes, and what its barriers and flags cost",
        Option("files FILE", "C++ of the assembler; two files: before and after", many=SEVERAL),
        _KERNEL,
        _S1,
        _SET,
        _BLOCKS,
        Option(
            "--latencies PROFILE",
            "the latencies of the ops: default, or perf_sim for a comparison",
            default="default",
            old=("--timing",),
        ),
        Option(
            "--pattern NAME,…",
            "what would these save? none: do not ask; default: gu,proven,minimal,fix --all",
            default="gu,proven,minimal,fix --all",
        ),
        *_REPORT,
        Option("--timeline FILE", "a trace for ui.perfetto.dev"),
        Option("--html FILE", "a page with timeline, stalls, and cycles per line"),
        _JOBS,
        about="Cycles of a kernel by a model of time, without values; what each pipe waits for, and what fewer "
        "barriers would save (docs/cost.md). Nothing of it was measured on a device.",
        epilog="exit codes: 0 done, 1 the kernel never ends, 2 unusable input or arguments",
    ),
    Verb(
        "record",
        "write down one launch of a hand-written kernel, for all other verbs",
        _FILE.but(help="C++ of a kernel"),
        Option(
            "--entry NAME",
            "the kernel, with its template arguments if it has any, or a function of the host that starts it",
            required=True,
        ),
        Option("--core", "default: those that have something to do", choices=("vector", "cube", "both")),
        Option("--block N", "which block; default: 0", default=0),
        _BLOCKS.but(default=0, help="blocks of the launch; default: block + 1"),
        _ARGUMENTS,
        _SET.but(help="a size that the description names"),
        Option("-I DIR", "a folder for includes", each=True, dest="folders"),
        Option("-D NAME=V", "define a macro", each=True, dest="definitions"),
        Option("--std STANDARD", "of the language; default: c++17", default="c++17", dest="standard"),
        Option("--cxx COMPILER", "default: $PTOFIX_CXX, g++ or clang++", dest="compiler"),
        Option("--limit N", "most statements; default: 1000000", default=1_000_000),
        _OUTPUT,
        about="Compile any PTO C++ with the C++ compiler of this machine against headers that write down what a "
        "kernel calls, launch it on the host, and print what happened as C++ that every verb reads "
        "(docs/record.md). Nothing of it is about other launches.",
        epilog="exit codes: 0 recorded, 2 unusable input or arguments, or a kernel that cannot be recorded",
    ),
    Verb("pipes", "print the table of TPipe types in a file", _FILE, *_REPORT),
    Verb(
        "headers",
        "compare the headers of pto-isa with those that ptofix knows",
        Option("folder DIR"),
        *_REPORT,
        about="For each op: is its implementation as in a version that ptofix knows? DIR is a checkout or an "
        "installation of pto-isa (PTO_LIB_PATH in builds). See docs/headers.md.",
        epilog="exit codes: 0 all as in the newest known version, 1 an op differs, 2 DIR has no such headers",
    ),
    Verb(
        "install-shim",
        "make a folder whose `ptoas` is ptofix",
        Option("folder DIR"),
        about="Write an executable DIR/ptoas that runs ptofix-ptoas with the assembler that is found now (or in "
        "PTOFIX_PTOAS when it runs). With DIR first on PATH, builds that call `ptoas` take ptofix in.",
    ),
    Verb(
        "list",
        "list patterns, passes, rules or assumptions; print the schema or a shell's completion",
        about="List everything of one kind that has a name; `ptofix explain NAME` has the page of each.",
        module="listing",
        title="kinds",
        steps=_KINDS,
    ),
    *(_as_verb(kind) for kind in _KINDS),
    Verb(
        "explain",
        "explain anything with a name, or a line of a file",
        Option("name NAME|CODE|FILE:LINE", values="everything"),
        *MODEL_OPTIONS,
        HEADERS,
        CONFIG,
        OptionGroup("of FILE:LINE: sizes, for what a barrier or flag is worth (docs/cost.md)", _S1, _SET),
        _page("of FILE:LINE: the picture of the C++ file, open at the line"),
        *_REPORT,
    ),
    Verb(
        "config",
        "show the settings of a file, and where they come from",
        Option("file FILE", "default: the settings of standard input", many=OPTIONAL, default="-"),
        CONFIG.but(rare=False),
        *_REPORT,
        about="Show each setting of the configuration that applies to FILE, and where it comes from.",
    ),
)
COLOUR = Option(
    "--color", "colour messages; default: on terminals", choices=("auto", "always", "never"), default="auto"
)
