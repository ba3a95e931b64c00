"""A kernel as a picture: its source with what stands in it marked, and a map of on-chip memory; one page, or text."""
