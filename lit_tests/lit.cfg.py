"""lit settings. Run `lit lit_tests` in the repository, with the environment that has the `test` extra."""

import os
import sys
from typing import Any

settings: Any = globals()["config"]  # set by lit
here = os.path.dirname(os.path.abspath(__file__))
repository = os.path.dirname(here)
tools = os.path.join(here, "tools")
sys.path.insert(0, tools)
from kernels import KernelTest  # noqa: E402

settings.name = "ptofix"
settings.test_format = KernelTest()
settings.suffixes = [".cpp", ".test"]
settings.excludes = ["Inputs", "Output", "tools"]
settings.environment["PYTHONPATH"] = repository
settings.environment["PYTHONHASHSEED"] = "random"
settings.environment["XDG_CACHE_HOME"] = os.path.join(here, "Output", "cache")
settings.environment["COLUMNS"] = "120"

settings.substitutions += [
    # With a time limit per call.
    ("%ptofix", f'"{sys.executable}" "{os.path.join(tools, "limited.py")}" ptofix.commands.cli'),
    ("%filecheck", f'"{sys.executable}" "{os.path.join(tools, "limited.py")}" filecheck.main'),
    # %exits N COMMAND: fine if the command ends with exactly N.
    ("%exits", f'"{sys.executable}" "{os.path.join(tools, "exits.py")}"'),
    ("%kernels", os.path.join(repository, "kernels", "cpp")),
]
