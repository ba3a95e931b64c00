"""The command line: one module per verb, arguments in and exit code out."""
