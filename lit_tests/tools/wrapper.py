"""`wrapper.py ARGUMENT…`: run ptofix-ptoas."""

import sys

from ptofix.commands.ptoas_wrapper import main

if __name__ == "__main__":
    sys.exit(main())
