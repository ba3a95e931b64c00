"""`ptofix.check`: findings in one text."""

from __future__ import annotations

import os
from collections.abc import Collection

from ptofix.api.basis import basis
from ptofix.api.inputs import Text, no_deeper_than_python, source_of
from ptofix.headers.versions import Headers
from ptofix.rules.checking import check as check_source
from ptofix.rules.rule import Finding


def check(
    text: Text,
    *,
    model: str = "",
    assume: Collection[str] | None = None,
    evidence: str = "",
    assumptions: str | os.PathLike[str] = "",
    headers: Headers | None = None,
    arch: str = "",
    name: str = "",
) -> list[Finding]:
    """Look for missing and superfluous synchronisation, as `ptofix check` does: errors first.

    What a comment in the text allows is left out. Raises PtofixError for what cannot be read or has nothing to check;
    OSError.
    """
    source = source_of(text, name)
    chosen = basis(model, assume, evidence, arch, assumptions)
    with no_deeper_than_python(source.name):
        return list(check_source(source, chosen.memory_model, chosen.arch, headers).findings)
