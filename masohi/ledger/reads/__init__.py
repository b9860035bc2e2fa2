"""Who opened whose file: a second log of the same kind, so that no reader can be struck out of it."""
