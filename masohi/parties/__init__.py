"""Who: organisations and places, accounts and their roles, and the numbers an office may set.

`access.py` is the one grant table: which role may do which deed.
"""
