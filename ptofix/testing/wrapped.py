"""Assembler output as a front end wraps it for a runtime, which starts every kernel with one array of arguments.

`python -m ptofix.testing.wrapped` writes kernels/wrapped.
"""

from __future__ import annotations

import re
from pathlib import Path

from ptofix.testing.corpus import CPP

FOLDER = Path(__file__).parents[2] / "kernels" / "wrapped"
MADE_FROM = ("g_gu_loop", "k_legacy_local_slot_pipe", "q_valid_size_at_run_time")
"""Kernels of the corpus that are in the folder."""

_IN_FRONT = """\
// A kernel of kernels/corpus as a front end wraps it: kernels/wrapped/README.md.
#include <cstdint>

#ifndef __gm__
#define __gm__
#endif

#ifndef __aicore__
#if defined(__CPU_SIM)
#define __aicore__
#else
#define __aicore__ [aicore]
#endif
#endif

#if !defined(__CPU_SIM)
#include "intrinsic.h"
// The runtime knows which lane this is; the headers are told so.
[[block_local]] static int32_t lane_of_block;
#define get_subblockid() lane_of_block
#endif

#include <pto/pto-inst.hpp>

using namespace pto;

constexpr uint32_t kRank = 5;
static_assert(kRank == 5, "as many sizes as a shape of the library");

// Where a tensor is, as the runtime says it.
struct Packed {
  uint64_t address;
  uint64_t first;
  uint32_t sizes[kRank];
};

"""
_ENTRY = """

// What the runtime calls.
extern "C" {words}__aicore__ __attribute__((always_inline)) void start(__gm__ int64_t* words) {{
#if !defined(__CPU_SIM) && !defined(__COSTMODEL)
  set_atomic_none();
#endif
#if !defined(__CPU_SIM)
  lane_of_block = get_sub_block_id(words);
#endif

{unpacked}
  {name}({given});
}}
"""
_POINTER = """\
  __gm__ Packed* packed_{i} = reinterpret_cast<__gm__ Packed*>(words[{i}]);
  __gm__ {type}* given_{i} = reinterpret_cast<__gm__ {type}*>(packed_{i}->address) + packed_{i}->first;
"""
_NUMBER = """\
  union {{ uint64_t word; {type} number; }} held_{i};
  held_{i}.word = words[{i}];
  {type} given_{i} = held_{i}.number;
"""
_LAST = re.compile(r"^(?:extern \"C\" )?(?:__global__ )?AICORE void (\w+)\((.*)\) \{$", re.MULTILINE)


def wrap(text: str, marked: bool = False, name: str = "") -> str:
    """The wrapped text around one function of assembler output, its last by default. `marked`: as `__global__`."""
    functions = {match[1]: match[2] for match in _LAST.finditer(text)}
    name = name or list(functions)[-1]
    parameters = [one.strip() for one in functions[name].split(",") if one.strip()]
    unpacked = [
        (_POINTER if "*" in one else _NUMBER).format(i=i, type=one.removeprefix("__gm__ ").split("*")[0].split(" ")[0])
        for i, one in enumerate(parameters)
    ]
    inner = _LAST.sub(r"static __aicore__ void \1(\2) {", text.partition("using namespace pto;\n")[2])
    inner = re.sub(r"\bTensor\b", "View", re.sub(r"\bAICORE\b", "__aicore__", inner))
    given = ", ".join(f"given_{i}" for i in range(len(parameters)))
    words = "__global__ " if marked else ""
    return _IN_FRONT + inner.strip() + _ENTRY.format(words=words, unpacked="".join(unpacked), name=name, given=given)


def corpus_text(kernel: str) -> str:
    """What assembler 0.60 makes of a kernel of the corpus."""
    return (CPP / f"{kernel}.v0.60.insert-sync.cpp").read_text(encoding="utf-8")


if __name__ == "__main__":
    for made in MADE_FROM:
        (FOLDER / f"{made}.cpp").write_text(wrap(corpus_text(made)), encoding="utf-8")
