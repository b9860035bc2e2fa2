"""Gathers the topics' models so that Django sees them."""

__all__: list[str] = []
