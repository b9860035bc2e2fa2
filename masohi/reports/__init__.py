"""What we can say: figures with their definitions, frozen months, standings of promises. Reads every chapter."""
