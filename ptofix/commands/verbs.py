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
_FILES = Option("files FILE|DIR", "C++ or PTO IR files, globs, folders of them, or - for standard input", many=SEVERAL)
_CPP_FILES = _FILES.but(help="C++ files, globs, folders, or - for standard input")
_FILE = Option("file FILE", "C++ of the assembler, or - for standard input")
_JOBS = Option("--jobs N", "processes for many files; default: one per core", default=0, rare=True)
_CACHE = Option("--cache DIR", "keep results in DIR, and reuse those of unchanged files", rare=True)
_QUIET = Option("-q --quiet", "print errors only")
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
    return _HTML.but(help=f"also write a self-contained page: {of}")


def _sizes(what: str) -> OptionGroup:
    return OptionGroup(f"sizes, for {what}", _S1.but(rare=True), _SET.but(rare=True))


_REWRITES = (
    OptionGroup(
        "what to do",
        PATTERN,
        Option(
            "--ignore NAME[,NAME…]",
            "leave these out of --pattern; in both, PREFIX* names all that begin with PREFIX",
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
        Option("--force", "let --local-slot-num also replace values that are not the default", rare=True),
        Option("--fold-muls-one", "turn TMULS by the constant one into TMOV; without --pattern nothing else is done"),
        Option(
            "--unsafe-remove-lines LINE[,LINE…]",
            "remove the barriers on these lines without a proof",
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
            "set LocalSlotNum as the IR has it, from its .ptofix.json; without --pattern nothing else is done",
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
        "write nothing if a file in a folder is for A5; by default such a file is left out, with a note",
        rare=True,
    ),
    _JOBS,
    _CACHE,
    Option(
        "--certificate FILE",
        "have the independent checker prove the result and write the proof; write nothing if it disagrees",
    ),
    _page("the C++ with what was removed, what was kept and why"),
    Option("--report FILE", "write a JSON report"),
    _QUIET,
    Option("-v --verbose", "print all remarks and the time of each pass"),
    OptionGroup(
        "debugging",
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
    "missing": "insert what is missing and change nothing else; the default",
    "narrow": "replace every pipe_barrier(PIPE_ALL) by flags and barriers of one pipe",
    "all": "drop all flags and barriers and derive them anew; also for text without any",
}


_MARKDOWN = Option("--markdown", "print all pages as Markdown, as in docs/")
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
        "insert missing synchronisation, or derive all of it anew",
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
        about="Insert the flags and barriers whose absence `ptofix check` reports, or more, prove the result, and "
        "report the changes. The default model is strict.",
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
        Option("--timeout SECONDS", "a check that takes longer is killed and counts as bad"),
        *_REWRITES,
        _format(),
        _OUTPUT.but(
            metavar="NAME",
            help="write NAME.bad.cpp, with that set alone, and NAME.good.cpp, with all others, if that passes",
        ),
        _QUIET.but(help="show no progress"),
        about="Find a minimal set of the rewrites that `run` makes with the same options, with which COMMAND fails.",
        epilog="exit codes: 0 the check passes with all rewrites, 1 a set was found, 2 the check fails without "
        "any, or unusable input or arguments",
    ),
    Verb(
        "check",
        "report missing and redundant synchronisation",
        _FILES,
        *BASIS,
        Option("--select CODE[,CODE…]", "only these rules: codes, names, or prefixes such as PF1", values="rules"),
        Option(
            "--ignore CODE[,CODE…]",
            "not these rules; the more specific selector wins: --select PF110 --ignore PF1",
            values="rules",
        ),
        _QUIET.but(help="print errors and what is undecided only: no notes, no summary"),
        Option("-v --verbose", "show every finding and note, and in full (also --max-per-rule 0)"),
        Option("--fix", instead="fix -i"),
        Option("--strict-undecided", "also exit 1 if something is undecided"),
        Option(
            "--max-per-rule N",
            "show at most N findings per rule, level and function, 0 for all; all are counted. Default: 20",
            default=20,
        ),
        OptionGroup(
            "",
            Option("--baseline FILE", "do not report the findings in FILE"),
            Option("--write-baseline FILE", "write all findings to FILE, for --baseline; report none"),
            exclusive=True,
        ),
        _JOBS,
        _CACHE,
        _format("sarif", "github", "gitlab"),
        _OUTPUT.but(metavar="OUT"),
        _page("one C++ file with its findings, or the totals and findings of several files"),
        about="Report unordered accesses, flags that do not match, and more; see `ptofix list rules`.",
    ),
    Verb(
        "verify",
        "prove that a rewrite loses no order, or that one file has every order it needs",
        Option("texts FILE", "C++ files: BEFORE and AFTER, or one", many=SEVERAL),
        Option("--absolute", "judge one text by itself"),
        Option(
            "--against BEFORE", "with --absolute: also demand that FILE differs from BEFORE in synchronisation only"
        ),
        *BASIS,
        Option(
            "--certificate FILE",
            "also check a certificate of `run` or `verify --absolute`; with --absolute: write one",
        ),
        Option(
            "--across-versions",
            "compare up to renaming: the texts come from different versions or modes of the assembler",
        ),
        Option("--local-slot-num N|ID=N,…", "AFTER sets the LocalSlotNum of all pipes, or of those with these FlagIDs"),
        Option("--fold-muls-one", "AFTER may have TMOV in place of TMULS by one"),
        _QUIET.but(help="print nothing about what is proved"),
        *_REPORT,
        usage="ptofix verify [options] BEFORE AFTER\n"
        "       ptofix verify [options] --absolute FILE [--against BEFORE]\n"
        "       ptofix verify [options] --certificate CERTIFICATE [BEFORE] FILE",
        about="Accept AFTER if it equals BEFORE token by token except for synchronisation and what is claimed, and "
        "orders every conflicting pair of accesses that BEFORE orders. With --absolute: accept FILE if every "
        "conflicting pair of accesses to on-chip memory is ordered and every flag is balanced, on every path, and "
        "`check` has no error. The checker shares no code with the analysis that proposes rewrites.",
    ),
    Verb(
        "compare",
        "compare two kernels side by side, by segment and stage",
        *(
            Option(f"{side} {side.upper()}", "C++ file, or for --view findings a folder, or - for standard input")
            for side in "ab"
        ),
        Option(
            "--view VIEW",
            "ops: op streams, and counts by op class and pipe; pipes: TPipe arguments, and barriers and flags; "
            "findings: what `check` finds; sync: orders that only one has, lost ones first; these two"
            " also take folders; default: ops",
            default="ops",
            values="views",
        ),
        *MODEL_OPTIONS,
        _format("html", "sarif", help="output format; sarif for sync; default: text"),
        _OUTPUT,
        about="Compare two kernels side by side: prologue, steady loop, epilogue and drain of each core, by the stages "
        "of the pipeline. What is outside the language is marked, with its place.",
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
        "run a kernel on the CPU, with asynchronous pipes",
        _FILE,
        _KERNEL,
        OptionGroup(
            "arguments and expected results",
            _ARGUMENTS,
            Option("--against attention|softmax|matmul|MODULE:FUNCTION", "what the result is compared with"),
            Option("--s1 N", "rows of K and V; default: 1024"),
            Option("--q-rows N", "rows of Q; default: as many as the kernel works on"),
            _SET.but(help="a size that the description names"),
            _BLOCKS,
            Option("--seed N", "seed of the random values; default: 0", default=0),
            Option("--tolerance X", "largest accepted error; default: 0.001", default=1e-3),
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
                "adversarial: delay the pairs that the removals of this certificate rely on; default: all pairs",
            ),
            Option("--repeat N", "N random schedules, or N parts of adversarial, on all cores", default=0),
            MODEL,
            NO_ASSUME.but(help="switch hw.repeat-distance off"),
            EVIDENCE,
            ASSUMPTIONS,
            Option("--time", "cycles by the model of time, per core and pipe (docs/cost.md)"),
            _page("as `ptofix cost --html`, with races, deadlocks and errors"),
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
                Option("--ptoas PATH", "also assemble the kernels to C++ with this assembler", dest="assembler"),
                Option("--class NAME", "only these classes of ops", each=True, dest="classes"),
                Option("--dtype NAME", "only this type: float, half", each=True, dest="dtypes"),
            ),
            Verb(
                "read",
                "make an assumption file from the results",
                Option("results RESULTS", "what run.py wrote"),
                Option("-o --output FILE", "the assumption file", required=True),
                Option("--margin N", "repeats to add to each measured distance; default: 2", default=2),
            ),
        ),
    ),
    Verb(
        "cost",
        "estimate the time of a kernel, and what its barriers and flags cost",
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
            "estimate what these would save, or none; default: gu,proven,minimal,fix --all",
            default="gu,proven,minimal,fix --all",
        ),
        *_REPORT,
        Option("--timeline FILE", "a trace for ui.perfetto.dev"),
        Option("--html FILE", "a page with timeline, stalls, and cycles per line"),
        _JOBS,
        about="Estimate the cycles of a kernel by a model of time, without values: what each pipe waits for, and what "
        "fewer barriers would save (docs/cost.md). The model was not measured on a device.",
        epilog="exit codes: 0 done, 1 the kernel never ends, 2 unusable input or arguments",
    ),
    Verb(
        "record",
        "record one launch of a hand-written kernel as C++ that all verbs read",
        _FILE.but(help="C++ of a kernel"),
        Option(
            "--entry NAME",
            "the kernel, with its template arguments if it has any, or a host function that launches it",
            required=True,
        ),
        Option("--core", "which cores; default: those that have work", choices=("vector", "cube", "both")),
        Option("--block N", "which block; default: 0", default=0),
        _BLOCKS.but(default=0, help="blocks of the launch; default: block + 1"),
        _ARGUMENTS,
        _SET.but(help="a size that the description names"),
        Option("-I DIR", "an include folder", each=True, dest="folders"),
        Option("-D NAME=V", "define a macro", each=True, dest="definitions"),
        Option("--std STANDARD", "language standard; default: c++17", default="c++17", dest="standard"),
        Option("--cxx COMPILER", "the compiler; default: $PTOFIX_CXX, g++ or clang++", dest="compiler"),
        Option("--limit N", "the most statements to record; default: 1000000", default=1_000_000),
        _OUTPUT,
        about="Compile any PTO C++ with the C++ compiler of this machine against headers that record calls, launch the "
        "kernel on the host, and print the recording as C++ that every verb reads (docs/record.md). It is about this "
        "launch only.",
        epilog="exit codes: 0 recorded, 2 unusable input or arguments, or a kernel that cannot be recorded",
    ),
    Verb("pipes", "print the table of TPipe types in a file", _FILE, *_REPORT),
    Verb(
        "headers",
        "compare the headers of pto-isa with those that ptofix knows",
        Option("folder DIR"),
        *_REPORT,
        about="Report which ops have the implementation of a version that ptofix knows. DIR is a checkout or an "
        "installation of pto-isa (PTO_LIB_PATH in builds). See docs/headers.md.",
        epilog="exit codes: 0 all as in the newest known version, 1 an op differs, 2 DIR has no such headers",
    ),
    Verb(
        "install-shim",
        "install an executable `ptoas` that runs ptofix-ptoas",
        Option("folder DIR"),
        about="Write an executable DIR/ptoas that runs ptofix-ptoas with the assembler that is found now (or in "
        "PTOFIX_PTOAS when it runs). With DIR first on PATH, builds that call `ptoas` use ptofix.",
    ),
    Verb(
        "list",
        "list patterns, passes, rules or assumptions; print the JSON schema or a shell completion",
        about="List all names of one kind; `ptofix explain NAME` explains one.",
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
        OptionGroup("sizes, for what the barrier or flag on FILE:LINE is worth (docs/cost.md)", _S1, _SET),
        _page("the C++ file, opened at LINE"),
        *_REPORT,
    ),
    Verb(
        "config",
        "show the settings for a file, and where they come from",
        Option("file FILE", "default: the settings for standard input", many=OPTIONAL, default="-"),
        CONFIG.but(rare=False),
        *_REPORT,
        about="Show each setting of the configuration that applies to FILE, and where it comes from.",
    ),
)
COLOUR = Option(
    "--color", "colour messages; default: on terminals", choices=("auto", "always", "never"), default="auto"
)
