# Everything is done by run.py (Python's standard library only); `python3 run.py help` works where make is absent.
.DEFAULT_GOAL := help
.PHONY: help setup run test check test-long pictures score law-book messages bench lock

help setup run test check test-long pictures score law-book messages bench lock:
	@python3 run.py $@
