"""A tree of headers: which definitions implement each op, and a fingerprint of their text.

It needs no compiler, and follows too much rather than too little. The rule:

1. From ENTRY all includes within the folder are followed. Arms of conditionals that need a macro of the host or of
   another chip are left out; no other condition is decided.
2. A file is cut into macros, functions, classes, member functions, enumerations, aliases and variables, whose text
   is hashed with the conditions and namespaces around it. A file whose brackets do not match is one piece with all
   of its names.
3. An op starts with every definition of its name; every identifier leads to every definition of that name anywhere
   in the tree. Not followed are words of C++, type parameters of the definition itself, a member function before
   its class is named too, and the way from TSYNC(events...) to the pipes of single ops.
4. What a macro pastes after a name counts as part of the name (TADD leads to TADD_IMPL). A macro that pastes two of
   its arguments, once it is reached, leads to everything.
5. What has no name (a #pragma, an operator, an assertion) belongs to all that its file, or its class, defines.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from ptofix.headers.cpp_text import ANY_ARGUMENT, Definition, HeaderText, read_header
from ptofix.isa.architecture import A2A3
from ptofix.isa.row import HEADERS, SHARED
from ptofix.text.diagnostics import error
from ptofix.text.source import decode, encode

ENTRY = "pto/pto-inst.hpp"
"""What a kernel includes."""

_HANDED_OVER = ("Tile", "GlobalTensor")
"""Classes of the objects that a kernel makes itself: their constructors and operators run without being named."""
_PIPE = "TPipe"
"""The same for ops on pipes between the cores."""
_EVENTS = frozenset(("TSYNC", "TSYNC_IMPL", "WaitAllEvents"))
"""What an op does first with the events that it is given: emitted calls give none."""
_INSTRUCTION = "PTO_INST"
_OP_NAME = re.compile(r"[A-Z][A-Z0-9_]+", re.ASCII)
_NONE: frozenset[int] = frozenset()


class Source(Struct, frozen=True, dict=True):
    """A definition with the file, below `include`, that it is in."""

    path: str
    definition: Definition

    @cached_property
    def digest(self) -> str:
        return _digest([self.definition.text])[:8]


class HeaderTree(Struct, frozen=True, dict=True):
    """The headers that a kernel for A2/A3 may get, by path below `include`."""

    headers: dict[str, HeaderText]

    @cached_property
    def definitions(self) -> list[Source]:
        return [Source(path, found) for path in sorted(self.headers) for found in self.headers[path].definitions]

    @cached_property
    def fingerprints(self) -> dict[str, str]:
        """Of what is shared, and of each op that the tree has: by its name in the op table, if it has a row there."""
        ops = dict.fromkeys([op for op in checked_ops() if self.has(op)] + sorted(self._public))
        return {SHARED: self._fingerprint(self.shared)} | {op: self._fingerprint(self.sources_of(op)) for op in ops}

    @cached_property
    def _public(self) -> set[str]:
        """Functions that are declared as instructions. Those between chips have names of others."""
        checked = frozenset(name for name in A2A3.ops.names() if A2A3.origin(name) in (HEADERS, SHARED))
        public = [
            name
            for index, source in enumerate(self.definitions)
            if _INSTRUCTION in source.definition.mentions and not source.path.startswith("pto/comm/")
            for name in self._names[index] - {_INSTRUCTION}
        ]
        return {name for name in public if _OP_NAME.fullmatch(name) and name not in checked}

    def sources(self, op: str) -> list[Source]:
        """The definitions that a fingerprint is made from."""
        return [self.definitions[i] for i in sorted(self.shared if op == SHARED else self.sources_of(op))]

    def has(self, op: str) -> bool:
        """Whether something of the tree has the name of an op."""
        return _plain(op) in self._meant_by

    @cached_property
    def shared(self) -> frozenset[int]:
        """The classes of operands with all that they can do, and waiting for events."""
        members = {name for i, source in enumerate(self.definitions) if source.definition.owner in _HANDED_OVER
                   for name in self._names[i]}  # fmt: skip
        return self._reached([*_HANDED_OVER, *_EVENTS, *members], _NONE)

    def sources_of(self, op: str) -> frozenset[int]:
        """Every definition that a call of `op` may run besides what is shared."""
        return self._reached([_plain(op), *_HANDED_OVER, *((_PIPE,) if A2A3.fifo_step(op) else ())], self.shared)

    def _reached(self, roots: Iterable[str], without: frozenset[int]) -> frozenset[int]:
        reached: set[int] = set()
        pending, mentioned = list(roots), set(roots)
        waiting: dict[str, set[int]] = {}  # member functions, by the class that nothing has named so far
        while pending:
            word = pending.pop()
            for index in (self._meant_by.get(word, _NONE) | waiting.pop(word, _NONE)) - reached:
                source = self.definitions[index]
                if source.definition.owner and source.definition.owner not in mentioned:
                    waiting.setdefault(source.definition.owner, set()).add(index)
                    continue
                for one in {index, *self._nameless.get(source.path, ())} - reached - without:
                    reached.add(one)
                    found = self.definitions[one].definition
                    if found.pastes:
                        return frozenset(range(len(self.definitions))) - without
                    follow = found.mentions - mentioned
                    if self._names[one] and self._names[one] <= _EVENTS:
                        follow &= _EVENTS
                    mentioned |= follow
                    pending += follow
        return frozenset(reached)

    def _fingerprint(self, indices: frozenset[int]) -> str:
        return _digest(self.definitions[i].definition.text for i in sorted(indices))[:16]

    @cached_property
    def _names(self) -> list[frozenset[str]]:
        """The names of each definition. A line that is a macro with arguments declares what the macro's text does."""
        macros: dict[str, list[Definition]] = {}
        for source in self.definitions:
            if source.definition.declares is not None:
                for name in source.definition.names:
                    macros.setdefault(name, []).append(source.definition)
        return [_names(source.definition, macros) for source in self.definitions]

    @cached_property
    def _meant_by(self) -> dict[str, set[int]]:
        """Definitions that a mention of a name may mean, also as the part of it that a macro is given."""
        named: dict[str, set[int]] = {}
        for index, own in enumerate(self._names):
            for name in own:
                named.setdefault(name, set()).add(index)
        suffixes = {suffix for source in self.definitions for suffix in source.definition.suffixes}
        for name, found in list(named.items()):
            for suffix in suffixes:
                if name.endswith(suffix):
                    named.setdefault(name.removesuffix(suffix), set()).update(found)
        return named

    @cached_property
    def _nameless(self) -> dict[str, set[int]]:
        """Per file, definitions without a name."""
        found: dict[str, set[int]] = {}
        for index, source in enumerate(self.definitions):
            if not self._names[index]:
                found.setdefault(source.path, set()).add(index)
        return found


def checked_ops() -> list[str]:
    """Names of the op table whose facts are those of the headers, each with a definition of its own."""
    return [name for name in A2A3.ops.names() if A2A3.origin(name) == HEADERS]


def _plain(op: str) -> str:
    return A2A3.implemented_by(op).rsplit("::", 1)[-1].removeprefix("member.")


def _names(found: Definition, macros: dict[str, list[Definition]]) -> frozenset[str]:
    called = found.names & macros.keys()
    if not called or found.declares is not None:
        return found.names
    declared = set(found.names - called)
    for macro in (macro for name in called for macro in macros[name]):
        declared |= macro.declares or frozenset()
        if ANY_ARGUMENT in declared:
            given = found.mentions - macros.keys()
            declared |= given | {word + suffix for word in given for suffix in macro.suffixes}
    return frozenset(declared - {ANY_ARGUMENT})


def _digest(texts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for text in texts:
        data = encode(text)
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


def read_tree(folder: str) -> HeaderTree:
    """The headers of a checkout or installation of pto-isa. Raises PtofixError where there are none, and OSError."""
    include = next((path for path in (Path(folder, "include"), Path(folder)) if (path / ENTRY).is_file()), None)
    if include is None:
        raise error(f"no headers of pto-isa in `{folder}`", help=f"there is neither include/{ENTRY} nor {ENTRY}")
    headers: dict[str, HeaderText] = {}
    pending = [ENTRY]
    while pending:
        path = pending.pop()
        if path in headers or path.startswith("../") or not (include / path).is_file():
            continue  # not below `include`: of the system or the toolkit
        headers[path] = read_header(decode((include / path).read_bytes()))
        for quoted, name in headers[path].includes:
            if quoted:
                pending.append(posixpath.normpath(posixpath.join(posixpath.dirname(path), name)))
            pending.append(posixpath.normpath(name))
    return HeaderTree(headers)
