"""Orders that one of two texts lacks as SARIF 2.1.0: an error where B lost one, a note where only B has it."""

from __future__ import annotations

import json
from typing import Any

from ptofix.report.comparison.result import Comparison, LostOrder
from ptofix.report.sarif import SCHEMA, driver, location
from ptofix.report.unicode import printable


def sarif(comparison: Comparison) -> str:
    run = {
        "tool": {"driver": driver("")},
        "columnKind": "unicodeCodePoints",
        "results": [_result(order) for order in comparison.lost],
    }
    return json.dumps(printable({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}), indent=2) + "\n"


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
