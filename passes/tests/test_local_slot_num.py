"""What `local-slot-num` refuses to rewrite; more in lit_tests/passes/local-slot-num."""

from __future__ import annotations

import pytest

from ptofix.rewriting.pipeline_text import parse_pipeline
from ptofix.tests.build import kernel, run
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile

PIPE = "auto p = TPipe<0, Direction::DIR_C2V, 4096, 8, 8, false>(gm, 0, 0);"
DEFAULT = "local-slot-num{default=2}"
NO_TOKEN = "AICORE void other() { int x = @; }\n"


@pytest.mark.parametrize(
    ("source", "pipeline", "message"),
    [
        (kernel(PIPE), "local-slot-num{slots=0-2}", "`0-2` is not of the form FlagID=N"),
        (kernel(PIPE), "local-slot-num{pipes-from=/nowhere.json}", "cannot read `/nowhere.json`"),
        (kernel("auto p = TPipe<>(gm, 0, 0);"), DEFAULT, "the arguments of this TPipe are not plain constants"),
        (kernel(PIPE, before=NO_TOKEN.replace("int", "TPipe")), DEFAULT, "mentions TPipe and is not understood"),
        (kernel(f'{PIPE} asm("nop");'), DEFAULT, "this TPipe is where nothing may be rewritten"),
    ],
)
def test_what_is_refused(source: SourceFile, pipeline: str, message: str) -> None:
    with pytest.raises(PtofixError, match=message):
        run(source, pipeline)


def test_what_has_no_pipe_is_no_matter() -> None:
    source = kernel(PIPE, before=NO_TOKEN)
    assert run(source, DEFAULT).source.text == source.text.replace("8, 8", "8, 2")


@pytest.mark.parametrize(("text", "read"), [(DEFAULT, ()), ("local-slot-num{pipes-from=a.json}", ("a.json",))])
def test_which_files_it_rests_on(text: str, read: tuple[str, ...]) -> None:
    assert parse_pipeline(text)[0].files_read == read
