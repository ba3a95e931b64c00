"""Two kernels side by side: views of what each does, by segment and stage, as text, JSON and HTML."""
