"""How to choose well: numbers in, a proposal with reasons out. Plain Python: no tables, no clock, no law by name.

terms         the frozen problem (`Problem`) and the proposal (`Proposal`), in minutes, dates and keys
weekly        a site's weekly slots become dated openings
suitability   which sites a person may be sent to, nearest first
walk          one person's days in order: what fits, what is spare
feasibility   what can never fit, said in minutes, and what would mend it
placement     `propose(problem)`: everybody
explain       `why_not(...)`: why another date was not chosen
checker       `check(problem, proposal)`: every rule again, written a second time
sentences     the reasons in Indonesian
"""
