"""Gathers the topics' models so that Django sees them."""

from masohi.work.absences.models import AbsenceDecision, Excuse
from masohi.work.attendance.models import Attendance, HeadCount, Release, Verification
from masohi.work.audits.models import Audit
from masohi.work.calendars.models import CalendarLink, Telling
from masohi.work.countersign.models import Countersign
from masohi.work.enforcement.breach.models import BreachFile
from masohi.work.enforcement.models import Step
from masohi.work.fieldreports.models import FieldReport
from masohi.work.fieldwork.models import (
    Equivocation,
    FieldEntry,
    FieldMatter,
    Photo,
    PhotoMention,
)
from masohi.work.flags.models import Flag
from masohi.work.letters.models import Letter, Template
from masohi.work.monthly.models import MonthlyReport, MonthlySummary, PaceAlarm
from masohi.work.ownpage.models import OwnCode, OwnComplaint, OwnLink
from masohi.work.placement.models import Appointment, Plan, Rule, Session
from masohi.work.replanning.models import Change, Replan

__all__ = [
    "AbsenceDecision",
    "Appointment",
    "Attendance",
    "Audit",
    "BreachFile",
    "CalendarLink",
    "Change",
    "Countersign",
    "Equivocation",
    "Excuse",
    "FieldEntry",
    "FieldMatter",
    "FieldReport",
    "Flag",
    "HeadCount",
    "Letter",
    "MonthlyReport",
    "MonthlySummary",
    "OwnCode",
    "OwnComplaint",
    "OwnLink",
    "PaceAlarm",
    "Photo",
    "PhotoMention",
    "Plan",
    "Release",
    "Replan",
    "Rule",
    "Session",
    "Step",
    "Telling",
    "Template",
    "Verification",
]
