"""A recording as C++ in the language of ptofix: a function for each core, in its guard."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ptofix.record.rolled import rolled
from ptofix.record.running import Recorded, RecordedLine
from ptofix.record.subblocks import LANE

_GUARDS = {"vector": "__DAV_VEC__", "cube": "__DAV_CUBE__"}
_SPACES = {"vector": ("Vec",), "cube": ("Mat", "Left", "Right", "Acc", "Bias", "Scaling")}
_SPACE = re.compile(r"\bTile<TileType::(\w+)")


class Part(NamedTuple):
    """What one core does."""

    core: str
    recorded: Recorded

    def is_at_home(self) -> bool:
        """Whether it has something to do, and only with tiles of its own memory."""
        spaces = {space for line in self.recorded.declarations for space in _SPACE.findall(line.text)}
        return bool(self.recorded.statements) and spaces <= set(_SPACES[self.core])


def written(entry: str, block: int, numbers: Mapping[str, str], arguments: str, parts: Sequence[Part]) -> str:
    """The text of a recording."""
    function = re.sub(r"<.*", "", entry, flags=re.DOTALL).strip().rpartition("::")[2]
    parameters = parts[0].recorded.parameters
    head = _said(entry, block, numbers, arguments, parts)
    lines = [*head, '#include "pto/pto-inst.hpp"', "using namespace pto;", ""]
    if len(parts) == 1:
        lines += _function(f"__global__ AICORE void {function}", parameters, parts[0])
    else:
        for part in parts:
            lines += [*_function(f"AICORE void {function}_{part.core}", parameters, part), ""]
        lines.append(f"__global__ AICORE void {function}({', '.join(parameters)}) {{")
        names = ", ".join(re.findall(r"\w+(?=$)", one)[0] for one in parameters)
        lines += [f"  {function}_{part.core}({names});" for part in parts]
        lines.append("}")
    return "\n".join([*rolled(lines), ""])


def _said(entry: str, block: int, numbers: Mapping[str, str], arguments: str, parts: Sequence[Part]) -> list[str]:
    cores = " and ".join(part.core for part in parts)
    sizes = f" ({', '.join(f'{name} = {value}' for name, value in numbers.items())})" if numbers else ""
    memory = arguments or "zero"
    launch = (
        f"// ptofix record: one launch of {' '.join(entry.split())}, core {cores}, block {block}, these sizes{sizes};"
    )
    found = [f"{launch} scalars read from global memory: {memory}"]
    if touched := sorted({name for part in parts for name in part.recorded.touched}):
        found.append(f"// The scalar unit reads or writes through {', '.join(touched)}: that is not in this recording.")
    if any(part.recorded.apart for part in parts):
        found.append("// The second vector core takes other branches than the first: only the first is recorded.")
    return found


def _function(head: str, parameters: Sequence[str], part: Part) -> list[str]:
    recorded = part.recorded
    body: list[RecordedLine] = [*recorded.declarations, *recorded.statements]
    lane = [f"  const int64_t {LANE} = get_subblockid();"] if any(LANE in line.text for line in body) else []
    return [
        f"{head}({', '.join(parameters)}) {{", f"  #if defined({_GUARDS[part.core]})", *lane,
        *(f"  {line}" for line in body), "  #endif", "}",
    ]  # fmt: skip
