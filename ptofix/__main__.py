"""`python -m ptofix` is `ptofix`."""

from __future__ import annotations

import sys

from ptofix.commands.cli import main

if __name__ == "__main__":
    sys.exit(main())
