"""Gathers the topics' models so that Django sees them."""

from masohi.work.attendance.models import Attendance, HeadCount, Verification
from masohi.work.completion.models import Letter
from masohi.work.placement.models import Appointment, Plan, Session

__all__ = ["Appointment", "Attendance", "HeadCount", "Letter", "Plan", "Session", "Verification"]
