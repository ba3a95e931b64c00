"""A tiny tree of headers of our own, and how to make it the one that ptofix knows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ptofix.commands.record_headers import recorded
from ptofix.headers import versions

if TYPE_CHECKING:
    import pytest

TREE = {
    "pto/pto-inst.hpp": """
#ifndef ENTRY
#define ENTRY
#include <pto/common/tile.hpp>
#include "pto/common/instr.hpp"
#endif
""",
    "pto/common/tile.hpp": """
namespace pto {
template <typename T_, int Rows_> struct Tile {
  using T = T_;
  AICORE Tile() {}
  AICORE int GetValidRow() const { return Rows_; }
  AICORE T *data() { return data_; }
  T *data_;
};
struct GlobalTensor { int *data(); };
}
""",
    "pto/common/instr.hpp": """
#ifdef PTO_NPU_ARCH_A5
#include "pto/npu/a5/TAdd.hpp"
#endif
#include "pto/npu/a2a3/TAdd.hpp"
#include "pto/npu/a2a3/TMul.hpp"
#include "pto/npu/a2a3/TAbs.hpp"
#define MAP_INSTR_IMPL(API, ...) API##_IMPL(__VA_ARGS__)
namespace pto {
template <typename... E> void TSYNC(E &...events) { TSYNC_IMPL(events...); }
template <typename D, typename S, typename... E> RecordEvent TADD(D &d, S &a, S &b, E &...events) {
  TSYNC(events...);
  MAP_INSTR_IMPL(TADD, d, a, b);
  return {};
}
template <typename D, typename S> RecordEvent TMUL(D &d, S &a, S &b) { MAP_INSTR_IMPL(TMUL, d, a, b); return {}; }
template <typename D> RecordEvent TABS(D &d, D &s) { MAP_INSTR_IMPL(TABS, d, s); return {}; }
template <typename D> void TASSIGN(D &d, unsigned where) { d.data_ = (typename D::T *)where; }
}
""",
    "pto/npu/a5/TAdd.hpp": "void TADD_IMPL() { other(); }\n",
    "pto/npu/a2a3/TBinOp.hpp": """
namespace pto {
constexpr int REPEATS = 255;
template <typename Op, typename T> PTO_INTERNAL void BinaryInstr(T *d, T *a, T *b, int rows) {
  for (int i = 0; i < rows; i += REPEATS) { Op::Run(d, a, b); }
}
}
""",
    "pto/npu/a2a3/TAdd.hpp": """
#include "TBinOp.hpp"
namespace pto {
template <typename T> struct AddOp {
  static void Run(T *d, T *a, T *b) { vadd(d, a, b); }
};
template <typename D, typename S> PTO_INTERNAL void TADD_IMPL(D &d, S &a, S &b) {
  BinaryInstr<AddOp<typename D::T>>(d.data(), a.data(), b.data(), d.GetValidRow());
}
}
""",
    "pto/npu/a2a3/TMul.hpp": """
#include "TBinOp.hpp"
namespace pto {
const char *const MUL_NAME = "mul";
template <typename T> struct MulOp {
  static void Run(T *d, T *a, T *b) { trace(MUL_NAME); vmul(d, a, b); }
};
template <typename D, typename S> PTO_INTERNAL void TMUL_IMPL(D &d, S &a, S &b) {
  BinaryInstr<MulOp<typename D::T>>(d.data(), a.data(), b.data(), d.GetValidRow());
}
}
""",
    "pto/npu/a2a3/TAbs.hpp": """
namespace pto {
#ifdef __CPU_SIM
template <typename D> void TABS_IMPL(D &d, D &s) { on_the_host(); }
#else
template <typename D, std::enable_if_t<(D::Rows > 0), int> = 0> void TABS_IMPL(D &d, D &s) { vabs(d, s); }
#endif
}
""",
}
OPS = ("TABS", "TADD", "TASSIGN", "TMUL")


def written(folder: Path, *changes: tuple[str, str, str]) -> str:
    """The tree in a folder, with `changes`: (file, old text, new text)."""
    texts = dict(TREE)
    for name, old, new in changes:
        assert old in texts[name]
        texts[name] = texts[name].replace(old, new)
    for name, text in texts.items():
        path = folder / "include" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return str(folder)


def make_known(patch: pytest.MonkeyPatch, folder: Path, *trees: str, same_facts: tuple[str, ...] = ()) -> None:
    """The versions that are known: these trees, `v1`, `v2`, …; the op table is about the first."""
    names = [f"v{number}" for number in range(1, len(trees) + 1)]
    text = "".join(
        f'[[version]]\nname = "{name}"\ncommit = "{name * 20}"\ndate = "2026-01-01"\nsame_facts = {list(same_facts)}\n'
        for name in names
    )
    (folder / "header_versions.toml").write_text(text, encoding="utf-8")
    (folder / "fingerprints.toml").write_text(recorded(list(zip(names, trees))), encoding="utf-8")
    patch.setattr(versions, "VERSIONS", folder / "header_versions.toml")
    patch.setattr(versions, "FINGERPRINTS", folder / "fingerprints.toml")
    forget()


def forget() -> None:
    """What was read of the known versions."""
    for kept in (versions.document, versions.versions, versions.every_op, versions.row_of, versions._arch):
        kept.cache_clear()
