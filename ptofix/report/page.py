"""A page that needs nothing else: its style, script and data are in it. What comes from the input is escaped, and no
script but ours may run."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

from ptofix.report.document import printable


def viewer(title: str, folder: Path, body: Iterable[str], data: Any) -> str:
    """A page with a drawing, by page.css and page.js of a folder; the script finds `data` as `DATA`."""
    script = f'"use strict";\n(() => {{\n{_own(_HERE, "viewer.js")}{_own(folder, "page.js")}}})();\n'
    style = _own(_HERE, "viewer.css") + _own(folder, "page.css")
    embedded = f'<script type="application/json" id="data">{_json(data)}</script>'
    return _page(title, style, [*body, embedded, f"<script>{script}</script>"], script)


def tables_page(title: str, body: Iterable[str]) -> str:
    """A page of tables, without any script."""
    return _page(title, _own(_HERE, "tables.css"), body)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """`rows` hold cells as `cell` makes them; the first may begin with a class of the row."""
    yield f"<table><tr>{''.join(f'<th>{escaped(head)}</th>' for head in heads)}</tr>"
    for row in rows:
        differs = ' class="differs"' if row[0] == DIFFERS else ""
        yield f"<tr{differs}>{''.join(row[row[0] == DIFFERS :])}</tr>"
    yield "</table>"


_HERE = Path(__file__).parent

DIFFERS = "differs"
"""Before the cells of a highlighted row."""


def cell(found: object, kind: str = "") -> str:
    """Numbers are at the right."""
    kind = kind or ("count" if isinstance(found, int) else "")
    return f'<td class="{kind}">{escaped(str(found))}</td>' if kind else f"<td>{escaped(str(found))}</td>"


def escaped(found: str) -> str:
    return escape(printable(found))


def _page(title: str, style: str, body: Iterable[str], script: str = "") -> str:
    digest = b64encode(sha256(script.encode()).digest()).decode()
    allowed = f"; script-src 'sha256-{digest}'" if script else ""
    policy = f"default-src 'none'; style-src 'unsafe-inline'{allowed}; base-uri 'none'"
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        f"<title>{escaped(title)} · ptofix</title>",
        f"<style>\n{_own(_HERE, 'page.css')}{style}</style></head><body>",
        *body,
        "</body></html>",
        "",
    ]
    return "\n".join(parts)


def _own(folder: Path, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")


def _json(data: Any) -> str:
    """JSON that can end no element, whatever is in it."""
    text = json.dumps(printable(data), separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
