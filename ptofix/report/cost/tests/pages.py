"""Pages of `cost --html`, and what is in them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from ptofix.commands.cli import main
from ptofix.testing.corpus import CPP


def run_of(page: str, number: int = 0) -> Any:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page)
    assert found
    return json.loads(found[1])["runs"][number]


def written(folder: Path, comment: str) -> str:
    """The page of a small kernel that ends with a comment."""
    text = (CPP / "l_gm_slot_tensor_pipe.v0.45.insert-sync.cpp").read_text(encoding="utf-8")
    path, page = folder / "k.cpp", folder / "k.html"
    path.write_text(f"{text}\n{comment}\n", encoding="utf-8")
    options = ["--pattern", "none", "--jobs", "1", "-o", str(folder / "k.txt"), "--html", str(page)]
    assert main(["cost", str(path), *options]) == 0
    return page.read_text(encoding="utf-8")
