"""What a kernel means for synchronisation: tiles as byte ranges, pipes, flags and barriers, and control flow."""
