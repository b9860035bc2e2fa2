"""Gathers the topics' models so that Django sees them."""

from masohi.reports.figures.models import MonthFigure, Snapshot
from masohi.reports.publication.models import Release

__all__ = ["MonthFigure", "Release", "Snapshot"]
