"""The command line: arguments only. Every verb calls one function."""

from __future__ import annotations

import argparse
import atexit
import gc
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ptofix.commands.colour import CHOICES, colours
from ptofix.commands.parser import HelpAll, Parser, parsed
from ptofix.commands.terminal import spell_what_is_not_shown
from ptofix.evidence.grade import DEFAULT_GRADE, GRADES
from ptofix.hardware.other_hardware import ARCHITECTURES
from ptofix.text.diagnostics import PtofixError, error

if TYPE_CHECKING:
    from ptofix.api.basis import Basis
    from ptofix.api.chosen_passes import PassChoice
    from ptofix.api.rewriting import RewriteOptions

# As shells say of a process that a signal ended: SIGINT, SIGPIPE.
INTERRUPTED = 128 + 2
NOBODY_READS = 128 + 13
_RENAMED = {"--remove-barrier-lines": "run --remove-barrier-lines` is `ptofix run --unsafe-remove-lines"}
# What the help page of `run` has; `--help-all` has the rest.
_OF_RUN = frozenset(
    "--help --help-all --pattern --ignore --pattern-file --local-slot-num --fold-muls-one --model --evidence "
    "--no-assume "
    "--headers --output --in-place --diff --check --report --html --certificate --quiet --verbose".split()
)
EXIT_CODES = "exit codes: 0 fine, 1 findings (run --check, check, verify, compare), 2 unusable input or arguments"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. Returns the exit code."""
    # A short process that keeps almost all it allocates: the collector would only walk a growing heap over and over,
    # and all of it once more on the way out.
    gc.disable()
    atexit.register(gc.freeze)
    spell_what_is_not_shown()
    with colours("never"):  # what is wrong with the arguments may be their characters
        return reporting_problems(lambda: _do(arguments))


def _do(arguments: Sequence[str] | None) -> int:
    given = sys.argv[1:] if arguments is None else arguments
    try:
        options = parsed(parser(given[0] if given else ""), given)
    except UnicodeDecodeError as problem:
        raise error(f"arguments from a file: it is no text: {problem}") from None
    except RecursionError:
        raise error("arguments from a file: files that name each other for ever") from None
    verb: Callable[[argparse.Namespace], int] = options.verb
    for old in filter(None, [getattr(options, "instead", ""), *(_RENAMED.get(word, "") for word in given)]):
        print(f"ptofix: note: `ptofix {old}` now; the old name is for one release more", file=sys.stderr)
    with colours(options.color):
        return reporting_problems(lambda: verb(options))


def reporting_problems(work: Callable[[], int]) -> int:
    """What `work` returns, or 2 with a message for input or arguments that cannot be used.

    130 after Ctrl-C, 141 where what reads the output has ended.
    """
    try:
        return work()
    except PtofixError as problem:
        message, status = str(problem), 2
    except BrokenPipeError:
        return NOBODY_READS
    except OSError as problem:
        message, status = f"{problem.filename or 'ptofix'}: error: {problem.strerror}", 2
    except RecursionError:
        message, status = "ptofix: error: blocks or calls are nested too deeply", 2
    except KeyboardInterrupt:
        message, status = "ptofix: interrupted", INTERRUPTED
    with suppress(OSError):  # where nobody can be told, the code still says it
        print(message, file=sys.stderr, flush=True)
    return status


def parser(verb: str = "") -> argparse.ArgumentParser:
    """The parser of all verbs, or of one: a start takes no time for the others."""
    top: argparse.ArgumentParser = Parser(
        prog="ptofix",
        description="Rewrite, check and prove the synchronisation of C++ that the PTO assembler emits.",
        epilog=f"{EXIT_CODES}. @FILE stands for the arguments in a file.",
        fromfile_prefix_chars="@",
    )
    top.add_argument("--version", action=_Version, help="print the version and exit")
    verbs = top.add_subparsers(title="verbs", required=True, metavar="VERB")
    by_verb = {
        "run": _add_run,
        "fix": _add_fix,
        "bisect": _add_bisect,
        "check": _add_check,
        "verify": _add_verify,
        "compare": _add_compare,
        "evidence": _add_evidence,
        "simulate": _add_simulate,
        "probe": _add_probe,
        "cost": _add_cost,
        "record": _add_record,
    }
    for name, add in by_verb.items():
        if verb == name or verb not in by_verb:
            add(verbs)
    if verb not in by_verb:
        _add_pipes(verbs)
        _add_headers(verbs)
        _add_install_shim(verbs)
        _add_listings(verbs)
    for each in verbs.choices.values():
        each.set_defaults(parser=each)
        each.add_argument(
            "--color",
            default="auto",
            choices=CHOICES,
            help="colour messages; default: on terminals",
        )
    return top


class _Version(argparse.Action):
    """Looks the version up when it is asked for: that takes longer than to start."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(nargs=0, **settings)

    def __call__(self, asked: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"ptofix {version('ptofix')}")
        asked.exit()


def _add_run(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    run = verbs.add_parser(
        "run",
        help="rewrite files",
        description="Rewrite the files. Without options: remove the barriers of the `gu` pattern, to standard output.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    run.set_defaults(verb=_run)
    assert isinstance(run, Parser)
    run.brief = _OF_RUN
    run.add_argument("--help-all", action=HelpAll, help="show the other options, too, and exit")
    run.add_argument(
        "files",
        nargs="+",
        metavar="FILE|DIR",
        help="C++ or PTO IR files, globs, folders with such, or - for standard input",
    )
    _add_rewrites(run)
    _add_sizes(run.add_argument_group("sizes, for what the removals are worth by the model of time (docs/cost.md)"))
    _add_where(run)


def _add_where(run: argparse.ArgumentParser) -> None:
    """What becomes of the results, and what is told of them."""
    where = run.add_argument_group("where the result goes").add_mutually_exclusive_group()
    where.add_argument("-o", "--output", metavar="OUT", help="write to a file")
    where.add_argument("-i", "--in-place", action="store_true", help="rewrite the files themselves")
    where.add_argument("--diff", action="store_true", help="print a unified diff, write nothing")
    where.add_argument("--check", action="store_true", help="write nothing; exit 1 if there is something to rewrite")
    run.add_argument(
        "--strict",
        action="store_true",
        help="write nothing if a file in a folder is for A5; without it such a file is left out, and said to be",
    )
    _add_jobs(run)
    _add_cache(run)
    run.add_argument(
        "--certificate",
        default="",
        metavar="FILE",
        help="have the independent checker prove the result and write the proof; write nothing if it disagrees",
    )
    _add_html(run, "the picture of the C++ file: what was removed, what was kept and why")
    run.add_argument("--report", default="", metavar="FILE", help="write a JSON report")
    run.add_argument("-q", "--quiet", action="store_true", help="say nothing but errors")
    run.add_argument("-v", "--verbose", action="store_true", help="print all remarks and the time of each pass")
    debug = run.add_argument_group("looking closer")
    debug.add_argument(
        "--remarks", default="", metavar="KIND[,KIND…]", help="print remarks: passed, missed, analysis, or all"
    )
    debug.add_argument("--bisect-limit", type=int, metavar="N", help="make only the first N rewrites")
    debug.add_argument(
        "--print-after-all", "--mlir-print-ir-after-all", action="store_true", help="print the text after each pass"
    )
    debug.add_argument("--timing", "--mlir-timing", action="store_true", help="print the time of each pass")


def _add_rewrites(verb: argparse.ArgumentParser) -> None:
    """Which rewrites are made, and what their proofs may rest on."""
    what = verb.add_argument_group("what to do")
    what.add_argument(
        "--pattern",
        "--select",
        action="append",
        metavar="NAME[,NAME…]",
        help="barriers to remove: names from `ptofix list patterns`, `proven` for all that are provably redundant, "
        "`minimal` for the smallest set of barriers, `all` patterns, or `none`; default: gu",
    )
    what.add_argument(
        "--ignore",
        action="append",
        default=[],
        metavar="NAME[,NAME…]",
        help="do not remove these, of the patterns that --pattern names; PREFIX* for all that begin so, here and there",
    )
    what.add_argument(
        "--sync",
        default="",
        choices=("narrow", "missing", "all"),
        help="put synchronisation in as `ptofix fix` does, before any pattern; without --pattern that is all",
    )
    _add_solver(what)
    what.add_argument("--pattern-file", action="append", default=[], metavar="FILE", help="read more patterns")
    what.add_argument("--local-slot-num", metavar="N|ID=N,…|default", help="set LocalSlotNum of TPipe types")
    what.add_argument("--force", action="store_true", help="let --local-slot-num replace values that somebody chose")
    what.add_argument("--fold-muls-one", action="store_true", help="turn TMULS by the constant one into TMOV")
    what.add_argument(
        "--unsafe-remove-lines",
        "--remove-barrier-lines",
        dest="remove_barrier_lines",
        metavar="LINE[,LINE…]",
        help="remove barriers by line; nothing proves that they may go",
    )
    what.add_argument(
        "--pass-pipeline", "--passes", metavar="TEXT", help="run these passes instead; see `ptofix list passes`"
    )
    what.add_argument("--pipes-from", metavar="FILE", help="set LocalSlotNum to what the IR said: its .ptofix.json")
    what.add_argument("--target-ptoas", metavar="VERSION", help="assembler version that PTO IR is printed for")
    proofs = verb.add_argument_group("what proofs may rest on")
    _add_model(proofs)
    _add_folder_of_headers(proofs)
    _add_arch(verb)
    _add_config(verb)
    verb.add_argument("--no-verify", action="store_true", help="do not have the independent checker prove each rewrite")
    verb.add_argument("--strip", action="store_true", help="drop removed lines instead of leaving a comment")


def _add_solver(verb: argparse._ActionsContainer) -> None:
    verb.add_argument(
        "--solver",
        default="",
        choices=("greedy", "highs"),
        help="how the places of flags and barriers are chosen: highs finds those that are executed the fewest times "
        "and says how few there can be (pip install 'ptofix[solver]'); default: greedy",
    )


def _add_sizes(verb: argparse._ActionsContainer) -> None:
    """For the time of what was put in."""
    verb.add_argument("--s1", metavar="N", type=_count, help="the value of the kernel's only integer parameter")
    verb.add_argument("--set", metavar="NAME=N", action="append", default=[], help="the value of an integer parameter")


def _add_fix(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    fix = verbs.add_parser(
        "fix",
        help="put the right synchronisation in",
        description="Put flags and barriers in, have the result proved, and say what became of them: the orders whose "
        "absence `ptofix check` reports, or more. Under model strict, if not told otherwise.",
        epilog=EXIT_CODES,
    )
    fix.set_defaults(verb=_fix)
    fix.add_argument("files", nargs="+", metavar="FILE|DIR", help="C++ files, globs, folders, or - for standard input")
    what = fix.add_argument_group("what to do").add_mutually_exclusive_group()
    sync = {
        "missing": "add the orders that are missing, and touch nothing else; the default",
        "narrow": "put flags and barriers of one pipe in place of every pipe_barrier(PIPE_ALL)",
        "all": "forget all flags and barriers and derive them anew; also for text without any",
    }
    for name, words in sync.items():
        what.add_argument(f"--{name}", dest="sync", action="store_const", const=name, default="missing", help=words)
    _add_solver(fix)
    proofs = fix.add_argument_group("what proofs may rest on")
    _add_model(proofs)
    _add_folder_of_headers(proofs)
    _add_arch(fix)
    _add_config(fix)
    _add_sizes(fix.add_argument_group("sizes, for an estimate of the cycles"))
    fix.add_argument("--no-verify", action="store_true", help="do not have the independent checker prove the result")
    fix.add_argument("--strip", action="store_true", help="drop removed lines instead of leaving a comment")
    _add_where(fix)


def _fix(options: argparse.Namespace) -> int:
    from ptofix.api.chosen_passes import PassChoice

    return _rewrite_files(options, PassChoice(sync=options.sync, solver=options.solver), "fix")


def _rewrite_options(options: argparse.Namespace, **more: Any) -> RewriteOptions:
    """What `_add_rewrites` adds, but for the passes."""
    from ptofix.api.rewriting import RewriteOptions

    return RewriteOptions(passes=(), basis=_basis(options), strip=options.strip, verify=not options.no_verify, **more)


def _run(options: argparse.Namespace) -> int:
    return _rewrite_files(options, _pass_choice(options), "run --sync" if options.sync else "")


def _rewrite_files(options: argparse.Namespace, choice: PassChoice, no_ir_for: str = "") -> int:
    from ptofix.commands.configured import rewrites_of
    from ptofix.commands.run import RunOptions, run_files
    from ptofix.commands.sizes import sizes_of
    from ptofix.text.trees import cpp_files, input_files

    sizes = tuple(sizes_of(options.set).items())
    modes = {"output": options.output, "in-place": options.in_place, "diff": options.diff, "check": options.check}
    inputs = cpp_files(options.files, no_ir_for) if no_ir_for else input_files(options.files)
    rewrite = _rewrite_options(options, bisect_limit=options.bisect_limit, certificate=bool(options.certificate))
    run_options = RunOptions(
        mode=next((mode for mode, chosen in modes.items() if chosen), "stdout"),
        output=options.output or "",
        report=options.report,
        html=options.html,
        certificate=options.certificate,
        print_after_all=options.print_after_all,
        timing=options.timing or options.verbose,
        remarks=_remark_kinds("all" if options.verbose else options.remarks),
        jobs=options.jobs,
        quiet=options.quiet,
        cache=options.cache,
        sizes=sizes,
        s1=options.s1,
        worth=options.verbose or bool(sizes) or options.s1 is not None,
        strict=options.strict,
    )
    return run_files(inputs, rewrites_of(inputs, rewrite, choice, options.config), run_options)


def _add_bisect(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    bisect = verbs.add_parser(
        "bisect",
        help="find the rewrites with which a check of your own fails",
        description="Run COMMAND on the file with more and fewer of the rewrites that `run` with the same options "
        "makes, until a set is left with which it fails and without any one of which it does not.",
        epilog="exit codes: 0 the check passes with all rewrites, 1 a set was found, 2 the check fails without any, or "
        "unusable input or arguments",
    )
    bisect.add_argument("file", metavar="FILE", help="C++ file, or - for standard input")
    bisect.add_argument(
        "--test",
        required=True,
        metavar="COMMAND",
        help="the check, for the shell; {} is the file. Its exit code is 0 for good, 125 for undecided, else bad",
    )
    bisect.add_argument(
        "--timeout", type=float, metavar="SECONDS", help="a check that takes longer is ended, and counts as bad"
    )
    _add_rewrites(bisect)
    bisect.add_argument("--format", default="text", choices=("text", "json"), help="output format")
    bisect.add_argument(
        "-o",
        "--output",
        default="",
        metavar="NAME",
        help="write NAME.bad.cpp, with what was found alone, and NAME.good.cpp, with all other rewrites, if it passes",
    )
    bisect.add_argument("-q", "--quiet", action="store_true", help="do not tell how far it is")
    bisect.set_defaults(verb=_bisect)


def _bisect(options: argparse.Namespace) -> int:
    from ptofix.commands.bisect import BisectOptions, bisect
    from ptofix.commands.configured import rewrites_of
    from ptofix.text.trees import InputFile

    [rewrite] = rewrites_of([InputFile(options.file)], _rewrite_options(options), _pass_choice(options), options.config)
    chosen = BisectOptions(options.test, options.timeout, options.format, options.output, options.quiet)
    return bisect(options.file, rewrite, chosen)


def _comma_separated(texts: Sequence[str]) -> list[str]:
    return [name for text in texts for name in text.split(",") if name]


def _remark_kinds(text: str) -> frozenset[str]:
    kinds = ("passed", "missed", "analysis")
    chosen = {kind for kind in text.split(",") if kind}
    if "all" in chosen:
        return frozenset(kinds)
    if not chosen <= set(kinds):
        raise error(f"unknown kind of remark `{min(chosen - set(kinds))}`", help=f"kinds are: {', '.join(kinds)}, all")
    return frozenset(chosen)


def _pass_choice(options: argparse.Namespace) -> PassChoice:
    from ptofix.api.chosen_passes import PassChoice

    lines = options.remove_barrier_lines
    return PassChoice(
        patterns=tuple(_comma_separated(options.pattern or ())),
        ignored=tuple(_comma_separated(options.ignore)),
        pattern_files=tuple(options.pattern_file),
        local_slot_num=options.local_slot_num or "",
        pipes_from=options.pipes_from or "",
        force=options.force,
        fold_muls_one=options.fold_muls_one,
        remove_barrier_lines=None if lines is None else tuple(filter(None, lines.split(","))),
        target_ptoas=options.target_ptoas or "",
        pass_pipeline=options.pass_pipeline,
        sync=options.sync,
        solver=options.solver,
    )


def _basis(options: argparse.Namespace) -> Basis:
    """What `_add_model`, `_add_arch` and `_add_folder_of_headers` add."""
    from ptofix.api.basis import Basis

    arch = getattr(options, "arch", "")  # `explain` has none
    return Basis(
        options.model,
        tuple(options.no_assume),
        options.evidence,
        arch,
        options.headers,
        options.assumptions,
        tuple(options.assume),
    )


def _add_model_name(where: argparse._ActionsContainer) -> None:
    where.add_argument("--model", default="", choices=("ops", "strict", "default"), help="memory-order model")


def _add_model(where: argparse._ActionsContainer) -> None:
    _add_model_name(where)
    where.add_argument(
        "--no-assume",
        action="append",
        default=[],
        metavar="NAME",
        help="switch an assumption off, such as hw.repeat-distance",
    )
    where.add_argument(
        "--assume",
        action="append",
        default=[],
        metavar="NAME",
        help="rest rewrites and proofs on an assumption that only `check` makes: callers.idle",
    )
    _add_grade(where)
    _add_assumptions(where)


def _add_grade(where: argparse._ActionsContainer) -> None:
    where.add_argument(
        "--evidence",
        default="",
        choices=tuple(GRADES),
        help="weakest grade of a pair of ops that may rest on hw.repeat-distance: an assembler leaves it without a "
        f"barrier, a public kernel does, or only the assumption says so; default: {DEFAULT_GRADE}",
    )


def _add_assumptions(where: argparse._ActionsContainer) -> None:
    where.add_argument(
        "--assumptions",
        default="",
        metavar="FILE",
        help="distances that were measured on a device, pair by pair, instead of hw.repeat-distance's 16 repeats",
    )


def _add_arch(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--arch",
        default="",
        choices=ARCHITECTURES,
        help="hardware that the C++ is for; by default a3, or a5 where a word says so. Nothing is proved for a5",
    )


def _add_folder_of_headers(where: argparse._ActionsContainer) -> None:
    where.add_argument(
        "--headers",
        default="",
        metavar="DIR",
        help="the pto-isa that the kernel is compiled with: an op that is not as ptofix knows it may do anything; "
        "default: PTO_LIB_PATH, else the newest version that is known",
    )


def _add_html(verb: argparse.ArgumentParser, what: str) -> None:
    verb.add_argument("--html", default="", metavar="OUT", help=f"write one page that needs nothing else, too: {what}")


def _add_config(verb: argparse._ActionsContainer) -> None:
    verb.add_argument(
        "--config",
        default="",
        metavar="FILE",
        help="read this configuration; default: the nearest ptofix.toml, or pyproject.toml with [tool.ptofix], upwards "
        "from each input file. See docs/configuration.md",
    )


def _add_baseline(check: argparse.ArgumentParser) -> None:
    """Findings that are known already."""
    known = check.add_mutually_exclusive_group()
    known.add_argument("--baseline", default="", metavar="FILE", help="do not report the findings that FILE knows")
    known.add_argument(
        "--write-baseline", default="", metavar="FILE", help="write all findings to FILE, for --baseline; report none"
    )


def _add_cache(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--cache", default="", metavar="DIR", help="keep results there, and take unchanged ones from there"
    )


def _add_jobs(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--jobs", type=_count, default=0, metavar="N", help="processes for many files; default: one per core"
    )


def _block(text: str) -> int:
    """A number of a block."""
    return _count(str(int(text) + 1)) - 1


def _count(text: str) -> int:
    """A number that is not negative."""
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise argparse.ArgumentTypeError(f"`{text}` is no number")
    return int(text)


def _add_check(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = verbs.add_parser(
        "check",
        help="look for missing and superfluous synchronisation",
        description="Report unordered accesses, flags that do not match, and more; see `ptofix list rules`.",
        epilog=EXIT_CODES,
    )
    check.add_argument(
        "files",
        nargs="+",
        metavar="FILE|DIR",
        help="C++ or PTO IR files, globs, folders with such, or - for standard input",
    )
    _add_model(check)
    _add_arch(check)
    _add_folder_of_headers(check)
    _add_config(check)
    check.add_argument(
        "--select",
        action="append",
        default=[],
        metavar="CODE[,CODE…]",
        help="only these rules: codes or names, or how they begin, such as PF1",
    )
    check.add_argument(
        "--ignore",
        action="append",
        default=[],
        metavar="CODE[,CODE…]",
        help="not these rules; what is longer holds: --select PF110 --ignore PF1",
    )
    check.add_argument("-q", "--quiet", action="store_true", help="text: only what may be wrong, no notes, no summary")
    check.add_argument("-v", "--verbose", action="store_true", help="show every finding: --max-per-rule 0")
    check.add_argument("--fix", action="store_true", help="repair the files first, as `ptofix fix -i` does")
    check.add_argument("--strict-undecided", action="store_true", help="exit 1 for what is undecided, too")
    check.add_argument(
        "--max-per-rule",
        type=_count,
        default=20,
        metavar="N",
        help="show at most N findings per rule, level and function, 0 for all; all are counted. Default: 20",
    )
    _add_baseline(check)
    _add_jobs(check)
    _add_cache(check)
    forms = ("text", "json", "sarif", "github", "gitlab")
    check.add_argument("--format", default="text", choices=forms, help="output format")
    check.add_argument("-o", "--output", default="", metavar="OUT", help="write to a file")
    _add_html(check, "of one C++ file its picture, else totals and what was found in each file")
    check.set_defaults(verb=_check)


def _check(options: argparse.Namespace) -> int:
    from ptofix.commands.check import CheckOptions, check_files

    chosen = CheckOptions(
        _basis(options),
        options.format,
        options.output,
        options.strict_undecided,
        0 if options.verbose else options.max_per_rule,
        options.jobs,
        options.cache,
        options.config,
        options.baseline,
        options.write_baseline,
        tuple(_comma_separated(options.select)),
        tuple(_comma_separated(options.ignore)),
        options.quiet,
        options.html,
    )
    if options.fix and (status := _repair(options)):
        return status
    return check_files(options.files, chosen)


def _repair(options: argparse.Namespace) -> int:
    """Put in what is missing, in the files themselves."""
    from ptofix.api.chosen_passes import PassChoice
    from ptofix.api.rewriting import RewriteOptions
    from ptofix.commands.configured import rewrites_of
    from ptofix.commands.run import RunOptions, run_files
    from ptofix.text.trees import input_files

    inputs = input_files(options.files)
    rewrites = rewrites_of(
        inputs, RewriteOptions((), basis=_basis(options)), PassChoice(sync="missing"), options.config
    )
    return run_files(inputs, rewrites, RunOptions("in-place", jobs=options.jobs, quiet=options.quiet))


def _add_verify(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    verify = verbs.add_parser(
        "verify",
        help="prove that a second text orders all that the first one does, or that one text orders all it has to",
        usage="ptofix verify [options] BEFORE AFTER\n"
        "       ptofix verify [options] --absolute FILE [--against BEFORE]\n"
        "       ptofix verify [options] --certificate CERTIFICATE [BEFORE] FILE",
        description="Accept AFTER if it is BEFORE token by token but for synchronisation and what is claimed, and "
        "every conflicting pair of accesses that BEFORE orders is ordered. With --absolute: accept FILE if every "
        "conflicting pair of accesses to on-chip memory is ordered and every flag is balanced, on every path. "
        "The checker shares no code with the analysis that proposes rewrites.",
        epilog=EXIT_CODES,
    )
    verify.add_argument("texts", nargs="+", metavar="FILE", help="C++ files: BEFORE and AFTER, or one")
    verify.add_argument("--absolute", action="store_true", help="judge one text by itself")
    verify.add_argument(
        "--against",
        default="",
        metavar="BEFORE",
        help="with --absolute: the text may differ from BEFORE in nothing but synchronisation",
    )
    _add_model(verify)
    _add_arch(verify)
    _add_folder_of_headers(verify)
    _add_config(verify)
    verify.add_argument(
        "--certificate",
        default="",
        metavar="FILE",
        help="check a certificate of `run` or of `verify --absolute` too; with --absolute: write one",
    )
    verify.add_argument(
        "--across-versions",
        action="store_true",
        help="compare up to renaming: the texts come from different versions or modes of the assembler",
    )
    verify.add_argument(
        "--local-slot-num",
        default="",
        metavar="N|ID=N,…",
        help="the LocalSlotNum of all pipes, or of those with these FlagIDs, was set",
    )
    verify.add_argument("-q", "--quiet", action="store_true", help="say nothing of what is proved")
    verify.add_argument("--fold-muls-one", action="store_true", help="a TMULS by one may have become a TMOV")
    verify.set_defaults(verb=_verify)


def _verify(options: argparse.Namespace) -> int:
    from ptofix.commands.verify import VerifyOptions, verify_files

    expected = 1 if options.absolute else 2
    of_one_text = options.certificate and len(options.texts) == 1
    if len(options.texts) != expected and not of_one_text:
        raise error(f"verify: {expected} file{'s' if expected > 1 else ''} wanted, {len(options.texts)} given")
    if options.absolute and (options.across_versions or options.local_slot_num or options.fold_muls_one):
        raise error("--absolute judges one text: it takes no claimed rewrites")
    if options.against and not options.absolute:
        raise error("--against belongs to --absolute")
    chosen = VerifyOptions(
        options.against if options.absolute else "".join(options.texts[:-1]),
        options.texts[-1],
        _basis(options),
        options.certificate,
        options.across_versions,
        options.local_slot_num,
        options.fold_muls_one,
        options.config,
        options.quiet,
        options.absolute,
    )
    return verify_files(chosen)


def _add_compare(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    compare = verbs.add_parser(
        "compare",
        help="show what differs between two kernels, by segment and stage",
        description="Put two kernels side by side: prologue, steady loop, epilogue and drain of each core, by the "
        "stages of the pipeline. What is not in the language is shown as such, with its place.",
        epilog=EXIT_CODES,
    )
    compare.add_argument("a", metavar="A", help="C++ file, or for --view findings a folder, or - for standard input")
    compare.add_argument("b", metavar="B", help="C++ file, or for --view findings a folder, or - for standard input")
    compare.add_argument(
        "--view",
        default="ops",
        metavar="VIEW",
        help="ops: op streams, and counts by op class and pipe; pipes: TPipe arguments, and barriers and flags; "
        "findings: what `check` finds; sync: which orders one has and the other lacks, lost ones first; "
        "these two take trees, too; default: ops",
    )
    compare.add_argument(
        "--format", default="text", choices=("text", "json", "html", "sarif"), help="output format; sarif for sync"
    )
    compare.add_argument("-o", "--output", default="-", metavar="FILE", help="write to a file")
    compare.set_defaults(verb=_compare)


def _compare(options: argparse.Namespace) -> int:
    from ptofix.commands.compare import CompareOptions, compare_files

    chosen = CompareOptions(options.a, options.b, options.view, options.format, options.output)
    return compare_files(chosen)


def _add_evidence(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    evidence = verbs.add_parser(
        "evidence",
        help="the pairs of ops that kernels leave without a barrier",
        description="List the pairs of ops on PIPE_V that kernels leave without a barrier under model strict, by kind: "
        "hazard, distance, conditions, places. What a kernel that runs on devices relies on is evidence for "
        "hw.repeat-distance (docs/evidence.md).",
        epilog="exit codes: 0 fine, 2 unusable input or arguments",
    )
    evidence.add_argument("files", nargs="+", metavar="FILE", help="C++ files, folders, or - for standard input")
    evidence.add_argument(
        "--format", default="text", choices=("text", "json", "toml"),
        help="toml: entries for ptofix/evidence/evidence.toml; default: text",
    )  # fmt: skip
    evidence.add_argument("-o", "--output", default="-", metavar="OUT", help="write to a file")
    _add_folder_of_headers(evidence)
    evidence.set_defaults(verb=_evidence)


def _evidence(options: argparse.Namespace) -> int:
    from ptofix.commands.evidence import show_evidence

    return show_evidence(options.files, options.format, options.output, options.headers)


def _add_simulate(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    simulate = verbs.add_parser(
        "simulate",
        help="run a kernel on a machine whose pipes run apart",
        description="Run a kernel on numpy: values, pipes that run apart, races and deadlocks (docs/simulate.md).",
        epilog="exit codes: 0 fine, 1 a race, a deadlock or a wrong result, 2 unusable input or arguments",
    )
    simulate.add_argument("file", metavar="FILE", help="C++ of the assembler, or - for standard input")
    simulate.add_argument("--kernel", metavar="NAME", default="", help="the kernel, where a file has several")
    given = simulate.add_argument_group("what it is given, and should give")
    given.add_argument("--arguments", metavar="FILE", default="", help="a description of the arguments in TOML")
    given.add_argument(
        "--against",
        metavar="attention|softmax|matmul|MODULE:FUNCTION",
        default="",
        help="what the result is compared with",
    )
    given.add_argument("--s1", metavar="N", type=int, default=1024, help="rows of K and V; default: 1024")
    given.add_argument("--q-rows", metavar="N", type=_count, help="rows of Q; default: as many as the kernel works on")
    given.add_argument("--set", metavar="NAME=N", action="append", default=[], help="a size that the description names")
    given.add_argument("--blocks", metavar="N", type=_count, default=1, help="blocks of the launch; default: 1")
    given.add_argument("--seed", metavar="N", type=int, default=0, help="of the random values; default: 0")
    given.add_argument("--tolerance", metavar="X", type=float, default=1e-3, help="largest error; default: 0.001")
    given.add_argument("--out", metavar="DIR", default="", help="write each array behind the run, as DIR/NAME.npy")
    how = simulate.add_argument_group("how it runs")
    how.add_argument(
        "--schedule",
        metavar="KIND",
        default="inorder",
        help="inorder, eager, lazy, random:SEED, adversarial or a part of it, adversarial:K/N; default: inorder",
    )
    how.add_argument(
        "--pairs",
        metavar="CERTIFICATE",
        default="",
        help="adversarial: directed at the pairs that the removals of this certificate rely on; default: all",
    )
    how.add_argument(
        "--repeat",
        metavar="N",
        type=_count,
        default=0,
        help="N random schedules, or N parts of adversarial, on all cores",
    )
    how.add_argument("--no-assume", metavar="NAME", action="append", default=[], help="switch hw.repeat-distance off")
    _add_model_name(how)
    _add_grade(how)
    _add_assumptions(how)
    how.add_argument(
        "--time", action="store_true", help="cycles by the model of time, per core and pipe (docs/cost.md)"
    )
    how.add_argument("--html", metavar="FILE", default="", help="the page of `ptofix cost --html`, with what was found")
    _add_jobs(simulate)
    simulate.set_defaults(verb=_simulate)


def _simulate(options: argparse.Namespace) -> int:
    from ptofix.commands.simulate import SimulateOptions, simulate
    from ptofix.commands.sizes import sizes_of

    chosen = SimulateOptions(
        options.file, options.kernel, options.against, options.arguments, sizes_of(options.set), options.s1,
        options.q_rows, options.blocks, options.schedule, options.pairs, options.repeat, options.seed,
        options.tolerance, tuple(options.no_assume), options.model, options.evidence, options.out, options.jobs,
        options.assumptions, options.time, options.html,
    )  # fmt: skip
    return simulate(chosen)


def _add_probe(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    probe = verbs.add_parser(
        "probe",
        help="measure on a device how far apart two ops must be",
        description="`write` makes kernels and a script that launches them, `read` an assumption file of what came of "
        "it (docs/probe.md).",
        epilog=EXIT_CODES,
    )
    steps = probe.add_subparsers(title="steps", required=True, metavar="STEP")
    write = steps.add_parser("write", help="write the kernels and the script that launches them", epilog=EXIT_CODES)
    write.add_argument("folder", metavar="DIR")
    write.add_argument("--ptoas", metavar="PATH", default="", help="the assembler: makes C++ of the kernels, too")
    write.add_argument(
        "--class", dest="classes", metavar="NAME", action="append", default=[], help="only these classes of ops"
    )
    write.add_argument("--dtype", metavar="NAME", action="append", default=[], help="only this type: float, half")
    write.set_defaults(verb=_probe_write)
    read = steps.add_parser("read", help="make an assumption file of the results", epilog=EXIT_CODES)
    read.add_argument("results", metavar="RESULTS", help="what run.py wrote")
    read.add_argument("-o", "--output", required=True, metavar="FILE", help="the assumption file")
    read.add_argument(
        "--margin", type=_count, default=2, metavar="N", help="repeats that are asked for besides; default: 2"
    )
    read.set_defaults(verb=_probe_read)


def _probe_write(options: argparse.Namespace) -> int:
    from ptofix.commands.probe import ProbeOptions, write_probe

    return write_probe(ProbeOptions(options.folder, tuple(options.classes), tuple(options.dtype), options.ptoas))


def _probe_read(options: argparse.Namespace) -> int:
    from ptofix.commands.probe import read_probe

    return read_probe(options.results, options.output, options.margin)


def _add_cost(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    cost = verbs.add_parser(
        "cost",
        help="estimate how long a kernel takes, and what its barriers and flags cost",
        description="Cycles of a kernel by a model of time, without values; what each pipe waits for, and what fewer "
        "barriers would save (docs/cost.md). Nothing of it was measured on a device.",
        epilog="exit codes: 0 done, 1 the kernel never ends, 2 unusable input or arguments",
    )
    cost.add_argument("files", metavar="FILE", nargs="+", help="C++ of the assembler; two files: before and after")
    cost.add_argument("--kernel", metavar="NAME", default="", help="the kernel, where a file has several")
    _add_sizes(cost)
    cost.add_argument("--blocks", metavar="N", type=_count, default=1, help="blocks of the launch; default: 1")
    cost.add_argument("--timing", metavar="PROFILE", default="default", help="default, or perf_sim for a comparison")
    cost.add_argument(
        "--pattern", metavar="NAME,…", default="gu,proven,minimal,fix --all",
        help="what would these save? none: do not ask; default: gu,proven,minimal,fix --all",
    )  # fmt: skip
    cost.add_argument("--format", default="text", choices=("text", "json"), help="output format")
    cost.add_argument("-o", "--output", default="-", metavar="FILE", help="write to a file")
    cost.add_argument("--timeline", metavar="FILE", default="", help="a trace for ui.perfetto.dev")
    cost.add_argument("--html", metavar="FILE", default="", help="a page with timeline, stalls, and cycles per line")
    _add_jobs(cost)
    cost.set_defaults(verb=_cost)


def _cost(options: argparse.Namespace) -> int:
    from ptofix.commands.cost import CostOptions, cost_files
    from ptofix.commands.sizes import sizes_of

    patterns = tuple(name for name in options.pattern.split(",") if name and name != "none")
    chosen = CostOptions(
        tuple(options.files), options.kernel, sizes_of(options.set), options.s1, options.blocks, options.timing,
        patterns, options.format, options.output, options.timeline, options.html, options.jobs,
    )  # fmt: skip
    return cost_files(chosen)


def _add_record(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    record = verbs.add_parser(
        "record",
        help="write down one launch of a hand-written kernel, for all other verbs",
        description="Compile any PTO C++ with the C++ compiler of this machine against headers that write down what a "
        "kernel calls, launch it on the host, and print what happened as C++ that every verb reads (docs/record.md). "
        "Nothing of it is about other launches.",
        epilog="exit codes: 0 recorded, 2 unusable input or arguments, or a kernel that cannot be recorded",
    )
    record.add_argument("file", metavar="FILE", help="C++ of a kernel")
    record.add_argument(
        "--entry", metavar="NAME", required=True,
        help="the kernel, with its template arguments if it has any, or a function of the host that starts it",
    )  # fmt: skip
    record.add_argument(
        "--core", default="", choices=("vector", "cube", "both"), help="default: those that have something to do"
    )
    record.add_argument("--block", metavar="N", type=_block, default=0, help="which block; default: 0")
    record.add_argument(
        "--blocks", metavar="N", type=_count, default=0, help="blocks of the launch; default: block + 1"
    )
    record.add_argument("--arguments", metavar="FILE", default="", help="a description of the arguments in TOML")
    record.add_argument(
        "--set", metavar="NAME=N", action="append", default=[], help="a size that the description names"
    )
    record.add_argument("-I", dest="folders", metavar="DIR", action="append", default=[], help="a folder for includes")
    record.add_argument("-D", dest="definitions", metavar="NAME=V", action="append", default=[], help="define a macro")
    record.add_argument("--std", metavar="STANDARD", default="c++17", help="of the language; default: c++17")
    record.add_argument("--cxx", metavar="COMPILER", default="", help="default: $PTOFIX_CXX, g++ or clang++")
    record.add_argument(
        "--limit", metavar="N", type=_count, default=1_000_000, help="most statements; default: 1000000"
    )
    record.add_argument("-o", "--output", default="-", metavar="FILE", help="write to a file")
    record.set_defaults(verb=_record)


def _record(options: argparse.Namespace) -> int:
    from ptofix.commands.record import record_file
    from ptofix.commands.sizes import sizes_of
    from ptofix.record.recording import RecordOptions

    chosen = RecordOptions(
        options.entry, options.core, options.block, options.blocks, options.arguments, tuple(options.folders),
        tuple(options.definitions), options.std, options.cxx, options.limit, sizes_of(options.set),
    )  # fmt: skip
    return record_file(options.file, chosen, options.output)


def _add_pipes(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    pipes = verbs.add_parser("pipes", help="print the table of TPipe types in a file")
    pipes.add_argument("file", metavar="FILE")
    pipes.set_defaults(verb=_pipes)


def _pipes(options: argparse.Namespace) -> int:
    from ptofix.report.pipes import pipe_table
    from ptofix.text.language import read_cpp

    print(pipe_table(read_cpp(options.file, "pipes")))
    return 0


def _add_headers(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    headers = verbs.add_parser(
        "headers",
        help="compare the headers of pto-isa with those that ptofix knows",
        description="For each op: is its implementation as in a version that ptofix knows? DIR is a checkout or an "
        "installation of pto-isa (PTO_LIB_PATH in builds). See docs/headers.md.",
        epilog="exit codes: 0 all as in the newest known version, 1 an op differs, 2 DIR has no such headers",
    )
    headers.add_argument("folder", metavar="DIR")
    headers.add_argument("--format", default="text", choices=("text", "json"), help="output format")
    headers.set_defaults(verb=_headers)


def _headers(options: argparse.Namespace) -> int:
    from ptofix.commands.headers import show_headers

    return show_headers(options.folder, options.format)


def _add_install_shim(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    shim = verbs.add_parser(
        "install-shim",
        help="make a folder whose `ptoas` is ptofix",
        description="Write an executable DIR/ptoas that runs ptofix-ptoas with the assembler that is found now (or in "
        "PTOFIX_PTOAS when it runs). With DIR first on PATH, builds that call `ptoas` take ptofix in.",
        epilog=EXIT_CODES,
    )
    shim.add_argument("folder", metavar="DIR")
    shim.set_defaults(verb=_install_shim)


def _install_shim(options: argparse.Namespace) -> int:
    from ptofix.commands.install_shim import install_shim

    print(install_shim(options.folder))
    return 0


def _add_listings(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    listed = verbs.add_parser(
        "list",
        help="list patterns, passes, rules or assumptions; print the schema or a shell's completion",
        description="List everything of one kind that has a name; `ptofix explain NAME` has the page of each.",
    )
    _add_kinds(listed.add_subparsers(title="kinds", required=True, metavar="KIND"))
    _add_kinds(verbs, replaced=True)
    explain = verbs.add_parser("explain", help="explain anything with a name, or a line of a file")
    explain.add_argument("name", metavar="NAME|CODE|FILE:LINE")
    _add_model(explain)
    _add_folder_of_headers(explain)
    _add_sizes(explain.add_argument_group("of FILE:LINE: sizes, for what a barrier or flag is worth (docs/cost.md)"))
    _add_html(explain, "of FILE:LINE: the picture of the C++ file, open at the line")
    _add_config(explain)
    explain.set_defaults(verb=_explain)
    config = verbs.add_parser(
        "config",
        help="show which settings hold for a file, and where they come from",
        description="Show each setting of the configuration that holds for FILE, and where it comes from.",
        epilog=EXIT_CODES,
    )
    config.add_argument("file", nargs="?", default="-", metavar="FILE", help="default: what holds for standard input")
    _add_config(config)
    config.set_defaults(verb=_config)


def _add_kinds(kinds: argparse._SubParsersAction[argparse.ArgumentParser], replaced: bool = False) -> None:
    """What `ptofix list` lists; `replaced`: as verbs of their own, as they were called before."""

    def kind(name: str, words: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = kinds.add_parser(name) if replaced else kinds.add_parser(name, help=words)
        made.description = words[0].upper() + words[1:] + "."
        made.set_defaults(instead=f"{name}` is `ptofix list {name}" if replaced else "")
        return made

    patterns = kind("patterns", "the barrier patterns")
    patterns.add_argument("--pattern-file", action="append", default=[], metavar="FILE", help="read more patterns")
    patterns.set_defaults(verb=_patterns)
    kind("passes", "the passes and their options").set_defaults(verb=_passes)
    rules = kind("rules", "the codes that findings and messages have")
    rules.add_argument("--markdown", action="store_true", help="print all pages: docs/rules.md")
    rules.set_defaults(verb=_rules)
    assumed = kind("assumptions", "what proofs may rest on")
    assumed.add_argument("--markdown", action="store_true", help="print all pages: docs/assumptions.md")
    assumed.set_defaults(verb=_assumptions)
    kind("schema", "the JSON schema of all reports").set_defaults(verb=_schema)
    completion = kind("completion", "a completion script for a shell")
    completion.add_argument("shell", choices=("bash", "zsh", "tcsh", "fish"))
    completion.set_defaults(verb=_completion)


def _patterns(options: argparse.Namespace) -> int:
    from ptofix.report.listings import pattern_list

    print(pattern_list(options.pattern_file))
    return 0


def _passes(_: argparse.Namespace) -> int:
    from ptofix.report.listings import pass_list

    print(pass_list())
    return 0


def _rules(options: argparse.Namespace) -> int:
    from ptofix.rules.registry import markdown, rule_list

    print(markdown() if options.markdown else rule_list(), end="" if options.markdown else "\n")
    return 0


def _assumptions(options: argparse.Namespace) -> int:
    from ptofix.report.listings import assumption_list, assumption_pages

    print(assumption_pages() if options.markdown else assumption_list(), end="" if options.markdown else "\n")
    return 0


def _schema(_: argparse.Namespace) -> int:
    from ptofix.report.schema import schema_text

    print(schema_text(), end="")
    return 0


def _explain(options: argparse.Namespace) -> int:
    from ptofix.commands.explain import explain
    from ptofix.commands.sizes import sizes_of

    print(explain(options.name, _basis(options), options.config, options.html, sizes_of(options.set), options.s1))
    return 0


def _config(options: argparse.Namespace) -> int:
    from ptofix.commands.configured import show_configuration

    print(show_configuration(options.file, options.config))
    return 0


def _completion(options: argparse.Namespace) -> int:
    from ptofix.commands.completion import completion

    print(completion(parser(), options.shell))
    return 0


if __name__ == "__main__":
    sys.exit(main())
