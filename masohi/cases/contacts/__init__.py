"""Whom a person agreed to be reached through, and what a person does not want to be sent."""
