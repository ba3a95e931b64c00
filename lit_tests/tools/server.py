"""`server.py SOCKET`: run ptofix and FileCheck for client.py, each call in a fork of this process.

Much of what a lit test costs is the start of its processes; here everything is imported once. A call has the client's
standard streams, folder, environment and arguments, and at most a minute of processor time, however busy the machine
is. The server ends when its standard input does, which lit holds open.
"""

import faulthandler
import gc
import os
import resource
import select
import shutil
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path

from filecheck.matcher import Matcher
from filecheck.options import parse_argv_options

from ptofix.commands.cli import main as ptofix
from ptofix.commands.ptoas_wrapper import main as wrapper

SECONDS = 60
KERNELS = Path(__file__).parents[2] / "kernels"
GOLDEN = KERNELS / "flash_attention" / "golden"
WARM_UP = (
    "check KERNEL",
    "run --pattern proven --diff KERNEL",
    "explain KERNEL:61",
    "verify KERNEL KERNEL",
    "simulate ATTENTION --against attention --s1 256",
    "cost KERNEL",
    "list rules",
    "run -q IR",
    # The statements of each assembler version's Flash Attention, which a fork would parse anew.
    *(f"run -q --no-verify --diff GOLDEN.v{version}.insert-sync.cpp" for version in ("0.37", "0.45", "0.60")),
)
"""What is run once before all calls, so that they find modules, tables and parsed statements loaded."""
PATHS = {
    "KERNEL": str(KERNELS / "corpus" / "cpp" / "a2_raw_chain_small.v0.45.insert-sync.cpp"),
    "ATTENTION": str(KERNELS / "corpus" / "cpp" / "fa_q128_s256_p4.v0.45.insert-sync.cpp"),
    "IR": str(KERNELS / "corpus" / "pto" / "a_raw_chain.pto"),
    "GOLDEN": str(GOLDEN / "fa_q1024_s256_p4_k1"),
}


def filecheck() -> int:
    return Matcher.from_opts(parse_argv_options(sys.argv)).run()


MAINS: dict[str, Callable[[], int]] = {"ptofix": ptofix, "ptofix-ptoas": wrapper, "filecheck": filecheck}


def receive(connection: socket.socket) -> tuple[list[str], list[int]]:
    """The words of a call, and its standard streams."""
    data, streams, _, _ = socket.recv_fds(connection, 1 << 16, 3)
    while len(data) < 8 + int.from_bytes(data[:8], "little"):
        data += connection.recv(1 << 16)
    return os.fsdecode(data[8:]).split("\0"), streams


def run(connection: socket.socket) -> int:
    """One call, in a process of its own; its exit code."""
    (folder, name, count, *words), streams = receive(connection)
    for target, stream in enumerate(streams):
        os.dup2(stream, target)
        os.close(stream)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", closefd=False, errors="backslashreplace", buffering=1)  # noqa: SIM115
    os.chdir(folder)
    python_path = os.environ["PYTHONPATH"]
    os.environ.clear()
    os.environ.update(word.split("=", 1) for word in words[int(count) :])
    os.environ["PYTHONPATH"] = python_path
    sys.argv = [name, *words[: int(count)]]
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    if name != "filecheck":
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 10))
        faulthandler.register(signal.SIGXCPU, file=sys.stderr, chain=True)
    try:
        code = MAINS[name]()
        sys.stdout.flush()
    except SystemExit as end:
        sys.stdout.flush()
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
        code = 1
    return code or 0


def warm_up() -> None:
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        for command in WARM_UP:
            for name, path in PATHS.items():
                command = command.replace(name, path)
            sys.argv = ["ptofix", *command.split()]
            with suppress(SystemExit):
                ptofix()


def serve(path: str) -> None:
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen(256)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the forks: the clients do
    gc.collect()
    gc.freeze()
    while sys.stdin not in (ready := select.select([listener, sys.stdin], [], [])[0]):
        if listener not in ready:
            continue
        connection, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            connection.sendall(bytes([run(connection) & 0xFF]))
            os._exit(0)
        connection.close()
    shutil.rmtree(os.path.dirname(path))


if __name__ == "__main__":
    address = sys.argv[1]
    warm_up()
    serve(address)
