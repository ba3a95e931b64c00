"""Command lines of other tools, on top of ptofix: the same arguments, and what ptofix can prove of what they did."""
