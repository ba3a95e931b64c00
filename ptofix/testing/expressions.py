"""Random integer declarations and expressions as C++ text, and what a C++ compiler says about them.

`random_case(seed)` writes a block of declarations and expressions over them. An `Evaluator` answers from the text of a
case what each expression is; `compiled` has a compiler answer, and `disagreements` compares. `reference` is the
evaluator that needs no parser: each `Term` was evaluated by `ptofix.program.integers` when it was written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import TypeVar

from ptofix.program import integers
from ptofix.program.integers import BOOL, INT, Integer, IntegerType
from ptofix.testing.tools import output_of

Pick = Callable[[int], int]
_T = TypeVar("_T")


@dataclass(frozen=True)
class Term:
    """An expression. `level` is that of its outermost operator, counted from the tightest.

    `value` None: it has none in C++. `lazy`: what has none is where C++ may not evaluate it, so perhaps it has.
    `constant`: C++ takes all its variables as constants.
    """

    text: str
    level: int
    value: Integer | None
    lazy: bool = False
    constant: bool = True


@dataclass(frozen=True)
class ExpressionCase:
    """Declarations and statements that change what is declared, one a line, and expressions after them."""

    name: str
    statements: tuple[str, ...]
    expressions: tuple[Term, ...]


Evaluator = Callable[[ExpressionCase], list[Integer | None]]
"""What each expression of a case is; None: it has no value, or the evaluator does not know it."""


def reference(case: ExpressionCase) -> list[Integer | None]:
    return [term.value for term in case.expressions]


def random_case(seed: int, declarations: int = 10, expressions: int = 24, changes: int = 0) -> ExpressionCase:
    """`changes` is how many statements change variables."""
    writer = _Writer(Random(seed).randrange)
    statements = [writer.declaration(f"v{number}") for number in range(declarations)]
    statements += [writer.change() for _ in range(changes)]
    return ExpressionCase(f"seed{seed}", tuple(statements), tuple(writer.term(4) for _ in range(expressions)))


# ---- terms ----

_PRIMARY, _POSTFIX, _PREFIX, _CONDITIONAL = 1, 2, 3, 16
_LEVELS = {
    "*": 5, "/": 5, "%": 5, "+": 6, "-": 6, "<<": 7, ">>": 7, "<": 9, "<=": 9, ">": 9, ">=": 9, "==": 10, "!=": 10,
    "&": 11, "^": 12, "|": 13, "&&": 14, "||": 15,
}  # fmt: skip
BINARY_OPERATORS = tuple(_LEVELS)
_COMPOUND = ("+", "-", "*", "/", "%", "<<", ">>", "&", "^", "|")
_SIGNS = ("-", "~", "!", "+")


def literal_term(text: str) -> Term:
    value = integers.literal(text)
    assert value is not None, text
    return Term(text, _PRIMARY, value)


def grouped(term: Term, level: int = 0) -> Term:
    """`term` in parentheses, unless it binds as tightly as `level`."""
    return term if term.level <= level else replace(term, text=f"({term.text})", level=_PRIMARY)


def prefixed(sign: str, operand: Term) -> Term:
    operand = grouped(operand, _PREFIX)
    gap = " " if operand.text[0] == sign else ""  # `--x` is another operator
    value = None if operand.value is None else integers.unary(sign, operand.value)
    return replace(operand, text=sign + gap + operand.text, level=_PREFIX, value=value)


def joined(left: Term, sign: str, right: Term, gap: str) -> Term:
    """`left sign right`, with `gap` around the sign or a blank where two tokens would become one."""
    level = _LEVELS[sign]
    left, right = grouped(left, level), grouped(right, level - 1)
    before = gap or (" " if left.text[-1] in "eE" else "")  # `0xe+1` is one malformed number
    after = gap or (" " if right.text[0] == sign[-1] else "")
    return Term(
        left.text + before + sign + after + right.text,
        level,
        integers.binary(sign, left.value, right.value) if left.value and right.value else None,
        left.lazy or right.lazy or (sign in ("&&", "||") and right.value is None),
        left.constant and right.constant,
    )


def chosen(condition: Term, then: Term, other: Term) -> Term:
    """`condition ? then : other`."""
    parts = (grouped(condition, _CONDITIONAL - 1), then, other)
    first, second, third = (part.value for part in parts)
    return Term(
        "{} ? {} : {}".format(*(part.text for part in parts)),
        _CONDITIONAL,
        integers.conditional(first, second, third) if first and second and third else None,
        any(part.lazy for part in parts) or second is None or third is None,
        all(part.constant for part in parts),
    )


def cast(form: str, spelling: str, operand: Term) -> Term:
    """`form` has a `{}` for the type and one for the operand."""
    c_style = form.startswith("(")
    operand = grouped(operand, _PREFIX) if c_style else operand
    value = None if operand.value is None else integers.convert(operand.value, type_spelled(spelling))
    text = form.format(spelling, operand.text)
    return replace(operand, text=text, level=_PREFIX if c_style else _POSTFIX, value=value)


def type_spelled(spelling: str) -> IntegerType:
    found = integers.type_named(spelling)
    assert found is not None, spelling
    return found


def _changed(sign: str, variable: Integer, value: Integer | None) -> Integer | None:
    """What `variable sign= value` leaves in the variable."""
    result = value if not sign or value is None else integers.binary(sign, variable, value)
    return None if result is None else integers.convert(result, variable.type)


# ---- random choices ----

_TYPES = (
    "int32_t", "int64_t", "uint64_t", "uint32_t", "int8_t", "uint8_t", "int16_t", "uint16_t", "bool", "size_t", "int",
    "unsigned", "long", "short", "ptrdiff_t", "intptr_t", "std::uint32_t", "std::size_t", "unsigned int", "long long",
    "unsigned long", "unsigned long long", "signed char", "unsigned char", "unsigned short", "long int unsigned",
    "long long int", "short int", "signed",
)  # fmt: skip
_CASTS = ("({}) {}", "({}){}", "static_cast<{}>({})", "{}({})")
EDGES = (
    2**7 - 1, 2**7, 2**8 - 1, 2**8, 2**15 - 1, 2**15, 2**16 - 1, 2**16, 2**31 - 1, 2**31, 2**32 - 1, 2**32,
    2**63 - 1, 2**63, 2**64 - 1,
)  # fmt: skip
LITERAL_FORMS = ("{}", "{:#x}", "0X{:X}", "0{:o}", "{:#b}")
SUFFIXES = ("", "", "u", "U", "l", "L", "ul", "uL", "Lu", "LU", "ll", "LL", "ull", "LLU", "llu", "ULL")
_QUALIFIED = ("const {}", "constexpr {}", "{}", "{} const")


@dataclass
class _Writer:
    """All choices come from `pick(n)`, a number below n; 0 is the simplest choice."""

    pick: Pick
    variables: list[Term] = field(default_factory=list)
    changeable: list[int] = field(default_factory=list)

    def declaration(self, name: str) -> str:
        initial = self.known_term()
        pattern, spelling, value = self.of(_QUALIFIED), self.of(_TYPES), initial.value
        assert value is not None
        if pattern.startswith("constexpr") and not initial.constant:
            pattern = "const {}"
        head, text = pattern.format(spelling), f" = {initial.text}"
        to = type_spelled(spelling)
        always_fits = to.holds(value.type.least) and to.holds(value.type.greatest)
        if self.percent(25):
            head = pattern.format("auto")
        elif self.percent(25) and (always_fits or (initial.constant and to.holds(value.value))):
            value, text = Integer(to, value.value), f"{{{initial.text}}}"
        else:
            value = integers.convert(value, to)
        if pattern == "{}":
            self.changeable.append(len(self.variables))
        self.variables.append(Term(name, _PRIMARY, value, constant=initial.constant and pattern != "{}"))
        return f"{head} {name}{text};"

    def change(self) -> str:
        """A statement that changes a variable, or would if its condition held; `;` if none can be changed."""
        if not self.changeable:
            return ";"
        number = self.of(self.changeable)
        variable = self.variables[number]
        assert variable.value is not None
        sign = self.of(("", *_COMPOUND))
        term = self.term(2)
        while (after := _changed(sign, variable.value, term.value)) is None:
            sign, term = self.of(("", *_COMPOUND)), self.term(2)
        text = f"{variable.text} {sign}= {term.text};"
        kind = self.pick(4)
        if kind == 1:
            condition = self.known_term()
            text = f"if ({condition.text}) {{ {text} }}"
            after = after if condition.value is not None and condition.value.value else variable.value
        elif kind == 2:
            text = f"for (int i = 0; i < 1; ++i) {{ {text} }}"
        elif kind == 3 and variable.value.type != BOOL:
            step = self.of(("+", "-"))
            stepped = _changed(step, variable.value, Integer(INT, 1))
            if stepped is not None:
                after, text = stepped, self.of((f"{step * 2}{variable.text};", f"{variable.text}{step * 2};"))
        self.variables[number] = replace(variable, value=after)
        return text

    def known_term(self) -> Term:
        term = self.term(3)
        while term.value is None:
            term = self.term(3)
        return term

    def term(self, depth: int) -> Term:
        """An expression; one without a value is most often thrown away, as nearly all would have none."""
        term = self.any_term(depth)
        while term.value is None and self.percent(40):
            term = self.any_term(depth)
        return grouped(term) if self.percent(8) else term

    def any_term(self, depth: int) -> Term:
        kind = self.pick(100) if depth else 0
        if kind < 20:
            return self.of(self.variables) if self.variables and self.percent(60) else self.literal()
        if kind < 35:
            return prefixed(self.of(_SIGNS), self.term(depth - 1))
        if kind < 55:
            form, spelling = self.of(_CASTS), self.of(_TYPES)
            # Only a single word can be called: `unsigned int(x)` is no expression.
            return cast(_CASTS[0] if form == "{}({})" and " " in spelling else form, spelling, self.term(depth - 1))
        if kind < 62:
            return chosen(self.term(depth - 1), self.term(depth - 1), self.term(depth - 1))
        sign = self.of(BINARY_OPERATORS)
        right = self.shift_count() if sign in ("<<", ">>") and self.percent(60) else self.term(depth - 1)
        return joined(self.term(depth - 1), sign, right, "" if self.percent(30) else " ")

    def literal(self) -> Term:
        while True:
            value = self.pick(70) if self.percent(70) else self.of(EDGES) + self.pick(3) - 1
            text = self.of((*LITERAL_FORMS, "true", "false")).format(value)
            if text[0].isdigit():
                if len(text) > 4 and self.percent(30):
                    text = f"{text[:-2]}'{text[-2:]}"
                text += self.of(SUFFIXES)
            if integers.literal(text) is not None:
                return literal_term(text)

    def shift_count(self) -> Term:
        return literal_term(str(self.pick(66)))

    def percent(self, share: int) -> bool:
        return self.pick(100) >= 100 - share

    def of(self, items: Sequence[_T]) -> _T:
        return items[self.pick(len(items))]


# ---- the compiler's answers ----


@dataclass(frozen=True)
class CompiledExpression:
    """`value` None: the compiler does not take it as a constant expression."""

    value: int | None
    bits: int
    signed: bool


_HEAD = """\
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <type_traits>
using std::intptr_t, std::ptrdiff_t, std::size_t;

template <class T> constexpr int bits = std::is_same_v<T, bool> ? 1 : 8 * sizeof(T);

// The first one is left out where `run` gives no value in a constant expression.
template <class C, int k, class T = decltype(C::template run<k>()), T value = C::template run<k>()>
void print(int) {
  std::printf(std::is_signed_v<T> ? "%lld" : "%llu", static_cast<unsigned long long>(value));
  std::printf(" %d %d\\n", bits<T>, std::is_signed_v<T>);
}
template <class C, int k>
void print(...) {
  using T = decltype(C::template run<k>());
  std::printf("- %d %d\\n", bits<T>, std::is_signed_v<T>);
}
"""


def program_text(cases: Sequence[ExpressionCase]) -> str:
    """A program that prints a line for each expression."""
    lines, calls = [_HEAD], []
    for case in cases:
        name = f"case_{case.name}"
        # A template, so that a `run` that has no value is no error before it is asked for one.
        lines += [f"template <int> struct {name} {{", "template <int k> static constexpr auto run() {"]
        lines += case.statements
        for k, term in enumerate(case.expressions):
            lines.append(f"if constexpr (k == {k}) return {term.text};")
            calls.append(f"print<{name}<0>, {k}>(0);")
        lines.append("}\n};")
    return "\n".join([*lines, "int main() {", *calls, "}\n"])


def compiled(cases: Sequence[ExpressionCase], compiler: str, folder: Path) -> list[list[CompiledExpression]]:
    """What `compiler` says of each expression of each case."""
    lines = iter(output_of(program_text(cases), compiler, folder).decode().splitlines())
    return [[_read_line(next(lines)) for _ in case.expressions] for case in cases]


def _read_line(line: str) -> CompiledExpression:
    value, bits, signed = line.split()
    return CompiledExpression(None if value == "-" else int(value), int(bits), signed == "1")


def disagreements(
    case: ExpressionCase, answers: Sequence[Integer | None], truth: Sequence[CompiledExpression]
) -> list[str]:
    """The expressions of which `answers` says something that is not so. None says nothing."""
    found = []
    for term, answer, true in zip(case.expressions, answers, truth):
        if answer is None:
            continue
        said = CompiledExpression(answer.value, answer.type.bits, answer.type.signed)
        if said != true:
            found.append(f"{case.name}: `{term.text}` is {true}, not {said}")
    return found
