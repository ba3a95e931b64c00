"""A kernel JIT that calls ptofix between the assembler and the device compiler.

    library = compiled(Path("kernel.pto"), cache=Path("~/.cache/my-kernels").expanduser())

The assembler's C++ goes through `ptofix.rewrite` in memory; what comes out is compiled. The result is kept under a key
made of all that decides it: the C++, the version of ptofix, the options, the headers of pto-isa, and the compiler's
command line. A kernel that was compiled before is neither rewritten nor compiled again, whoever compiled it.

Run it: `python docs/examples/jit.py kernel.pto`, with PTOAS and BISHENG naming the two programs and PTO_LIB_PATH the
pto-isa.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ptofix

ASSEMBLE = (os.environ.get("PTOAS", "ptoas"), "--pto-arch=a3", "--enable-insert-sync")
COMPILE = (os.environ.get("BISHENG", "bisheng"), "-O2", "-fPIC", "-shared", "-xcce", "--cce-aicore-arch=dav-c220")
# What ptofix.rewrite is called with. All of it is part of the key.
OPTIONS: dict[str, Any] = {"patterns": ("gu",), "evidence": "practised"}


def compiled(kernel: Path, cache: Path, options: dict[str, Any] = OPTIONS) -> Path:
    """The shared library for a kernel in PTO IR, from the cache if it is there.

    Raises ptofix.PtofixError for C++ that ptofix cannot read, and subprocess.CalledProcessError.
    """
    text = assembled(kernel)
    library = cache / f"{cache_key(text, options)}.so"
    if not library.exists():
        rewritten = ptofix.rewrite(text, name=f"{kernel.stem}.cpp", headers=headers(), **options)
        if rewritten.assumptions:
            print(f"{kernel}: rests on {', '.join(rewritten.assumptions)}", file=sys.stderr)
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as folder:
            source, made = Path(folder, "kernel.cpp"), Path(folder, "kernel.so")
            source.write_text(rewritten.text, encoding="utf-8")
            subprocess.run([*COMPILE, str(source), "-o", str(made)], check=True)
            os.replace(made, library)  # whole or not at all, whoever else compiles the same kernel now
    return library


def assembled(kernel: Path) -> str:
    """The C++ that the assembler makes of a kernel."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, "kernel.cpp")
        subprocess.run([*ASSEMBLE, str(kernel), "-o", str(made)], check=True)
        return made.read_text(encoding="utf-8")


def cache_key(text: str, options: dict[str, Any]) -> str:
    """Of all that decides what is compiled: content, version, options, headers, compiler."""
    known = headers()
    about = None if known is None else sorted(known.fingerprints.items())
    decides = [text, ptofix.__version__, sorted(options.items()), about, COMPILE]
    return hashlib.sha256(json.dumps(decides).encode()).hexdigest()


@functools.cache
def headers() -> ptofix.Headers | None:
    """The pto-isa that kernels are compiled with: read once, it takes about a second."""
    folder = os.environ.get("PTO_LIB_PATH")
    return ptofix.read_headers(folder) if folder else None


def main(kernels: Sequence[str]) -> None:
    """Compile each kernel and print where its library is."""
    for kernel in kernels:
        print(compiled(Path(kernel), Path.home() / ".cache" / "my-kernels"))


if __name__ == "__main__":
    main(sys.argv[1:])
