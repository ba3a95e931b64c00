"""Settings for all tests."""

import gc
import signal
from collections.abc import Iterator

import pytest

# Programs and modules are large and live long: by default the collector walks them so often that it takes a quarter of
# the time of the tests.
gc.set_threshold(100_000, 10, 10)

# A shell starts its background jobs with Ctrl-C ignored, and so would be the commands that tests interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol() -> Iterator[None]:
    """What a test leaves in cycles goes at once: an exception that it kept holds a machine of up to 60 MB."""
    yield
    gc.collect(1)
