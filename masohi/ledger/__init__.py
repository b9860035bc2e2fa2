"""What happened: an append-only, hash-chained record of every deed and its consequences.

`chain` is the arithmetic, without Django. `actions.record` appends inside the caller's transaction; `queries.verify`
recomputes. Entries hold ids, numbers and digests, never names.
"""
