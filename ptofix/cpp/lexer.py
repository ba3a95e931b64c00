"""Tokens of one statement, with C++'s two context-dependent readings already decided.

`<` after a name opens template arguments if a matching `>` closes a list of plain types and constants; otherwise it
compares. `(T)` before an operand is a cast if T is a type by its spelling (a builtin, `…_t`, or a pointer). Where
C++ would decide otherwise, because a name is a variable and not a template or a type, the program that is made of the
statement finds a name in the wrong place and refuses the function (ptofix/program).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Lexeme(NamedTuple):
    """`type` names a terminal of language.lark; `start` and `end` are offsets in the statement's text."""

    type: str
    text: str
    start: int
    end: int


_LEXEME = re.compile(
    r"""
    (?P<BLANK>\s+|//[^\r\n]*|/\*.*?\*/)
  | (?P<STRING>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')
  | (?P<NAME>(?:::\s*)?[A-Za-z_]\w*(?:\s*::\s*[A-Za-z_]\w*)*)
  | (?P<NUMBER>\.?\d(?:[eEpP][-+]|'?[\w.])*)
  | (?P<STEP>\+\+|--)
  | (?P<ARROW>->)
  | (?P<EQOP>[=!]=)
  | (?P<RELOP>[<>]=)
  | (?P<EQUAL>=)
  | (?P<ASSIGN>(?:<<|>>|[-+*/%&|^])=)
  | (?P<OROP>\|\|)
  | (?P<ANDOP>&&)
  | (?P<LAUNCH_OPEN><<<)
  | (?P<SHIFTOP><<)
  | (?P<BITOR>\|) | (?P<BITXOR>\^)
  | (?P<AMP>&) | (?P<STAR>\*) | (?P<MULOP>[/%]) | (?P<PLUS>\+) | (?P<MINUS>-) | (?P<NOT>[!~]) | (?P<DOT>\.)
  | (?P<LESS><) | (?P<GREATER>>)
  | (?P<LPAR>\() | (?P<RPAR>\)) | (?P<LSQB>\[) | (?P<RSQB>\]) | (?P<LBRACE>\{) | (?P<RBRACE>\})
  | (?P<SEMICOLON>;) | (?P<COMMA>,) | (?P<COLON>:) | (?P<QMARK>\?)
    """,
    re.VERBOSE | re.DOTALL | re.ASCII,
)

_KEYWORDS = {
    word: word.upper()
    for word in (
        "if else for while switch case default return break continue goto using namespace class enum struct union "
        "static_assert"
    ).split()
}
_QUALIFIERS = frozenset(
    "const constexpr static inline AICORE __gm__ __ubuf__ __cbuf__ __ca__ __cb__ __cc__ __fbuf__ __global__ __aicore__ "
    "__inline__ __restrict__".split()
)
_BUILTINS = frozenset("void bool char short int long unsigned signed float double half auto".split())
_NAMED_CASTS = frozenset("static_cast reinterpret_cast".split())
# What C++ reserves and the language does not have: never a name.
_RESERVED = frozenset(
    "alignas alignof and and_eq asm bitand bitor catch char8_t char16_t char32_t compl concept consteval constinit "
    "const_cast co_await co_return co_yield decltype delete do dynamic_cast explicit export extern friend mutable new "
    "noexcept not not_eq nullptr_t operator or or_eq private protected public register requires sizeof "
    "template this thread_local throw try typedef typeid typename virtual volatile wchar_t xor xor_eq".split()
)

_TEMPLATE_INSIDE = frozenset("NAME NUMBER STRING COMMA QUALIFIER BUILTIN STAR AMP MINUS TLT TGT LESS GREATER".split())
_AFTER_TEMPLATE = frozenset(
    "LPAR NAME COMMA GREATER TGT RPAR LBRACE SEMICOLON STAR AMP QUALIFIER BUILTIN LINKAGE".split()
)
_BEFORE_NO_CAST = frozenset("NAME TGT RPAR RSQB NAMED_CAST BUILTIN".split())
_OPERAND_START = frozenset("NAME NUMBER STRING LPAR MINUS NOT STAR AMP PLUS BUILTIN NAMED_CAST".split())


class UnknownCharacterError(ValueError):
    """The statement has a character that no token of the subset starts with."""


def tokenize(text: str) -> list[Lexeme]:
    """The lexemes of one statement, header or label. Raises UnknownCharacterError."""
    lexemes = _resolve_linkage(_join_attributes(_without_attribute(list(_raw_lexemes(text)))))
    return _join_shifts(_resolve_casts(_resolve_templates(lexemes)))


def _raw_lexemes(text: str) -> Iterator[Lexeme]:
    position = 0
    while position < len(text):
        match = _LEXEME.match(text, position)
        if match is None:
            raise UnknownCharacterError(text[position])
        start, position = position, match.end()
        kind, value = match.lastgroup or "", match[0]
        if kind == "BLANK":
            continue
        if kind == "NAME":
            value = "".join(value.split())
            kind = _name_kind(value)
        yield Lexeme(kind, value, start, position)


def _name_kind(name: str) -> str:
    if name in _KEYWORDS:
        return _KEYWORDS[name]
    if name in _QUALIFIERS:
        return "QUALIFIER"
    if name in _BUILTINS or (name.endswith("_t") and name not in _RESERVED):
        return "BUILTIN"
    if name in _NAMED_CASTS:
        return "NAMED_CAST"
    return "RESERVED" if name in _RESERVED else "NAME"


def _join(kind: str, lexemes: list[Lexeme]) -> Lexeme:
    text = "".join(lexeme.text for lexeme in lexemes)
    return Lexeme(kind, text, lexemes[0].start, lexemes[-1].end)


_ATTRIBUTE = re.compile(r"\[\[(?:pto::last_use\([\w,]*\)|maybe_unused)\]\]", re.ASCII)


def _without_attribute(lexemes: list[Lexeme]) -> list[Lexeme]:
    """Without a leading attribute that changes nothing."""
    ends = [i for i in range(1, len(lexemes)) if lexemes[i].type == lexemes[i - 1].type == "RSQB"]
    text = "".join(lexeme.text for lexeme in lexemes[: ends[0] + 1]) if ends else ""
    return lexemes[ends[0] + 1 :] if _ATTRIBUTE.fullmatch(text) else lexemes


# Of a function, how it is compiled; of a variable, that each block has its own.
_WORDED = re.compile(r"__attribute__\(\((?:always_inline|noinline|unused|used)\)\)|\[\[block_local\]\]", re.ASCII)
_LONGEST_WORDED = 6


def _join_attributes(lexemes: list[Lexeme]) -> list[Lexeme]:
    """Join each attribute that is among the words of a declaration into one of them."""
    if not any(lexeme.text in ("__attribute__", "block_local") for lexeme in lexemes):
        return lexemes
    joined: list[Lexeme] = []
    i = 0
    while i < len(lexemes):
        several = range(_LONGEST_WORDED, 1, -1)
        tries = (_join("QUALIFIER", lexemes[i : i + n]) for n in several if i + n <= len(lexemes))
        found = next((one for one in tries if _WORDED.fullmatch(one.text)), None)
        joined.append(found or lexemes[i])
        i = i + 1 if found is None else next(at for at, one in enumerate(lexemes) if one.end == found.end) + 1
    return joined


def _resolve_linkage(lexemes: list[Lexeme]) -> list[Lexeme]:
    """Join `extern "C"` into one LINKAGE."""
    if len(lexemes) > 1 and lexemes[0].text == "extern" and lexemes[1].type == "STRING":
        return [_join("LINKAGE", lexemes[:2]), *lexemes[2:]]
    return lexemes


def _resolve_templates(lexemes: list[Lexeme]) -> list[Lexeme]:
    """Turn the LESS and GREATER of template argument lists into TLT and TGT."""
    resolved = list(lexemes)
    for i, lexeme in enumerate(lexemes):
        if lexeme.type == "LESS" and i > 0 and lexemes[i - 1].type in ("NAME", "NAMED_CAST"):
            end = _template_end(lexemes, i)
            if end is not None:
                resolved[i] = lexeme._replace(type="TLT")
                resolved[end] = lexemes[end]._replace(type="TGT")
                if end + 1 < len(lexemes) and lexemes[end + 1].text.startswith("::"):
                    resolved[end + 1] = lexemes[end + 1]._replace(type="SCOPED")
    return resolved


def _template_end(lexemes: list[Lexeme], start: int) -> int | None:
    depth = 0
    for i in range(start, len(lexemes)):
        kind = lexemes[i].type
        if kind not in _TEMPLATE_INSIDE:
            return None
        depth += (kind == "LESS") - (kind == "GREATER")
        if depth == 0:
            closes = i + 1 == len(lexemes) or lexemes[i + 1].type in _AFTER_TEMPLATE
            return i if closes else None
    return None


def _resolve_casts(lexemes: list[Lexeme]) -> list[Lexeme]:
    """Name the parentheses of `(type)` before an operand."""
    resolved = list(lexemes)
    for i in range(len(lexemes)):
        end = None if i and resolved[i - 1].type in _BEFORE_NO_CAST else _cast_end(resolved, i)
        if end is not None:
            resolved[i] = lexemes[i]._replace(type="CAST_OPEN")
            resolved[end] = lexemes[end]._replace(type="CAST_CLOSE")
    return resolved


def _cast_end(lexemes: list[Lexeme], start: int) -> int | None:
    """Index of the `)` that ends the cast which starts at `start`, or None if there is no cast."""
    if lexemes[start].type != "LPAR":
        return None
    end = start + 1
    while end < len(lexemes) and lexemes[end].type in ("QUALIFIER", "BUILTIN", "STAR", "NAME"):
        end += 1
    inside = [lexeme.type for lexeme in lexemes[start + 1 : end]]
    is_type = "BUILTIN" in inside or (inside.count("NAME") == 1 and inside[-1] == "STAR")
    if not is_type or end + 1 >= len(lexemes) or lexemes[end].type != "RPAR":
        return None
    return end if lexemes[end + 1].type in _OPERAND_START else None


def _join_shifts(lexemes: list[Lexeme]) -> list[Lexeme]:
    """Name what is left of LESS and GREATER: a pair of GREATER shifts, a single one compares, three end a launch."""
    joined: list[Lexeme] = []
    i = 0
    launches = any(lexeme.type == "LAUNCH_OPEN" for lexeme in lexemes)
    while i < len(lexemes):
        kind = lexemes[i].type
        three = lexemes[i : i + 3]
        if launches and [one.type for one in three] == ["GREATER"] * 3 and three[2].end - three[0].start == 3:
            joined.append(_join("LAUNCH_CLOSE", three))
            i += 2
        elif kind == "GREATER" and i + 1 < len(lexemes) and lexemes[i + 1].type == "GREATER":
            joined.append(_join("SHIFTOP", lexemes[i : i + 2]))
            i += 1
        else:
            joined.append(lexemes[i]._replace(type="RELOP") if kind in ("LESS", "GREATER") else lexemes[i])
        i += 1
    return joined
