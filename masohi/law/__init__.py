"""What the statutes say, as plain functions: one module per legal text. Standard library and `masohi.writing` only.

`citation` names articles and findings, `parameters` holds every number with its dates, `kuhp_85` and its
neighbours hold the rules, `check` asks them about a court order or a plan, `credit` counts hours,
`law_book` writes all of it down for a lawyer who does not read Python.
"""
