"""The whole city planned together (design: planning): formats, exact plans for one person, search, own judge.

terms     the city as arrays          build   rows into those arrays      sched   `kersos-sched/1` to and from them
places    taking and giving places    person  one person's exact plan     trace   from its tables back to sessions
plan      its rhythm and 24 hours     search  everybody                   solve   the time, the best plan kept
judge     every rule once more        first   plain Python, for no time   parts   independent districts over workers
"""
