"""Settings for all tests."""

import gc

# Programs and modules are large and live long: by default the collector walks them so often that it takes a quarter of
# the time of the tests.
gc.set_threshold(100_000, 10, 10)
