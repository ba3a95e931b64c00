"""`matches.py ARGUMENT…`: what the command `filecheck` does, without the half of its start that finds its version."""

import sys

from filecheck.matcher import Matcher
from filecheck.options import parse_argv_options

if __name__ == "__main__":
    sys.exit(Matcher.from_opts(parse_argv_options(sys.argv)).run())
