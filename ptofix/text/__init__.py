"""Bytes, positions, edits, and messages about a place in a text."""
