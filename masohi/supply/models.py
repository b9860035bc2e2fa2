"""Gathers the topics' models so that Django sees them."""

from masohi.supply.agreements.models import Agreement, Clause, Scan, Signatory
from masohi.supply.beneficiaries.models import Beneficiary
from masohi.supply.budget.models import Allocation, BudgetLine, Payment
from masohi.supply.commitments.models import Commitment, Proof
from masohi.supply.files.models import File
from masohi.supply.meetings.models import Action, Decision, Meeting
from masohi.supply.results.models import Result
from masohi.supply.sites.models import Closure, Site, Slot, Supervisor
from masohi.supply.understanding.models import Pass, Staff
from masohi.supply.voices.models import Complaint, Nomination

__all__ = [
    "Action",
    "Agreement",
    "Allocation",
    "Beneficiary",
    "BudgetLine",
    "Clause",
    "Closure",
    "Commitment",
    "Complaint",
    "Decision",
    "File",
    "Meeting",
    "Nomination",
    "Pass",
    "Payment",
    "Proof",
    "Result",
    "Scan",
    "Signatory",
    "Site",
    "Slot",
    "Staff",
    "Supervisor",
]
