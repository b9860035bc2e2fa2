"""Figures with the baseline they are compared to, in the same run. `make bench`; never part of the tests."""
