"""What pto-isa's script `patch_vec_barriers.py` takes for a barrier that may go, asked of the tree.

Its patterns have the names and ops of ours. It proves nothing: it looks at statements that follow one another, and at
names where it looks at operands at all, so what it removes has to be selected apart from what ptofix removes.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from ptofix.cpp import nodes
from ptofix.cpp.parser import Block, Conditional, Element, Statement, Tree
from ptofix.rewriting.patterns.language import Pattern, built_in_patterns
from ptofix.text.diagnostics import error


class ScriptPattern(Struct, frozen=True):
    """How the script looks for the sites of one of our patterns."""

    name: str
    waits_between: bool  # waits for loads may be between the ops
    compares_names: bool  # a name that one op writes first and the other has keeps the barrier


# Source: github.com/hw-native-sys/pto-isa at 3186c381, kernels/python/flash_atten/scripts/patch_vec_barriers.py.
SCRIPT_PATTERNS = (
    ScriptPattern("gu", waits_between=True, compares_names=False),
    ScriptPattern("softmax-exp-sum", waits_between=False, compares_names=True),
    ScriptPattern("softmax-sum-add", waits_between=False, compares_names=True),
)
SWITCHED_OFF = ("none", "off", "disable", "disabled")


def patterns_named(text: str) -> tuple[str, ...]:
    """The patterns in a list of names with commas between. Raises PtofixError for one that the script does not have."""
    given = [name.strip() for name in text.split(",")]
    wanted = [name for name in given if name and name not in SWITCHED_OFF]
    known = {alias: pattern.name for pattern in SCRIPT_PATTERNS for alias in _our_pattern(pattern).names}
    for name in wanted:
        if name not in known:
            raise error(
                f"the script has no pattern `{name}`",
                help=f"its patterns are: {', '.join(sorted(known))}; all others: `ptofix run --pattern NAME`",
            )
    return tuple(pattern.name for pattern in SCRIPT_PATTERNS if pattern.name in {known[name] for name in wanted})


def selected_lines(tree: Tree, names: tuple[str, ...]) -> dict[int, str]:
    """The lines of the barriers that the script takes out for the patterns `names`, and the first pattern of each."""
    found: dict[int, str] = {}
    for pattern in SCRIPT_PATTERNS:
        if pattern.name in names:
            for statement in _sites(tree.body, pattern, _our_pattern(pattern)):
                found.setdefault(statement.line, pattern.name)
    return found


def _our_pattern(pattern: ScriptPattern) -> Pattern:
    return next(ours for ours in built_in_patterns() if ours.name == pattern.name)


def _sites(body: list[Element], script: ScriptPattern, ours: Pattern) -> Iterator[Statement]:
    """The barriers that the script selects in `body` and in what is nested in it, in text order."""
    assert ours.before is not None
    for index, element in enumerate(body):
        if isinstance(element, Statement):
            if _callee(element) == ours.before.name:
                yield from _site_behind(element, body[index + 1 :], script, ours.after.name)
        elif isinstance(element, Block):
            yield from _sites(element.body, script, ours)
        elif isinstance(element, Conditional):
            for arm in element.arms:
                yield from _sites(arm.body, script, ours)


def _site_behind(first: Statement, following: list[Element], script: ScriptPattern, last: str) -> Iterator[Statement]:
    barrier: Statement | None = None
    for element in following:
        if not isinstance(element, Statement):
            return
        if barrier is None and _arguments(element, "pipe_barrier")[:1] == ["PIPE_V"]:
            barrier = element
        elif script.waits_between and _arguments(element, "wait_flag")[:2] == ["PIPE_MTE2", "PIPE_V"]:
            continue
        elif barrier is not None and _callee(element) == last:
            if not (script.compares_names and _share_a_name(first, element)):
                yield barrier
            return
        else:
            return


def _call(statement: Statement) -> nodes.Call | None:
    match statement.node:
        case nodes.Expression(nodes.Call() as call):
            return call
        case _:
            return None


def _callee(statement: Statement) -> str:
    """The name of the function that the statement calls, "" if it does not call one."""
    match _call(statement):
        case nodes.Call(nodes.Name(name)) | nodes.Call(nodes.TemplateName(name)):
            return name
        case _:
            return ""


def _arguments(statement: Statement, function: str) -> list[str]:
    """The names among the arguments, nested ones too; none if the statement does not call `function`."""
    call = _call(statement)
    if call is None or _callee(statement) != function:
        return []
    return [node.text for argument in call.arguments for node in nodes.walk(argument) if isinstance(node, nodes.Name)]


def _share_a_name(first: Statement, second: Statement) -> bool:
    """Whether the first name of one call, which the script takes for all that it writes, is a name of the other."""
    one, other = (_arguments(statement, _callee(statement)) for statement in (first, second))
    return bool(set(islice(one, 1)) & set(other) or set(islice(other, 1)) & set(one))
