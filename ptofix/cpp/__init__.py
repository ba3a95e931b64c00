"""Lossless syntax of the C++ that the PTO assembler emits: text → items → statements → structured tree."""
