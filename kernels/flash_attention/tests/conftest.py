"""Settings of these tests."""

import os

# The matrices are small: threads of numpy's only get in the way of other tests. Read when numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
