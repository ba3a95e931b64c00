"""The text of a C++ header as definitions: what each one is called, which names it mentions, and its tokens.

No compiler: comments and layout go, everything else is kept. Where the text is not cut for certain, the piece is larger
or has more names than it needs to, or none, which makes it part of whatever else the file defines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

# Longest first. A directive is one token: the whole line, with what a splice or a comment adds to it.
_COMMENT = r"//(?:\\\r?\n|[^\n])*|/\*.*?\*/"
_STRING = r'(?:u8|[uUL])?"(?:\\.|[^"\\\n])*"' + r"|(?:u8|[uUL])?'(?:\\.|[^'\\\n])*'"
_RAW_STRING = r'(?:u8|[uUL])?R"(?P<mark>[^()\\\s"]*)\(.*?\)(?P=mark)"'
_WORD = r"[A-Za-z_]\w*(?:\\\r?\n\w+)*"
_NUMBER = r"\.?[0-9](?:[eEpP][+-]|'\w|[\w.])*"
_SIGN = r"<=>|<<=|->\*|\.\.\.|::|->|\+\+|--|<<|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|##|[^\s\w\\]|\\(?!\r?\n)"
_DIRECTIVE = rf"^[ \t]*\#(?:{_COMMENT}|\\\r?\n|{_STRING}|[^\n])*"
_PLAIN = rf"{_COMMENT}|{_STRING}|{_WORD}|{_NUMBER}|{_SIGN}"
_TOKEN = re.compile(rf"{_DIRECTIVE}|{_PLAIN}", re.DOTALL | re.MULTILINE | re.ASCII)
_TOKEN_OR_RAW = re.compile(rf"{_DIRECTIVE}|{_RAW_STRING}|{_PLAIN}", re.DOTALL | re.MULTILINE | re.ASCII)
_IN_DIRECTIVE = re.compile(_PLAIN, re.DOTALL | re.ASCII)
_SPLICE = re.compile(r"\\\r?\n")
_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_NAMESPACE = re.compile(r"\bnamespace (?:\w+ ?(?:::)? ?)+", re.ASCII)
_INCLUDE = re.compile(r"#include([<\"])([^>\"]+)[>\"]")
_PASTED = re.compile(r"(\w+) ## (?=(\w+))", re.ASCII)
# Macros of the host, and of other chips: headers for A2/A3 define PTO_NPU_ARCH_A2A3 alone.
_NEVER = r"(?:__CPU_SIM|__COSTMODEL|PTO_NPU_ARCH_(?!A2A3\b)\w+)"
_IS_NEVER = rf"(?:defined \( {_NEVER} \)|defined {_NEVER})"
_DEAD = re.compile(rf"#(?:ifdef {_NEVER}|(?:if|elif) {_IS_NEVER}(?: \|\| {_IS_NEVER})*)", re.ASCII)
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_CLASS_WORDS = frozenset(("struct", "class", "union"))
_NO_FUNCTION = frozenset(
    "alignas alignof decltype defined if noexcept requires sizeof static_assert switch typeid while".split()
)


ANY_ARGUMENT = "*"
"""Stands for every name that a macro is given."""

_KEYWORDS = frozenset(
    "alignas alignof auto bool break case catch char class const const_cast constexpr continue decltype default define "
    "defined delete do double elif else endif enum explicit extern false final float for friend goto if ifdef ifndef "
    "inline int int16_t int32_t int64_t int8_t long mutable namespace new noexcept nullptr operator override pragma "
    "private protected public reinterpret_cast requires return short signed sizeof size_t static static_assert "
    "static_cast std struct switch template this throw true try typedef typename uint16_t uint32_t uint64_t uint8_t "
    "undef union unsigned using virtual void volatile while".split()
)
"""Words of the language, and types of the standard library, which no header of the tree defines."""


class Definition(Struct, frozen=True):
    """A piece of a header. `mentions` are all its names; without `names` it counts for all that its file defines.

    `owner` is the class of a member function. `pastes` is a macro that may make any name.
    """

    names: frozenset[str]
    mentions: frozenset[str]
    text: str
    owner: str = ""
    pastes: bool = False
    suffixes: frozenset[str] = frozenset()  # what a macro pastes after a name that it is given
    declares: frozenset[str] | None = None  # what a line with a macro that has parameters declares


class HeaderText(Struct, frozen=True):
    """One header."""

    definitions: tuple[Definition, ...]
    includes: tuple[tuple[bool, str], ...]  # is it quoted, and what is included


def tokens_of(text: str) -> list[str]:
    """Tokens without comments; a directive is one token, its own ones with blanks between."""
    if 'R"' in text:
        found = [match.group() for match in _TOKEN_OR_RAW.finditer(text)]
    else:
        found = _TOKEN.findall(text)
    kept = []
    for token in found:
        if token.startswith(("//", "/*")):
            continue
        if token[0] in " \t#" and token.lstrip(" \t").startswith("#"):
            token = _directive(token)
        elif "\\" in token and token[0] not in "\"'" and not token.endswith(('"', "'")):
            token = _SPLICE.sub("", token)
        kept.append(token)
    return kept


def _directive(line: str) -> str:
    words = [_SPLICE.sub("", word) for word in _IN_DIRECTIVE.findall(line) if not word.startswith(("//", "/*"))]
    if words[1:2] == ["include"]:
        return "#include" + "".join(words[2:])
    if words[1:2] == ["define"] and len(words) > 3 and words[3] == "(":
        parameters = re.search(rf"{re.escape(words[2])}(\\\r?\n)*\(", line)  # `F(x)` has parameters, `F (x)` has none
        words[3] = "(" if parameters else " ("
    return "#" + " ".join(words[1:])


def read_header(text: str) -> HeaderText:
    """Cut a header into definitions."""
    alive = list(_alive(tokens_of(text)))
    includes = [match for token in alive if (match := _INCLUDE.fullmatch(token))]
    kept = list(_without_plain_includes(alive))
    closing = _matching(kept)
    if closing is None:  # brackets that only one arm of a conditional closes: the file is one piece
        mentions = _mentions(" ".join(kept))
        definitions = [Definition(mentions, mentions, "\n".join(kept), pastes=True)]
    else:
        reader = _Reader(kept, closing)
        definitions = list(reader.read(0, len(kept), ""))
        for index, token in enumerate(kept):  # inside of other pieces
            if token.startswith("#define") and index not in reader.read_directives:
                definitions += reader.directive(token)
    return HeaderText(
        tuple(definitions),
        tuple((match[1] == '"', match[2]) for match in includes),
    )


def _alive(tokens: Iterable[str]) -> Iterator[str]:
    """Without what is in arms of conditionals that no device compiler for A2/A3 takes."""
    dead: list[bool] = []  # per conditional, whether its arm is
    skipping = False
    for token in tokens:
        if token[0] != "#":
            if not skipping:
                yield token
            continue
        word, outer = token[1:].split(" ", 1)[0], skipping
        if word in ("if", "ifdef", "ifndef"):
            dead.append(bool(_DEAD.fullmatch(token)))
        elif word in ("elif", "else", "endif") and dead:
            outer = any(dead[:-1])
            dead.pop()
            if word != "endif":
                dead.append(bool(_DEAD.fullmatch(token)))
        skipping = any(dead)
        if not outer:
            yield token


def _without_plain_includes(tokens: Iterable[str]) -> Iterator[str]:
    """Without includes, unless they are inside of something: what they put there is not cut."""
    depth = 0
    for token in tokens:
        depth += (token in ("(", "[", "{")) - (token in (")", "]", "}"))
        if depth or not token.startswith("#include"):
            yield token


def _matching(tokens: Sequence[str]) -> dict[int, int] | None:
    """The closing bracket of each opening one, None if they do not match."""
    closing: dict[int, int] = {}
    pending: list[int] = []
    for index, token in enumerate(tokens):
        if token in _CLOSING:
            pending.append(index)
        elif token in (")", "]", "}"):
            if not pending or _CLOSING[tokens[pending[-1]]] != token:
                return None
            closing[pending.pop()] = index
    return None if pending else closing


class _Reader(Struct):
    """`conditions` are those of the conditionals around the place that is read."""

    tokens: Sequence[str]
    closing: dict[int, int]
    conditions: list[str] = field(default_factory=list)
    read_directives: set[int] = field(default_factory=set)

    def read(self, start: int, end: int, around: str) -> Iterator[Definition]:
        """The definitions between two places of one namespace (`around`)."""
        index = start
        while index < end:
            token = self.tokens[index]
            if token.startswith("#"):
                yield from self.directive(token)
                self.read_directives.add(index)
                index += 1
                continue
            if token == ";":
                index += 1
                continue
            opened = self._namespace(index, end)
            if opened is not None:
                yield from self.read(opened + 1, self.closing[opened], " ".join([around, *self.tokens[index:opened]]))
                index = self.closing[opened] + 1
                continue
            conditions = list(self.conditions)
            last, body = self._extent(index, end)
            yield from self._piece(index, last, body, f"{around}\n{conditions}\n")
            index = last

    def directive(self, token: str) -> Iterator[Definition]:
        """What a preprocessor line defines; it may open or close a conditional."""
        word, *names = _NAME.findall(token[:200])[:2] or [""]
        self._condition(token)
        if word == "define":
            head = re.match(r"#define \w+ \(([^)]*)\)", token)
            parameters = frozenset(_NAME.findall(head[1])) if head else frozenset[str]()
            pasted: list[tuple[str, str]] = _PASTED.findall(token)
            suffixes = frozenset(second for first, second in pasted if first in parameters and second not in parameters)
            pastes = any(first not in parameters or second in parameters for first, second in pasted)
            text = f"{self.conditions}\n{token}"
            declares = None
            if head:
                made = [read for read in read_header(token[head.end() :]).definitions if not read.owner]
                declares = frozenset(name for read in made for name in read.names)
                if "##" in token or declares & parameters:
                    declares = (declares - parameters) | {ANY_ARGUMENT}
            yield Definition(frozenset(names), _mentions(text), text, "", pastes, suffixes, declares)
        elif word not in ("if", "ifdef", "ifndef", "elif", "else", "endif"):
            pastes = word == "include"
            yield Definition(frozenset(), frozenset(), f"{self.conditions}\n{token}", pastes=pastes)

    def _condition(self, token: str) -> None:
        word = (_NAME.findall(token[:20]) or [""])[0]
        if word in ("if", "ifdef", "ifndef"):
            self.conditions.append(token)
        elif word in ("elif", "else") and self.conditions:
            self.conditions[-1] += token
        elif word == "endif" and self.conditions:
            self.conditions.pop()

    def _namespace(self, index: int, end: int) -> int | None:
        """The bracket that `namespace … {` or `extern "C" {` opens at `index`."""
        words = self.tokens
        if words[index] == "inline" and index + 1 < end and words[index + 1] == "namespace":
            index += 1
        if (
            words[index] == "extern"
            and index + 2 < end
            and words[index + 1].startswith('"')
            and words[index + 2] == "{"
        ):
            return index + 2
        if words[index] != "namespace":
            return None
        while index < end and words[index] != "{":
            if words[index] in (";", "=") or words[index].startswith("#"):
                return None
            index += 1
        return index if index < end else None

    def _extent(self, start: int, end: int) -> tuple[int, int | None]:
        """The end of the piece that starts here, and the bracket of its body."""
        index, body, assigned = start, None, False
        while index < end:
            token = self.tokens[index]
            if token == ";":
                return index + 1, body
            if token.startswith("#"):
                self._condition(token)
            assigned = assigned or (token == "=" and self.tokens[index - 1] != "operator")
            behind = self._behind_angle(index + 1, end) if self.tokens[index : index + 2] == ["template", "<"] else None
            if behind is not None:
                index = behind
            elif token == "{":
                body = index if body is None else body
                last = self.closing[index] + 1
                follows = self.tokens[last] if last < end else ""
                is_class = not _CLASS_WORDS.isdisjoint(self.tokens[start:body]) or "enum" in self.tokens[start:body]
                if follows in (",", "{"):  # an initializer of a constructor
                    body = None
                elif not (assigned or follows == ";" or (is_class and "(" not in self._head(start, body))):
                    return last, body
                index = last
            elif token in _CLOSING:
                index = self.closing[index] + 1
            else:
                index += 1
        return end, body

    def _head(self, start: int, end: int) -> list[str]:
        """The tokens between two places without template heads."""
        index, found = start, []
        while index < end:
            if self.tokens[index] == "template" and index + 1 < end and self.tokens[index + 1] == "<":
                behind = self._behind_angle(index + 1, end)
                if behind is not None:
                    index = behind
                    continue
            found.append(self.tokens[index])
            index += 1
        return found

    def _parameters(self, start: int, end: int) -> frozenset[str]:
        """Names that a template head gives to types, which hide what else has these names."""
        found: set[str] = set()
        index = start
        while index + 1 < end:
            behind = self._behind_angle(index + 1, end) if self.tokens[index : index + 2] == ["template", "<"] else None
            if behind is None:
                index += 1
                continue
            words = self.tokens[index:behind]
            for before, word, after in zip(words, words[1:], [*words[2:], ""]):
                if before in ("typename", "class") or (before == "..." and word not in (",", ">")):
                    found |= {word} if after in (",", ">", "=") else set()
            index = behind
        used = self.tokens[start:end]
        qualified = {word for sign, word in pairwise(used) if sign == "::"}
        return frozenset(found - qualified)

    def _behind_angle(self, index: int, end: int) -> int | None:
        """After the `>` that closes the `<` at `index`."""
        depth = 0
        while index < end:
            token = self.tokens[index]
            if token in ("{", ";"):
                return None
            depth += (token == "<") - (token == ">")
            index = self.closing[index] + 1 if token in _CLOSING else index + 1
            if depth == 0:
                return index
        return None

    def _piece(self, start: int, end: int, body: int | None, context: str) -> Iterator[Definition]:
        """One definition, or a class and its member functions."""
        tokens = self.tokens[start:end]
        head = self._head(start, end if body is None else body)
        words = frozenset(head)
        if body is not None and not words.isdisjoint(_CLASS_WORDS) and "(" not in head and "enum" not in words:
            yield from self._class(start, end, body, head, context)
            return
        if "enum" in words and "(" not in head:
            scoped = body is None or not words.isdisjoint(_CLASS_WORDS)  # its values go by its name
            inside = [] if scoped or body is None else self.tokens[body : self.closing[body]]
            behind = [] if body is None else self.tokens[self.closing[body] : end]
            names = frozenset(filter(_NAME.fullmatch, [*_up_to(head, ":"), *inside, *behind]))
        elif words & {"operator", "friend"}:
            names = frozenset()
        elif head[:1] == ["using"] and len(head) > 2:
            names = (
                frozenset((head[1],)) if head[2] == "=" else frozenset(filter(_NAME.fullmatch, head)) - {"namespace"}
            )
        else:
            names = frozenset(_declared(head))
        found = _definition(names - _KEYWORDS, tokens, context)
        yield replace(found, mentions=found.mentions - self._parameters(start, end if body is None else body))

    def _class(self, start: int, end: int, body: int, head: list[str], context: str) -> Iterator[Definition]:
        """Member functions go by their names; all else belongs to the class, and so does what has no name."""
        name, hidden = _class_name(head), self._parameters(start, body)
        behind = self.tokens[self.closing[body] + 1 : end]
        own = [*self.tokens[start:body]]
        names = {name, *filter(_NAME.fullmatch, behind)}
        index, last = body + 1, self.closing[body]
        while index < last:
            token = self.tokens[index]
            if token.startswith("#"):
                self._condition(token)
                own.append(token)
                index += 1
            elif token in ("public", "private", "protected") and self.tokens[index + 1] == ":":
                index += 2
            elif token == ";":
                index += 1
            else:
                conditions = list(self.conditions)
                stop, inner = self._extent(index, last)
                for found in self._piece(index, stop, inner, f"{context}{name}\n{conditions}\n"):
                    found = replace(found, mentions=found.mentions - hidden)
                    member = self._head(index, stop if inner is None else inner)
                    if found.owner or (found.names and not _CLASS_WORDS.isdisjoint(member)):
                        yield found
                    elif found.names and "(" in member and "enum" not in member:
                        yield replace(found, owner=name)
                    else:
                        own.append(found.text)
                index = stop
        text = f"{context}{' '.join(own)} {' '.join(behind)}"
        yield Definition(frozenset(names) - _KEYWORDS, _mentions(text) - hidden, text, pastes="#include" in text)


def _mentions(text: str) -> frozenset[str]:
    return frozenset(_NAME.findall(_NAMESPACE.sub("", text))) - _KEYWORDS


def _definition(names: frozenset[str], tokens: Sequence[str], context: str) -> Definition:
    text = " ".join(tokens)
    return Definition(names, _mentions(context + text), context + text, pastes="#include" in text)


def _up_to(tokens: Sequence[str], sign: str) -> Sequence[str]:
    return tokens[: tokens.index(sign)] if sign in tokens else tokens


def _class_name(head: Sequence[str]) -> str:
    """The last name before bases and arguments of a specialisation."""
    name, index = "", max(i for i, token in enumerate(head) if token in _CLASS_WORDS) + 1
    while index < len(head) and head[index] not in (":", "<"):
        if _NAME.fullmatch(head[index]) and head[index] != "final":
            name = head[index]
        index += 1
    return name


def _declared(head: Sequence[str]) -> Iterator[str]:
    """Every name directly before a bracket that is not inside another, or the name of a variable."""
    depth, found = 0, False
    for index, token in enumerate(head):
        if token == "(":
            if depth == 0 and index and (name := _name_before(head, index)) and name not in _NO_FUNCTION:
                found = True
                yield name
            depth += 1
        elif token == ")":
            depth -= 1
        elif token == "=" and depth == 0 and not found:
            name = _name_before(head, index)
            if name:
                yield name
            return
    if not found and "static_assert" not in head:
        end = next((i for i, token in enumerate(head) if token in ("[", ";")), len(head))
        name = _name_before(head, end)
        if name:
            yield name


def _name_before(head: Sequence[str], index: int) -> str:
    """The name before a place, past the arguments of a specialisation or a bracket of an array."""
    index -= 1
    if index >= 0 and head[index] == "]":
        while index >= 0 and head[index] != "[":
            index -= 1
        index -= 1
    if index >= 0 and head[index] == ">":
        depth = 0
        while index >= 0:
            depth += (head[index] == ">") - (head[index] == "<")
            index -= 1
            if depth == 0:
                break
    return head[index] if index >= 0 and _NAME.fullmatch(head[index]) else ""
