"""Signed heads of the logs: what leaves the house, and what the witnesses said of it."""
