"""The JSON schema of what ptofix writes, one file per version."""

from __future__ import annotations

from pathlib import Path


def schema_text() -> str:
    """The newest one."""
    return Path(__file__).with_name("ptofix-1.json").read_text(encoding="utf-8")
