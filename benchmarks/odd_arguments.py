"""Command lines that no verb can use, by the thousand: `python benchmarks/odd_arguments.py FROM TO`.

Prints those that end otherwise than with findings, or with exit code 2 and a message (ptofix/testing/odd_arguments.py).
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from pathlib import Path

from ptofix.testing.odd_arguments import READING, odd_command, odd_files, verbs, wrong_with

NOT_HERE = ("bisect", "install-shim")


def run(first: int, last: int) -> int:
    """Returns how many were wrong."""
    wrong = 0
    known = [verb for verb in verbs() if verb.words[0] not in NOT_HERE]
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        files = odd_files(Path(folder))
        commands = [
            [word.replace("{}", file) for word in line.split()] for line in READING for file in files if first == 0
        ]
        commands += [odd_command(known[seed % len(known)], files, random.Random(seed)) for seed in range(first, last)]
        for command in commands:
            found = wrong_with(command)
            if found:
                wrong += 1
                print(command, found, sep="\n", flush=True)
        os.chdir("/")
    print(f"{len(commands)} command lines, {wrong} wrong")
    return wrong


if __name__ == "__main__":
    sys.exit(bool(run(int(sys.argv[1]), int(sys.argv[2]))))
