"""The planner beside others on the same instances, the project's own lower bound, and a simulated year."""
