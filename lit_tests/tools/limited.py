"""`limited.py MODULE ARGUMENT…`: run `MODULE.main()`, for at most a minute."""

import faulthandler
import sys
from importlib import import_module

SECONDS = 60

if __name__ == "__main__":
    faulthandler.dump_traceback_later(SECONDS, exit=True)
    del sys.argv[0]
    sys.exit(import_module(sys.argv[0]).main())
