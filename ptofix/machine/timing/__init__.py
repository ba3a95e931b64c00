"""A model of time: cycles of a kernel, and which pipe waits for what. Neither values nor numpy (docs/cost.md)."""
