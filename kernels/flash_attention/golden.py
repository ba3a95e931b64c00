"""The golden files: what the builder prints and what the assemblers make of it, with a manifest.

Of the IR the texts of the first case are kept; of the other cases the manifest has the hashes, as the builder prints
them at any time.

    python kernels/flash_attention/golden.py 0.37=PATH/ptoas 0.45=PATH/ptoas 0.60=PATH/ptoas

writes them all anew. The tests compare the builder with them and need no assembler.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from assembler import assemble
from builder import flash_attention_text
from plan import Plan
from ptofix.mlir.targets import target
from ptofix.testing.assemblers import COMMITS, FLAGS, Assembler, assembler
from ptofix.text.writing import OutputFile, write_all

GOLDEN = Path(__file__).parent / "golden"
MANIFEST = "MANIFEST.toml"

# Both tiles, both preloads, splits 1 and 2.
CASES = (Plan(1024, 256, 4, 1), Plan(1024, 256, 3, 2), Plan(1024, 512, 3, 1))


def name(plan: Plan) -> str:
    return f"fa_q{plan.q_rows}_s{plan.s1_tile}_p{plan.qk_preload}_k{plan.kv_split}"


def ir_files(plan: Plan) -> Iterator[OutputFile]:
    """What the builder prints for `plan`: custom form for every version, generic form once."""
    for version in COMMITS:
        yield OutputFile(f"{name(plan)}.v{version}.pto", flash_attention_text(plan, target(version)))
    newest = max(COMMITS)
    yield OutputFile(f"{name(plan)}.v{newest}.generic.mlir", flash_attention_text(plan, target(newest), "generic"))


def cpp_files(plan: Plan, assemblers: list[Assembler]) -> Iterator[OutputFile]:
    for one in assemblers:
        yield OutputFile(f"{name(plan)}.v{one.version}.insert-sync.cpp", assemble(plan, one))


def manifest(files: list[tuple[Plan, OutputFile]]) -> str:
    lines = [
        "# Written by golden.py: the builder's IR, and C++ of `ptoas` for what `ptofix run` makes of it.",
        f"flags = {json.dumps(FLAGS)}",
        "",
        "[commits]  # of the public assembler, by version",
        *(f'"{version}" = "{commit}"' for version, commit in COMMITS.items()),
    ]
    for plan, file in files:
        digest = hashlib.sha256(file.text.encode()).hexdigest()
        knobs = [f"{knob.lower()} = {value}" for knob, value in plan.knobs.items()]
        lines += ["", "[[file]]", f'path = "{file.path}"', *knobs, f'sha256 = "{digest}"']
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description="Write the golden files anew.")
    parser.add_argument("assemblers", metavar="VERSION=PATH", nargs="+", type=assembler, help="one of every version")
    assemblers: list[Assembler] = parser.parse_args().assemblers
    if sorted(one.version for one in assemblers) != sorted(COMMITS):
        parser.error(f"needs one assembler of each version: {', '.join(COMMITS)}")
    files = [(plan, file) for plan in CASES for file in (*ir_files(plan), *cpp_files(plan, assemblers))]
    kept = [file for plan, file in files if plan == CASES[0] or file.path.endswith(".cpp")]
    texts = [*kept, OutputFile(MANIFEST, manifest(files))]
    GOLDEN.mkdir(exist_ok=True)
    write_all([OutputFile(str(GOLDEN / file.path), file.text) for file in texts])


if __name__ == "__main__":
    main()
