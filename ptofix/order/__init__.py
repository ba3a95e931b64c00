"""Happens-before over bytes and pipes: what is ordered, by what, and what is not. See docs/model.md."""
