"""Gathers the topics' models so that Django sees them."""

from masohi.reentry.equipment.models import Check, Handover, HandoverLine, Item, Loan
from masohi.reentry.equipment.stock.models import GearMove, GearStock
from masohi.reentry.followup.checks.models import HomeCheck, NewVerdict
from masohi.reentry.followup.models import Client, Instrument, Need, Plan, PlanReview, Sharing
from masohi.reentry.followup.papers.models import ReferralPaper
from masohi.reentry.followup.programmes.models import Integration, ReportPost
from masohi.reentry.followup.referrals.models import Referral, ReferralMeeting
from masohi.reentry.followup.welcome.models import Welcome
from masohi.reentry.livelihood.models import Application, Income, ToolKept
from masohi.reentry.money.models import CounterSplit, PnbpDeposit, PremiEntry, Split, SplitPolicy
from masohi.reentry.onphone.models import PhoneSheet
from masohi.reentry.papers.awards.models import Award
from masohi.reentry.papers.handovers.models import HandoverPaper
from masohi.reentry.posts.candidates.models import Candidate
from masohi.reentry.posts.models import PostWeight, Vacancy
from masohi.reentry.posts.objections.models import Objection
from masohi.reentry.posts.selection.models import Minutes, Nomination, Panelist, PostDecision, Score
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
    "Candidate",
    "Carried",
    "Check",
    "Client",
    "Cohort",
    "Competence",
    "CounterSplit",
    "Enrolment",
    "GearMove",
    "GearStock",
    "Handover",
    "HandoverLine",
    "HandoverPaper",
    "HomeCheck",
    "Income",
    "Instrument",
    "Integration",
    "Item",
    "Lesson",
    "LessonAttendance",
    "Loan",
    "Minutes",
    "Need",
    "NewVerdict",
    "Nomination",
    "Objection",
    "Panelist",
    "PhoneSheet",
    "Photo",
    "Plan",
    "PlanReview",
    "PnbpDeposit",
    "PostDecision",
    "PostWeight",
    "PremiEntry",
    "Product",
    "Programme",
    "Referral",
    "ReferralMeeting",
    "ReferralPaper",
    "Refund",
    "RefundLine",
    "ReportPost",
    "Review",
    "Sale",
    "SaleLine",
    "Score",
    "Sharing",
    "Split",
    "SplitPolicy",
    "StockMove",
    "ToolKept",
    "Trainee",
    "Vacancy",
    "Welcome",
]
