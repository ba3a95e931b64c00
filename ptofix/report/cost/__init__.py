"""What a kernel costs, as text, JSON and a timeline."""
