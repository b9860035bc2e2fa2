"""Money that goes back to a buyer: one officer proposes, another one pays it back and stands for it."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.parties.accounts.models import User
from masohi.reentry.sales.models import Sale, SaleLine
from masohi.reentry.sales.terms import Cause, RefundState
from masohi.supply.files.models import File


class Refund(models.Model):
    """Whole rupiah of a paid sale that go back, with why; `paid_on`, `slip` and `proof` tell of the transfer back.

    Nothing counts before a second officer has decided. No account number of the buyer is kept.
    """

    code = models.CharField(max_length=12, unique=True)
    sale = models.ForeignKey(Sale, models.PROTECT, related_name="refunds")
    state = models.CharField(max_length=10, choices=RefundState, default=RefundState.PROPOSED)
    cause = models.CharField(_("sebab"), max_length=10, choices=Cause)
    reason = models.CharField(_("alasan"), max_length=250)
    rupiah = models.PositiveBigIntegerField(_("jumlah"), validators=[MinValueValidator(1)])
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    declined_reason = models.CharField(max_length=250, blank=True)
    paid_on = models.DateField(_("tanggal transfer"), null=True, blank=True)
    slip = models.CharField(_("nomor bukti transfer"), max_length=80, blank=True)
    proof = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "pengembalian uang"
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(rupiah__gt=0), name="refund_has_an_amount"),
            models.UniqueConstraint(
                fields=["sale"], condition=models.Q(state=RefundState.PROPOSED), name="one_open_refund_a_sale"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=RefundState.PAID)
                | (
                    models.Q(decided_by__isnull=False, paid_on__isnull=False, proof__isnull=False)
                    & ~models.Q(slip="")
                    & ~models.Q(decided_by=models.F("proposed_by"))
                ),
                name="refund_paid_by_another_with_proof",
            ),
        ]


class RefundLine(models.Model):
    """So many pieces of a line whose money goes back; `shelf` of them can be sold again."""

    refund = models.ForeignKey(Refund, models.PROTECT, related_name="lines")
    line = models.ForeignKey(SaleLine, models.PROTECT, related_name="refunds")
    count = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    shelf = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "baris pengembalian"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["refund", "line"], name="one_refund_line_a_line"),
            models.CheckConstraint(
                condition=models.Q(count__gt=0, shelf__lte=models.F("count")), name="shelf_within_refund_line"
            ),
        ]
