"""Grades of evidence for hw.repeat-distance, and the weakest one that is accepted by default."""

from __future__ import annotations

from enum import IntEnum


class Grade(IntEnum):
    """What supports that distance keeps two ops apart, the strongest first: an assembler, a kernel, the assumption."""

    SHIPPED = 0
    PRACTISED = 1
    EXTRAPOLATED = 2

    def __str__(self) -> str:
        return self.name.lower()


GRADES = {str(grade): grade for grade in Grade}
DEFAULT_GRADE = Grade.PRACTISED
"""The weakest that is accepted where nobody says which."""
