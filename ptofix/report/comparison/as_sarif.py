"""Orders that one of two texts lacks as SARIF 2.1.0: an error where B lost one, a note where only B has it.

What was not compared is a notification: it is no result, and not silent either.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ptofix.report.comparison.result import NOT_COMPARED, Comparison, LostOrder
from ptofix.report.document import printable
from ptofix.report.sarif import SCHEMA, driver, location


def sarif(comparison: Comparison) -> str:
    run = {
        "tool": {"driver": driver("")},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": list(_not_compared(comparison))}],
        "results": [_result(order) for order in comparison.lost],
    }
    return json.dumps(printable({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}), indent=2) + "\n"


def _not_compared(comparison: Comparison) -> Iterator[dict[str, Any]]:
    rows = (row for table in comparison.tables if table.name == NOT_COMPARED for row in table.rows)
    for *file, function, core, op in (row.key for row in rows):
        words = f"{''.join(f'{name}: ' for name in file)}`{function}` on the {core} core: {op} has no partner"
        yield {"level": "warning", "message": {"text": f"{words} in the other text, its orders are not compared"}}
    for side, kernel in (("A", comparison.a), ("B", comparison.b)):
        for found in kernel.outside:
            what = f"`{found.function}`" if found.function else "the whole file"
            words = f"in {side}, {what} is not compared: {found.reason}"
            yield {"level": "warning", "message": {"text": words}, "locations": [location(found.place)]}


def _result(order: LostOrder) -> dict[str, Any]:
    lost = "only B has" if order.in_a else "B lost"
    words = f"{lost} the order from {order.earlier} to {order.later} (lines in A | B): {order.what}"
    related = [
        {"id": number, "message": {"text": "the other text waits here"}, **location(place)}
        for number, place in enumerate(order.guards)
    ]
    return {
        "ruleId": order.code,
        "level": "note" if order.in_a else "error",
        "message": {"text": f"in `{order.function}`, on the {order.core} core: {words}"},
        "locations": [location(order.place)],
        "relatedLocations": related,
    }
