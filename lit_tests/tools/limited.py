"""`limited.py ARGUMENT…`: run ptofix, for at most a minute of processor time, however busy the machine is."""

import faulthandler
import resource
import signal
import sys

from ptofix.commands.cli import main

SECONDS = 60

if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 10))
    faulthandler.register(signal.SIGXCPU, chain=True)
    sys.exit(main())
