"""What a pass is, pipelines of passes, barrier patterns, numbered rewrites and remarks."""
