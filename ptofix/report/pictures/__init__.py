"""A kernel as a picture: its marked source, and a map of on-chip memory; one page, or text."""
