"""Recordings of one launch of a kernel: what is made of the straight-line text of one (docs/record.md)."""
