"""What the model knows about one statement: barriers, flags and ops, one file each."""
