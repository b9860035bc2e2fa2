"""Gathers the topics' models so that Django sees them."""

from masohi.reports.figures.models import MonthFigure, Snapshot

__all__ = ["MonthFigure", "Snapshot"]
