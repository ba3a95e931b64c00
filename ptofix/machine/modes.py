"""The modes of calls: which enumerators, numbers and operands each op makes something of. All else is refused by name.

`ENUMERATIONS` are those of the public headers that a call can name (pto-isa 3186c38, include/pto/common/type.hpp;
pto_instr.hpp says which op takes which); `TAKES`, `ONLY` and `NUMBERS` are what the machine runs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_PRECISION = ("DEFAULT", "HIGH_PRECISION")

ENUMERATIONS: Mapping[str, tuple[str, ...]] = {
    "AccPhase": ("Unspecified", "Unknown", "Partial", "Final"),
    "AccToVecMode": ("SingleModeVec0", "SingleModeVec1", "DualModeSplitM", "DualModeSplitN"),
    "AtomicType": ("AtomicNone", "AtomicAdd"),
    "CmpMode": ("EQ", "NE", "LT", "LE", "GT", "GE"),
    "Coalesce": ("Row", "Elem"),
    "DivAlgorithm": _PRECISION,
    "ExpAlgorithm": _PRECISION,
    "FmodAlgorithm": _PRECISION,
    "FmodSAlgorithm": _PRECISION,
    "GatherAxis": ("GATHER_ROW", "GATHER_COL"),
    "GatherExec": ("Scalar", "Simt"),
    "GatherOOB": ("Undefined", "Clamp", "Wrap", "Zero"),
    "GridDirection": ("SOURCE", "NORTH", "EAST", "WEST", "SOUTH"),
    "GridSpan": ("ROW", "COL"),
    "HistByte": ("BYTE_0", "BYTE_1", "BYTE_2", "BYTE_3"),
    "LogAlgorithm": _PRECISION,
    "MaskPattern": ("P0101", "P1010", "P0001", "P0010", "P0100", "P1000", "P1111"),
    "MxQuantAlg": ("OcpMxFp8E4M3", "NvMxFp8E4M3", "OcpMxFp4E2M1", "NvMxFp4E2M1", "Hif4"),
    "PadValue": ("Null", "Zero", "Max", "Min", "CustomBase"),
    "PowAlgorithm": _PRECISION,
    "PrintFormat": ("Width8_Precision4", "Width8_Precision2", "Width10_Precision6"),
    "QuantScaleAlg": ("OCP", "NV"),
    "QuantType": ("MXFP8", "MXFP4_E2M1", "INT8_SYM", "INT8_ASYM"),
    "RecipAlgorithm": _PRECISION,
    "ReluPreMode": ("NoRelu", "NormalRelu"),
    "RemAlgorithm": _PRECISION,
    "RemSAlgorithm": _PRECISION,
    "RoundMode": (
        "CAST_NONE", "CAST_RINT", "CAST_ROUND", "CAST_FLOOR", "CAST_CEIL", "CAST_TRUNC", "CAST_ODD",
    ),
    "RsqrtAlgorithm": _PRECISION,
    "STPhase": ("Unspecified", "Partial", "Final"),
    "SaturationMode": ("ON", "OFF"),
    "ScatterAtomicOp": ("None", "Add", "Max", "Min"),
    "ScatterAxis": ("SCATTER_ROW", "SCATTER_COL"),
    "ScatterConflict": ("Last", "Default"),
    "ScatterOOB": ("Undefined", "Skip", "Clamp", "Wrap"),
    "SetFmatrixMode": ("FMATRIX_A_AUTO", "FMATRIX_B_AUTO", "FMATRIX_A_MANUAL", "FMATRIX_B_MANUAL"),
    "SqrtAlgorithm": _PRECISION,
    "TFillPadMode": ("Normal", "InPlace", "Expand"),
    "TInsertMode": ("SPLIT2", "SPLIT4"),
    "TileSplitAxis": ("TILE_NO_SPLIT", "TILE_UP_DOWN", "TILE_LEFT_RIGHT"),
    "VecStoreMode": ("ND", "NZ"),
}  # fmt: skip
"""The enumerators by their enumeration."""

WITHOUT_EFFECT: Mapping[str, str] = {
    "PrintFormat": "the machine prints nothing",
    "STPhase": "the unit flag orders the matrix unit and the fix-pipe; the machine asks for flags",
    "AccPhase": "the unit flag orders the matrix unit and the fix-pipe; the machine asks for flags",
    **{
        name: "the headers for A2/A3 do not look at it, and the machine rounds the exact value"
        for name, enumerators in ENUMERATIONS.items()
        if enumerators == _PRECISION
    },
}
"""Enumerations that have no part in a value, and why."""

_FIXPIPE = ("STPhase", "ReluPreMode")

TAKES: Mapping[str, tuple[str, ...]] = {
    "TSTORE": ("AtomicType", *_FIXPIPE),
    "TSTORE_FP": ("AtomicType", "ReluPreMode"),
    "TMOV": (*_FIXPIPE, "MaskPattern", "ScatterAxis"),  # TSCATTER by P1111 is one
    "TMOV_FP": _FIXPIPE,
    **dict.fromkeys(("TEXTRACT", "TEXTRACT_FP", "TINSERT", "TINSERT_FP"), ("ReluPreMode",)),
    **dict.fromkeys((f"{op}{kind}" for op in ("TMATMUL", "TGEMV") for kind in ("", "_ACC", "_BIAS")), ("AccPhase",)),
    **dict.fromkeys(("TDIV", "TDIVS", "TROWEXPANDDIV", "TCOLEXPANDDIV"), ("DivAlgorithm",)),
    "TEXP": ("ExpAlgorithm",),
    "TLOG": ("LogAlgorithm",),
    "TSQRT": ("SqrtAlgorithm",),
    "TRSQRT": ("RsqrtAlgorithm",),
    "TRECIP": ("RecipAlgorithm",),
    **dict.fromkeys(("TPOW", "TPOWS"), ("PowAlgorithm",)),
    "TFMOD": ("FmodAlgorithm",),
    "TFMODS": ("FmodSAlgorithm",),
    "TREM": ("RemAlgorithm",),
    "TREMS": ("RemSAlgorithm",),
    **dict.fromkeys(("TCMP", "TCMPS"), ("CmpMode",)),
    "TCVT": ("RoundMode", "SaturationMode"),
    "TGATHER": ("MaskPattern", "GatherAxis"),
    "TSCATTER": ("MaskPattern", "ScatterAxis"),
    "TQUANT": ("QuantType",),
    "TPRINT": ("PrintFormat",),
    **dict.fromkeys(("MGATHER", "MGATHER_ELEM"), ("Coalesce", "GatherOOB")),
    "MSCATTER": ("Coalesce", "ScatterAtomicOp", "ScatterOOB"),
    **dict.fromkeys(("TFILLPAD", "TFILLPAD_EXPAND", "TFILLPAD_INPLACE"), ("TFillPadMode",)),
    **dict.fromkeys(("TALLOC", "TPUSH", "TPOP", "TFREE"), ("TileSplitAxis",)),
}
"""Of each op the enumerations that its semantics looks at, or that have no effect."""

ONLY: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("TMOV", "MaskPattern"): ("P1111",),
    ("TQUANT", "QuantType"): ("INT8_SYM",),
    ("TFILLPAD", "TFillPadMode"): ("Normal",),
    ("TFILLPAD_EXPAND", "TFillPadMode"): ("Expand",),
    ("TFILLPAD_INPLACE", "TFillPadMode"): ("InPlace",),
    ("MSCATTER", "ScatterAtomicOp"): ("None", "Add"),
    **{(op, "TileSplitAxis"): ("TILE_NO_SPLIT", "TILE_UP_DOWN") for op in ("TALLOC", "TPUSH", "TPOP", "TFREE")},
}
"""Where that is not all of the enumeration."""

NUMBERS: Mapping[str, tuple[str, ...]] = {
    "TTRI": ("0", "1"),
    "TCI": ("0", "1"),
    "TMRGSORT": ("false", "true"),
    "TCVT": ("true",),
}
"""Of each op the values that its template arguments may have where they are numbers."""

SCRATCH = ("tmp",)
"""The operands, by their names in the op table, that have no part in a value."""

_WITHOUT_PART: Mapping[str, tuple[str, ...]] = {
    "TMATMUL_ACC": ("accIn",),  # the header accumulates in the first operand, wherever this one is
    "TGEMV_ACC": ("accIn",),
    "TFILLPAD_INPLACE": ("src",),  # not touched: its type and valid size say what is filled
    **dict.fromkeys(("pto::comm::TPUT", "pto::comm::TGET"), ("ping",)),  # what is copied goes through it
    "TMRGSORT": ("executed",),  # how far the lists were read, for the scalar unit
}


def enumerator(word: str) -> tuple[str, str] | None:
    """Enumeration and enumerator of a word such as `pto::CmpMode::EQ`; None for another word."""
    parts = word.split("::")
    return (parts[-2], parts[-1]) if len(parts) > 1 and parts[-2] in ENUMERATIONS else None


def not_known(op: str, words: Sequence[str], operands: Sequence[tuple[str, object]], used: frozenset[int]) -> str:
    """What of a call its semantics makes nothing of, in words; "" if there is nothing.

    `words` are the template arguments that are no types, `operands` have the name that the op table gives them, and the
    number or enumerator that they stand for (None for tiles and tensors); `used` are those that the value is made of.
    """
    for word in words:
        if not _is_mode(op, word) and word not in NUMBERS.get(op, ()):
            return f"the template argument `{word}`"
    for number, (name, value) in enumerate(operands):
        if isinstance(value, str) and value:
            if not _is_mode(op, value):
                return f"the operand `{value}`"
        elif number not in used and name not in (*SCRATCH, *_WITHOUT_PART.get(op, ())):
            return f"the operand `{name}`"
    if used and max(used) >= len(operands):
        return f"{len(operands)} operands"
    return ""


def _is_mode(op: str, word: str) -> bool:
    enumeration, found = enumerator(word) or ("", "")
    if enumeration not in TAKES.get(op, ()):
        return False
    return found in ONLY.get((op, enumeration), ENUMERATIONS[enumeration])
