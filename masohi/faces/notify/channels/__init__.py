"""The ways in which a message leaves the house, one file each."""
