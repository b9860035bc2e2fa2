"""Gathers the topics' models so that Django sees them."""

from masohi.cases.intake.models import Batch, BatchRow
from masohi.cases.officers.models import OfficerChange
from masohi.cases.orders.models import Order, Sentence
from masohi.cases.pauses.models import Pause
from masohi.cases.people.models import BusyHours, Person

__all__ = ["Batch", "BatchRow", "BusyHours", "OfficerChange", "Order", "Pause", "Person", "Sentence"]
