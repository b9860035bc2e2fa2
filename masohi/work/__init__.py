"""Where both meet: people are placed at sites, come, are recorded and verified, and finish.

`placement` turns a proposal of `masohi.planning` into sessions, `attendance` records and credits, `completion` closes
an order with its letters.
"""
