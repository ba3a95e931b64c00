"""What every PTO call does on a core: accesses, internal drains, and the order of its vector repeats."""
