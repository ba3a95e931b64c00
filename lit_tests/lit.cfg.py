"""lit settings. Run `lit lit_tests` in the repository, with the environment that has the `test` extra."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
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

# Without `site` an interpreter starts in half the time; PYTHONPATH says where packages are: here, since lit's own
# `cat` and `diff` change that of the test.
packages = os.pathsep.join([repository, sysconfig.get_path("purelib")])
python = f'env PYTHONPATH="{packages}" "{sys.executable}" -S'

# ptofix and FileCheck run in forks of one server, which ends when its input does: with lit.
address = os.path.join(tempfile.mkdtemp(), "socket")
its_input, _ = os.pipe()
server = subprocess.Popen(
    [sys.executable, "-S", os.path.join(tools, "server.py"), address],
    stdin=its_input,
    env=os.environ | settings.environment | {"PYTHONPATH": packages},
)
os.close(its_input)
while not os.path.exists(address) and server.poll() is None:
    time.sleep(0.01)
client = f'"{sys.executable}" -I -S "{os.path.join(tools, "client.py")}" "{address}"'

settings.substitutions += [
    # Before %ptofix, which it begins with.
    ("%ptofix-ptoas", f"{client} ptofix-ptoas"),
    ("%ptofix", f"{client} ptofix"),
    # The interpreter, for what is run as `python -m`.
    ("%python", python),
    ("%filecheck", f"{client} filecheck"),
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
