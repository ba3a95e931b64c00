"""The configurations of the files that a command works on."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from msgspec.structs import replace

from ptofix.api.basis import Basis
from ptofix.api.chosen_passes import PassChoice, cpp_passes, ir_passes
from ptofix.api.rewriting import RewriteOptions
from ptofix.config.found import configurations_for
from ptofix.config.merged import Settings, basis_with, choice_with, without_what_passes_say
from ptofix.text.language import may_be_ir
from ptofix.text.trees import InputFile


def settings_of(files: Sequence[str], named: str) -> list[Settings]:
    """What configurations say of each file; standard error says which they are. Raises PtofixError, OSError."""
    found = configurations_for(files, named)
    for path in dict.fromkeys(one.path for one in found if one is not None):
        print(f"ptofix: configured by {path}", file=sys.stderr)
    return [{} if one is None else one.holds_for(file) for one, file in zip(found, files)]


def rewrites_of(
    inputs: Sequence[InputFile], options: RewriteOptions, choice: PassChoice, named: str
) -> list[RewriteOptions]:
    """`options` for each file, with the passes of `choice` and what its configuration says. Raises PtofixError."""
    files = [file.path for file in inputs]
    made: dict[tuple[Basis, PassChoice, bool], RewriteOptions] = {}
    found = []
    for file, settings in zip(files, settings_of(files, named)):
        chosen = choice_with(choice, settings)
        said = cpp_passes(choice) if choice.pass_pipeline is not None else ()
        basis = basis_with(options.basis, without_what_passes_say(settings, said))
        is_ir = may_be_ir(file)
        key = (basis, chosen, is_ir)
        if key not in made:
            passes = ir_passes(chosen) if is_ir else ()  # slow to import
            made[key] = replace(options, passes=cpp_passes(chosen), ir_passes=passes, basis=basis)
        found.append(made[key])
    return found
