"""The text of evidence.toml, judged as a whole; what is wrong with it is said with its line."""

from __future__ import annotations

from typing import Any

from ptofix.evidence.entry import read_entry
from ptofix.isa.architecture import A2A3
from ptofix.isa.fault_places import parsed, placed
from ptofix.isa.raw_table import RawTable, TableFault
from ptofix.text.source import SourceFile


def checked_evidence(source: SourceFile) -> dict[str, Any]:
    """The values of evidence.toml, if entries can be made of them. Raises PtofixError."""
    document = parsed(source)
    try:
        RawTable(document, ("evidence",))
        if not isinstance(document.get("evidence"), list):
            raise TableFault("`evidence` is missing, or is no list of tables")
    except TableFault as fault:
        raise placed(source, fault, "", 0) from None
    taken: set[object] = set()
    for number, values in enumerate(document["evidence"]):
        try:
            entry = read_entry(values)
            for name in dict.fromkeys(name for order in entry.orders for name in order):
                if A2A3.classify(name) != "tile-op":
                    raise TableFault(f"`{name}` is no op of the op table with known effects", "orders", name)
            for order in entry.orders:
                if (entry.order, order, entry.grade) in taken:
                    text = " -> ".join(order)
                    raise TableFault(f"`{text}` has the grade `{entry.grade}` twice", "orders", text)
                taken.add((entry.order, order, entry.grade))
        except TableFault as fault:
            raise placed(source, fault, "evidence", number) from None
    return document
