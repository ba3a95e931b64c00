"""ptofix: structured, proven rewrites between the PTO assembler and the device compiler.

The names below are the Python API, described in docs/api.md: they stay. All other modules are ptofix's own business.
Each is imported when it is first asked for, so that `import ptofix` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ptofix.api.checking import check
    from ptofix.api.explaining import explain, explain_line
    from ptofix.api.rewriting import RewriteCounts, Rewritten, rewrite
    from ptofix.api.tables import canonicalize, pipes
    from ptofix.api.verifying import verify
    from ptofix.headers.compared import read_headers
    from ptofix.headers.versions import Headers
    from ptofix.program.pipes import PipeType
    from ptofix.proof.verdict import Proved, Refuted, Undecided, Verdict, Witness
    from ptofix.report.pipes import PipeRow
    from ptofix.rewriting.job import Remark, RemarkKind
    from ptofix.rewriting.verification import Verification
    from ptofix.rules.rule import Finding
    from ptofix.text.diagnostics import Diagnostic, Note, Place, PtofixError, Severity

    __version__: str

__all__ = [
    "Diagnostic",
    "Finding",
    "Headers",
    "Note",
    "PipeRow",
    "PipeType",
    "Place",
    "Proved",
    "PtofixError",
    "Refuted",
    "Remark",
    "RemarkKind",
    "RewriteCounts",
    "Rewritten",
    "Severity",
    "Undecided",
    "Verdict",
    "Verification",
    "Witness",
    "__version__",
    "canonicalize",
    "check",
    "explain",
    "explain_line",
    "pipes",
    "read_headers",
    "rewrite",
    "verify",
]

_HOMES = {
    "ptofix.api.checking": "check",
    "ptofix.api.explaining": "explain explain_line",
    "ptofix.api.rewriting": "RewriteCounts Rewritten rewrite",
    "ptofix.api.tables": "canonicalize pipes",
    "ptofix.api.verifying": "verify",
    "ptofix.headers.compared": "read_headers",
    "ptofix.headers.versions": "Headers",
    "ptofix.program.pipes": "PipeType",
    "ptofix.proof.verdict": "Proved Refuted Undecided Verdict Witness",
    "ptofix.report.pipes": "PipeRow",
    "ptofix.rewriting.job": "Remark RemarkKind",
    "ptofix.rewriting.verification": "Verification",
    "ptofix.rules.rule": "Finding",
    "ptofix.text.diagnostics": "Diagnostic Note Place PtofixError Severity",
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        value: Any = version("ptofix")
    else:
        home = next((module for module, names in _HOMES.items() if name in names.split()), None)
        if home is None:
            raise AttributeError(f"module `ptofix` has no attribute `{name}`")
        from importlib import import_module

        value = getattr(import_module(home), name)
    globals()[name] = value  # the next time it is there
    return value


def __dir__() -> list[str]:
    return __all__
