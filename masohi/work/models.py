"""Gathers the topics' models so that Django sees them."""

from masohi.work.attendance.models import Attendance, HeadCount, Release, Verification
from masohi.work.audits.models import Audit
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
from masohi.work.placement.models import Appointment, Plan, Session

__all__ = [
    "Appointment",
    "Attendance",
    "Audit",
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
    "Session",
    "Verification",
]
