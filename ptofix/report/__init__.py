"""Findings, remarks and programs as text, JSON, SARIF: it renders, and knows no verb."""
