"""What ptofix prints: one file for each form."""
