"""A page that needs nothing else: its style, script and data are in it. What comes from the input is escaped, and no
script but ours may run."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Any

from ptofix.report.unicode import printable


def page(title: str, package: str, body: Iterable[str], data: Any) -> str:
    """The page, with page.css and page.js of a package; the script finds `data` as JSON in the element `data`."""
    script, style = _own(package, "page.js"), _own(package, "page.css")
    digest = b64encode(sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'"
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        f"<title>{escaped(title)} · ptofix</title>",
        f"<style>\n{style}</style></head><body>",
        *body,
        f'<script type="application/json" id="data">{_json(data)}</script>',
        f"<script>{script}</script></body></html>",
        "",
    ]
    return "\n".join(parts)


def escaped(found: str) -> str:
    return escape(printable(found))


def _own(package: str, name: str) -> str:
    return files(package).joinpath(name).read_text(encoding="utf-8")


def _json(data: Any) -> str:
    """JSON that can end no element, whatever is in it."""
    text = json.dumps(printable(data), separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
