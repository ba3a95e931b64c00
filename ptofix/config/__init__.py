"""ptofix.toml and `[tool.ptofix]`: what a project says once instead of on each command line (docs/configuration.md)."""
