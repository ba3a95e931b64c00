"""What every PTO call does on an Ascend A2/A3 core: accesses, internal drains, order of vector repeats."""
