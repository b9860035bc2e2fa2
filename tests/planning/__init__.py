"""Tests of `masohi.planning`: rules, random towns, broken planners."""
