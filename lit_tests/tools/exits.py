"""`exits.py CODE COMMAND…`: run COMMAND; exit with 0 if it exits with CODE, and with 1 else."""

import subprocess
import sys

if __name__ == "__main__":
    found = subprocess.run(sys.argv[2:], check=False).returncode
    if found != int(sys.argv[1]):
        print(f"exit code {found} instead of {sys.argv[1]}", file=sys.stderr)
        sys.exit(1)
