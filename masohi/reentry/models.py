"""Gathers the topics' models so that Django sees them."""

from masohi.reentry.equipment.models import Check, Handover, HandoverLine, Item, Loan
from masohi.reentry.equipment.stock.models import GearMove, GearStock
from masohi.reentry.livelihood.models import Application, Income, ToolKept
from masohi.reentry.money.models import CounterSplit, PnbpDeposit, PremiEntry, Split, SplitPolicy
from masohi.reentry.onphone.models import PhoneSheet
from masohi.reentry.papers.awards.models import Award
from masohi.reentry.papers.handovers.models import HandoverPaper
from masohi.reentry.products.batches.models import Batch, BatchWork, StockMove
from masohi.reentry.products.models import Product
from masohi.reentry.products.photos.models import Photo
from masohi.reentry.sales.accounts.models import Account
from masohi.reentry.sales.bazaar.models import Bazaar, BazaarSale, Carried
from masohi.reentry.sales.models import Sale, SaleLine
from masohi.reentry.sales.refunds.models import Refund, RefundLine
from masohi.reentry.sales.reviews.models import Review
from masohi.reentry.trainees.models import Trainee
from masohi.reentry.training.models import (
    Assessment,
    Cohort,
    Competence,
    Enrolment,
    Lesson,
    LessonAttendance,
    Programme,
)

__all__ = [
    "Account",
    "Application",
    "Assessment",
    "Award",
    "Batch",
    "BatchWork",
    "Bazaar",
    "BazaarSale",
    "Carried",
    "Check",
    "Cohort",
    "Competence",
    "CounterSplit",
    "Enrolment",
    "GearMove",
    "GearStock",
    "Handover",
    "HandoverLine",
    "HandoverPaper",
    "Income",
    "Item",
    "Lesson",
    "LessonAttendance",
    "Loan",
    "PhoneSheet",
    "Photo",
    "PnbpDeposit",
    "PremiEntry",
    "Product",
    "Programme",
    "Refund",
    "RefundLine",
    "Review",
    "Sale",
    "SaleLine",
    "Split",
    "SplitPolicy",
    "StockMove",
    "ToolKept",
    "Trainee",
]
