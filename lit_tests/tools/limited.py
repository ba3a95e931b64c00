"""`limited.py ARGUMENT…`: run ptofix, for at most a minute."""

import faulthandler
import sys

from ptofix.commands.cli import main

SECONDS = 60

if __name__ == "__main__":
    faulthandler.dump_traceback_later(SECONDS, exit=True)
    sys.exit(main())
