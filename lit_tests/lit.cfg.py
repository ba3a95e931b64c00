"""lit settings. Run `lit lit_tests` in the repository, with the environment that has the `test` extra."""

import os
import shutil
import sys
import sysconfig
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
settings.environment["PYTHONHASHSEED"] = "random"
settings.environment["XDG_CACHE_HOME"] = os.path.join(here, "Output", "cache")
settings.environment["COLUMNS"] = "120"

# A C++ compiler, for recordings: tests without one are skipped, in CI (which installs it) they fail.
compilers = (os.environ.get("PTOFIX_CXX", ""), "g++", "clang++")
if os.environ.get("PTOFIX_REQUIRE_TOOLS") or any(shutil.which(name) for name in compilers if name):
    settings.available_features.add("cxx")
if os.environ.get("PTOFIX_CXX"):
    settings.environment["PTOFIX_CXX"] = os.environ["PTOFIX_CXX"]

# Most of what a test costs is the start of its processes. Without `site` an interpreter starts in half the time; where
# packages are it is told by PYTHONPATH: here, since lit's own `cat` and `diff` change that of the test.
packages = os.pathsep.join([repository, sysconfig.get_path("purelib")])
python = f'env PYTHONPATH="{packages}" "{sys.executable}" -S'

settings.substitutions += [
    # Before %ptofix, which it begins with.
    ("%ptofix-ptoas", f'{python} "{os.path.join(tools, "wrapper.py")}"'),
    # With a time limit per call.
    ("%ptofix", f'{python} "{os.path.join(tools, "limited.py")}"'),
    # The interpreter, for what is run as `python -m`.
    ("%python", python),
    ("%filecheck", f'{python} "{os.path.join(tools, "matches.py")}"'),
    # %exits N COMMAND: fine if the command ends with exactly N.
    ("%exits", f'"{os.path.join(tools, "exits")}"'),
    ("%kernels", os.path.join(repository, "kernels", "corpus", "cpp")),
    ("%ir", os.path.join(repository, "kernels", "corpus", "ir")),
    ("%missing", os.path.join(repository, "kernels", "missing_orders", "cpp")),
    ("%recordings", os.path.join(repository, "kernels", "recordings")),
    ("%wrapped", os.path.join(repository, "kernels", "wrapped")),
    ("%hand_written", os.path.join(repository, "kernels", "hand_written")),
    ("%golden", os.path.join(repository, "kernels", "flash_attention", "golden")),
    # Before %redteam, which it begins with.
    ("%redteam2", os.path.join(repository, "kernels", "redteam2")),
    ("%redteam", os.path.join(repository, "kernels", "redteam")),
]
