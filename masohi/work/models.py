"""Gathers the topics' models so that Django sees them."""

from masohi.work.attendance.models import Attendance, HeadCount, Release, Verification
from masohi.work.audits.models import Audit
from masohi.work.calendars.models import CalendarLink, Telling
from masohi.work.completion.models import Letter
from masohi.work.countersign.models import Countersign
from masohi.work.fieldreports.models import FieldReport
from masohi.work.fieldwork.models import (
    Equivocation,
    FieldEntry,
    FieldMatter,
    Photo,
    PhotoMention,
)
from masohi.work.flags.models import Flag
from masohi.work.placement.models import Appointment, Plan, Rule, Session
from masohi.work.replanning.models import Change, Replan

__all__ = [
    "Appointment",
    "Attendance",
    "Audit",
    "CalendarLink",
    "Change",
    "Countersign",
    "Equivocation",
    "FieldEntry",
    "FieldMatter",
    "FieldReport",
    "Flag",
    "HeadCount",
    "Letter",
    "Photo",
    "PhotoMention",
    "Plan",
    "Release",
    "Replan",
    "Rule",
    "Session",
    "Telling",
    "Verification",
]
