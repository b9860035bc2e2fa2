"""Money by source: a line with its ceiling, what of it is planned for which commitment, and what was paid.

The record of payments is the treasury's (SIPD-RI, SAKTI); here stand references and sums. Amounts are whole rupiah.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.supply.budget.terms import Source
from masohi.supply.commitments.models import Commitment
from masohi.supply.files.models import File


class BudgetLines(models.QuerySet["BudgetLine"]):
    def visible_to(self, user: User) -> "BudgetLines":
        """Everything for those who steer the cooperation, the own lines for an office, nothing for others."""
        if may(user, "budget.view_all"):
            return self
        return self.filter(owner__in=user.offices_for("budget.view"))


class BudgetLine(models.Model):
    """One line of a year's budget paper. `code` is the sub-kegiatan (KJ-04); `ceiling` its pagu in rupiah."""

    reference = models.CharField(max_length=12, unique=True)  # in addresses; `code` is the treasury's
    year = models.PositiveSmallIntegerField(_("tahun anggaran"))
    source = models.CharField(_("sumber dana"), max_length=8, choices=Source)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("pemegang anggaran"))
    code = models.CharField(_("kode sub kegiatan"), max_length=40, blank=True)
    name = models.CharField(_("nama sub kegiatan"), max_length=250)
    ceiling = models.PositiveBigIntegerField(_("pagu"))
    document = models.CharField(_("dokumen anggaran"), max_length=160, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    edition = models.PositiveIntegerField(default=1)

    objects = BudgetLines.as_manager()

    class Meta:
        verbose_name = "pos anggaran"
        ordering = ["-year", "owner__name", "code", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["year", "source", "owner", "code", "name"], name="one_budget_line_a_year")
        ]


class Allocation(models.Model):
    """Rupiah of a line that are planned for one commitment."""

    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="allocations")
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="allocations")
    planned = models.PositiveBigIntegerField(_("rencana"))

    class Meta:
        verbose_name = "rencana anggaran"
        constraints = [models.UniqueConstraint(fields=["line", "commitment"], name="one_allocation_a_commitment")]


class Payment(models.Model):
    """Rupiah paid of a line, on a day, with the treasury's paper. Rows are withdrawn, not changed."""

    code = models.CharField(max_length=12, unique=True)
    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="payments")
    commitment = models.ForeignKey(Commitment, models.PROTECT, null=True, blank=True, related_name="payments")
    rupiah = models.PositiveBigIntegerField(_("realisasi"))
    paid_on = models.DateField(_("tanggal"))
    document = models.CharField(_("nomor SP2D atau bukti"), max_length=120)
    file = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=250, blank=True)

    class Meta:
        verbose_name = "realisasi anggaran"
        ordering = ["-paid_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "document"], condition=models.Q(withdrawn_at=None), name="one_payment_a_paper"
            )
        ]
