"""Kernels that the tests of pictures are about."""

from __future__ import annotations

from functools import lru_cache

from msgspec.structs import replace

from ptofix.order.model import MODELS
from ptofix.report.pictures.make import picture
from ptofix.report.pictures.picture import Mark, Picture
from ptofix.rules.checking import check_subject, subject_of
from ptofix.testing.corpus import FLASH_ATTENTION
from ptofix.tests.build import kernel
from ptofix.text.source import SourceFile

LARGEST = FLASH_ATTENTION / "golden" / "fa_q1024_s512_p3_k1.v0.60.insert-sync.cpp"

BODY = """GlobalTensor<float> g;
TLOAD(a, g);
set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
TADD(c, a, b);
pipe_barrier(PIPE_V);
TEXP(d, c);
pipe_barrier(PIPE_V);
TMUL(e, a, b);
TEXP(f, d);"""
"""Line 9 is kept for `c`; line 11 for `d`, which line 13 reads; under the model `strict`."""

RACE = kernel(BODY.replace("pipe_barrier(PIPE_V);\nTMUL", "TMUL"))

NASTY = "</script><script>document.title = 'broken'</script><img src=x onerror=alert(1)>&amp;\udcff"
"""Text that would do harm in a page if it were markup."""


@lru_cache(maxsize=16)
def picture_of(source: SourceFile, model: str = "strict") -> Picture:
    subject = subject_of(source, MODELS[model])
    return picture(subject, check_subject(subject).findings, ("what was found",))


def nasty_picture() -> Picture:
    """A race, with such text in the kernel, in its name, and in all that is said of it."""
    found = picture_of(RACE)
    marks = tuple(replace(mark, title=mark.title + NASTY, facts=(*mark.facts, NASTY)) for mark in found.marks)
    text = found.text + f"// {NASTY}\n"
    basis = (*found.basis, NASTY)
    return replace(found, name=f"{NASTY}.cpp", text=text, marks=marks, said=(NASTY,), basis=basis)


def at(found: Picture, line: int) -> Mark:
    """The first mark on a line."""
    return next(mark for mark in found.marks if found.text.count("\n", 0, mark.start) + 1 == line)
