"""The tokens of a C++ text, as the standard's phases of translation make them: a second opinion on what texts say.

Shares nothing with `ptofix.cpp`. It knows no statements and no grammar, only characters: line splices, comments, raw
strings, longest tokens, and the lines of the preprocessor, which end where the line does.
"""

from __future__ import annotations

import re
from bisect import bisect_left

# As clang does: blanks may follow the backslash, and a lone carriage return ends a line.
_SPLICE = re.compile(r"\\[ \t\f\v]*(?:\r\n|\n|\r)")
_TOKEN = re.compile(
    r"""
    (?P<newline>\r\n|\n|\r)
  | (?P<blank>[ \t\f\v]+|//[^\r\n]*|/\*(?s:.*?)\*/)
  | (?P<raw>(?:u8|[uUL])?R"(?P<fence>[^()\\\s]{0,16})\()
  | (?P<string>(?:u8|[uUL])?(?:"(?:\\[^\r\n]|[^"\\\r\n])*"|'(?:\\[^\r\n]|[^'\\\r\n])*')\w*)
  | (?P<open>/\*|["'])
  | (?P<word>(?:[^\W\d]|\$)[\w$]*)
  | (?P<number>\.?[0-9](?:[eEpP][+-]|'[0-9a-zA-Z_]|[\w.])*)
  | (?P<sign><=>|<<=|>>=|\.\.\.|->\*|%:%:|\#\#|::|<:(?!:[^:>])|<%|:>|%>|%:|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||\.\*
             |[-+*/%^&|]=)
  | (?P<other>(?s:.))
    """,
    re.VERBOSE,
)

_DIRECTIVE = re.compile(r"[ \t]*(include|define)\b[ \t]*")
_BEHIND_DIRECTIVE = {"include": re.compile(r'(?:<[^>\r\n]*>|"[^"\r\n]*")?'), "define": re.compile(r"[\w$]*\(?")}

LINE, LINE_END = "\n#", "\n"
"""What is around the tokens of a preprocessor line: no token of the text has a line end."""


def plain_tokens(text: str) -> list[str]:
    """All tokens but comments; what is never closed is one token up to the end."""
    spliced, origins = _without_splices(text)
    tokens: list[str] = []
    at, in_line, fresh = 0, False, True  # in a line of the preprocessor; at the start of a line
    while at < len(spliced):
        match = _TOKEN.match(spliced, at)
        assert match is not None, "the last alternative matches any character"
        kind, token, at = match.lastgroup, match[0], match.end()
        if kind == "newline":
            if in_line:
                tokens.append(LINE_END)
            in_line, fresh = False, True
        elif kind == "blank":
            continue
        elif kind == "raw":
            token, at = _raw_string(text, spliced, origins, match)
            tokens.append(token)
            fresh = False
        elif kind == "open":
            tokens.append(spliced[match.start() :])
            at = len(spliced)
        elif fresh and token in ("#", "%:"):
            tokens.append(LINE)
            in_line, fresh = True, False
            word = _DIRECTIVE.match(spliced, at)
            if word is not None:
                # Blanks have meaning: inside `<…>`, and between a macro's name and a parenthesis.
                rest = _BEHIND_DIRECTIVE[word[1]].match(spliced, word.end())
                assert rest is not None
                tokens += [word[1], rest[0]]
                at = rest.end()
        else:
            tokens.append(token)
            fresh = False
    return [*tokens, LINE_END] if in_line else tokens


def _without_splices(text: str) -> tuple[str, list[int]]:
    """The text as if lines continued by a backslash were one, and for each character where it was."""
    if "\\" not in text:
        return text, list(range(len(text) + 1))
    parts, origins, at = [], list[int](), 0
    for match in _SPLICE.finditer(text):
        parts.append(text[at : match.start()])
        origins += range(at, match.start())
        at = match.end()
    origins += range(at, len(text) + 1)
    return "".join([*parts, text[at:]]), origins


def _raw_string(text: str, spliced: str, origins: list[int], match: re.Match[str]) -> tuple[str, int]:
    """The raw string that `match` opens, its body as written, and where the spliced text goes on after it."""
    end = f'){match["fence"]}"'
    start = origins[match.end() - 1] + 1
    found = text.find(end, start)
    if found < 0:
        return spliced[match.start() :], len(spliced)
    found += len(end)
    return match[0] + text[start:found], bisect_left(origins, found)


# ---- what synchronisation may change ----

_SYNC = ("pipe_barrier", "set_flag", "wait_flag", "ptoas_auto_sync_tail")
_NO_TYPES = ("else", "do", "return", "case", "throw", "goto", "co_return", "co_await", "and", "or", "not")
_BEFORE_STATEMENT = (";", "{", "}", ":", ")", "else", "do", LINE_END)


def without_synchronisation(text: str) -> tuple[str, ...]:
    """The tokens that two texts must share if only their synchronisation and their slot numbers differ.

    Leaves out statements that are one call of a sync function with plain arguments, and what follows the third argument
    of `TPipe<…>`. Where such a statement is the whole body of an `if`, a `;` stays; directly after a label, a `;`
    makes no difference. After a declaration or a macro of the same name, up to its block's end, a sync function is
    taken as any other.
    """
    tokens = plain_tokens(text)
    kept: list[str] = []
    hidden: dict[str, int] = {}  # names that mean something else here: braces open where they got their meaning
    at = depth = braces = 0
    in_line = False
    while at < len(tokens):
        token = tokens[at]
        in_line = token == LINE or (in_line and token != LINE_END)
        depth = depth + 1 if token[-1] in "([" else depth - 1 if token in (")", "]") else depth
        braces = braces + 1 if token == "{" else braces - 1 if token == "}" else braces
        if token == "}":
            hidden = {name: opened for name, opened in hidden.items() if opened <= braces}
        elif token.rstrip("(") in _SYNC and _is_declared(tokens, at, in_line):
            # A macro has no block; a parameter has that of its function, which is still to come.
            hidden[token.rstrip("(")] = 0 if in_line else braces + (depth > 0)
        elif not in_line and depth == 0 and _at_statement(kept):
            name_at = at + 2 if tokens[at : at + 2] == ["pto", "::"] else at
            name = tokens[name_at] if name_at < len(tokens) else ""
            end = _end_of_plain_call(tokens, name_at) if name in _SYNC and name not in hidden else None
            if end is not None:
                if kept and kept[-1] in (")", "else", "do"):
                    kept.append(";")
                at = end
                continue
        if token == ";" and kept and kept[-1] == ":" and not in_line and depth == 0:
            at += 1
            continue
        if token == "TPipe" and tokens[at + 1 : at + 2] == ["<"]:
            ends = _ends_of_pipe_type(tokens, at + 2)
            if ends is not None:
                kept += tokens[at : ends[0]]
                at = ends[1]
                continue
        kept.append(token)
        at += 1
    return tuple(kept)


def _is_declared(tokens: list[str], at: int, in_line: bool) -> bool:
    """Whether the name follows a type or is given a value, or is the name of a macro."""
    before = tokens[at - 1] if at else ";"
    if in_line:
        return before == "define"
    if (tokens[at], before) == ("ptoas_auto_sync_tail", "void"):
        return False  # the definition that every output of the assembler has
    of_type = before not in _NO_TYPES and (before[-1].isalnum() or before[-1] in "_*&>")
    return of_type or tokens[at + 1 : at + 2] == ["="]


def _at_statement(kept: list[str]) -> bool:
    if not kept:
        return True
    if kept[-1] == ":":  # of a label; not of `?:`
        last = next((i for i in reversed(range(len(kept))) if kept[i] in (";", "{", "}", LINE_END)), -1)
        return "?" not in kept[last + 1 :]
    return kept[-1] in _BEFORE_STATEMENT


_PLAIN = re.compile(r"[\w$:.']+|[()+\-*/%&|^~,]|<<|>>")


def _end_of_plain_call(tokens: list[str], at: int) -> int | None:
    """After the `;` of the call, if no argument has a call, an assignment or a brace in it."""
    if tokens[at + 1 : at + 2] != ["("]:
        return None
    depth = 0
    for i in range(at + 1, len(tokens)):
        token = tokens[i]
        depth += (token == "(") - (token == ")")
        if depth == 0:
            return i + 2 if tokens[i + 1 : i + 2] == [";"] else None
        called = token == "(" and i > at + 1 and (tokens[i - 1][0].isalnum() or tokens[i - 1][0] in "_$")
        if called or not _PLAIN.fullmatch(token):
            return None
    return None


def _ends_of_pipe_type(tokens: list[str], at: int) -> tuple[int, int] | None:
    """Where the third template argument ends, and the `>` after the last one."""
    commas, third = 0, -1
    for i in range(at, len(tokens)):
        if tokens[i] == ",":
            commas += 1
            third = i if commas == 3 else third
        elif tokens[i] in (">", ">>"):
            return (i if third < 0 else third), i
        elif not re.fullmatch(r"\w+|::", tokens[i]):
            return None
    return None
