"""Answers to complaints that came through a person's own page."""
