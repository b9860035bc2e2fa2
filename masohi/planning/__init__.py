"""How to choose well: numbers in, a proposal with reasons out. Plain Python: no tables, no clock, no law by name.

terms         the frozen problem (`Problem`) and the proposal (`Proposal`), in minutes, dates and keys
limits        the numbers that bound a plan (`Limits`) and that weigh in it (`Weights`)
weekly        a site's weekly slots become dated openings
suitability   which sites a person may be sent to, nearest first
walk          one person's days in order: what fits, what is spare
feasibility   what can never fit, said in minutes, and what would mend it
placement     `propose(problem)`: everybody, one after another, the tightest first
repair        the same where people already have dates
together      `propose_together(problem)`: everybody at once; `city` is its search
differences   before and after, person by person
stored        blocks and reasons as a row of a table keeps them
explain       `why_not(...)`: why another date was not chosen
capacity      what each week can hold at most, by hand: the bound of a proof
proof         `prove(...)`: on day 0, fits with this slack or is short by so much
remedies      what would make an order fit, in the order of who decides
lateness      who cannot end in time any more
roster        a city's weekly slots and people, for playing
rolling       a city's weeks played forward
whatif        `compare(...)`: the same city with other openings
checker       `check(problem, proposal)`: every rule again, written a second time
sentences     the reasons in Indonesian
"""
