"""Where the money of a sale goes: dated policies, one division a sale, and what each maker is owed and was given.

Whole rupiah. Only what was made in training and sold is divided here; nothing leads to a court order or to hours worked
under one, for kerja sosial is not paid (UU 1/2023 Pasal 85 ayat (3)).
"""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.law.proceeds import WHOLE
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.reentry.money.facts import Shares
from masohi.reentry.money.terms import Base, Part, Premi, Way
from masohi.reentry.products.batches.models import Batch
from masohi.reentry.sales.models import Sale
from masohi.reentry.sales.refunds.models import Refund
from masohi.reentry.trainees.models import Trainee

_SHARE = [MaxValueValidator(WHOLE)]


class SplitPolicy(models.Model):
    """How a unit divides from `valid_from` on, and by which text. Shares are basis points, together 10,000 (PD-01).

    `usable_bp`: the part of earned premi that can be handed out before somebody has left the unit.
    """

    code = models.CharField(max_length=12, unique=True)
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="split_policies")
    valid_from = models.DateField(_("berlaku mulai"))
    base = models.CharField(_("dihitung dari"), max_length=8, choices=Base)
    premi_bp = models.PositiveIntegerField(_("premi peserta"), validators=_SHARE)
    pnbp_bp = models.PositiveIntegerField(_("PNBP"), validators=_SHARE)
    modal_bp = models.PositiveIntegerField(_("modal kerja"), validators=_SHARE)
    remainder = models.CharField(_("sisa pembulatan untuk"), max_length=8, choices=Part, default=Part.CAPITAL)
    child_saving = models.BooleanField(_("bagian Anak menjadi tabungan"), default=True)
    usable_bp = models.PositiveIntegerField(_("boleh dipakai sebelum keluar"), default=2500, validators=_SHARE)
    document = models.CharField(_("dasar hukum"), max_length=200)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = "kebijakan pembagian hasil"
        ordering = ["unit", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "valid_from"], name="one_split_policy_a_day"),
            models.CheckConstraint(
                condition=models.Q(premi_bp=WHOLE - models.F("pnbp_bp") - models.F("modal_bp")),
                name="shares_are_all",
            ),
        ]

    @property
    def shares(self) -> Shares:
        """As `facts.divide` takes it."""
        of_profit = self.base == Base.PROFIT
        return Shares(self.premi_bp, self.pnbp_bp, self.modal_bp, of_profit=of_profit, remainder=self.remainder)


class Split(models.Model):
    """The money of one paid sale, divided by the policy of the day on which it was paid.

    Taken back (`withdrawn_at`) where the sale was, with opposite entries of premi; then it may be divided again.
    """

    code = models.CharField(max_length=12, unique=True)
    sale = models.ForeignKey(Sale, models.PROTECT, related_name="splits")
    policy = models.ForeignKey(SplitPolicy, models.PROTECT, related_name="splits")
    paid_on = models.DateField()
    turnover = models.PositiveBigIntegerField()
    cost = models.PositiveBigIntegerField()
    recovered = models.PositiveBigIntegerField()
    premi = models.PositiveBigIntegerField()
    pnbp = models.PositiveBigIntegerField()
    modal = models.PositiveBigIntegerField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=250, blank=True)

    class Meta:
        verbose_name = "pembagian hasil"
        ordering = ["-paid_on", "-pk"]
        indexes = [models.Index(fields=["paid_on"], name="splits_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["sale"], condition=models.Q(withdrawn_at=None), name="one_living_split_a_sale"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    turnover=models.F("recovered") + models.F("premi") + models.F("pnbp") + models.F("modal")
                ),
                name="split_adds_up",
            ),
        ]

    @property
    def profit(self) -> int:
        """Turnover less cost; under zero for a loss."""
        return self.turnover - self.cost


class CounterSplit(models.Model):
    """What a refund takes out of a division, in rupiah; rows are only added. Division less these = what was kept.

    An amount under zero goes in instead: goods sold at a loss came back, or rounding fell otherwise. `borne` of premi
    was handed out already: the unit's capital bears it, so that it stands in `modal` and not in `premi`.
    It counts as long as its division does. `day` is when the second officer decided.
    """

    code = models.CharField(max_length=12, unique=True)
    split = models.ForeignKey(Split, models.PROTECT, related_name="counters")
    refund = models.ForeignKey(Refund, models.PROTECT, related_name="+")
    day = models.DateField()
    turnover = models.BigIntegerField()
    cost = models.BigIntegerField()
    recovered = models.BigIntegerField()
    premi = models.BigIntegerField()
    pnbp = models.BigIntegerField()
    modal = models.BigIntegerField()
    borne = models.PositiveBigIntegerField(default=0)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = "pembagian balik"
        ordering = ["day", "pk"]
        indexes = [models.Index(fields=["day"], name="counter_splits_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["split", "refund"], name="one_counter_split_a_refund"),
            models.CheckConstraint(
                condition=models.Q(
                    turnover=models.F("recovered") + models.F("premi") + models.F("pnbp") + models.F("modal")
                ),
                name="counter_split_adds_up",
            ),
        ]


class PremiEntry(models.Model):
    """One line of somebody's premi: earned (+), taken back (-) or handed out (-). Rows are only added.

    No account number is kept: `document` names the bank's slip. With a `counter` a buyer's money went back; `borne` of
    it the unit's capital bears, because this person has been given it already.
    """

    code = models.CharField(max_length=12, unique=True)
    trainee = models.ForeignKey(Trainee, models.PROTECT, related_name="premi")
    kind = models.CharField(max_length=8, choices=Premi)
    rupiah = models.BigIntegerField()
    split = models.ForeignKey(Split, models.PROTECT, null=True, blank=True, related_name="entries")
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="+")
    counter = models.ForeignKey(CounterSplit, models.PROTECT, null=True, blank=True, related_name="entries")
    borne = models.PositiveBigIntegerField(default=0)
    way = models.CharField(_("cara"), max_length=8, choices=Way, blank=True)
    document = models.CharField(_("nomor bukti"), max_length=120, blank=True)
    day = models.DateField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "catatan premi"
        ordering = ["trainee", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(rupiah=0) | models.Q(borne__gt=0), name="premi_entry_moves"),
            models.CheckConstraint(
                condition=models.Q(borne=0) | models.Q(counter__isnull=False), name="premi_borne_after_a_refund"
            ),
            models.CheckConstraint(
                condition=models.Q(kind=Premi.PAID, rupiah__lt=0, way__in=Way.values, split=None)
                | (~models.Q(kind=Premi.PAID) & models.Q(split__isnull=False, batch__isnull=False, way="")),
                name="premi_earned_or_paid_without_cash",
            ),
        ]


class PnbpDeposit(models.Model):
    """PNBP of one month that was paid into the state's treasury, by the number of its receipt (NTPN)."""

    code = models.CharField(max_length=12, unique=True)
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="pnbp_deposits")
    month = models.DateField()  # its first day
    rupiah = models.PositiveBigIntegerField(_("jumlah"))
    paid_on = models.DateField(_("tanggal setor"))
    receipt = models.CharField(_("NTPN"), max_length=40, unique=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = "setoran PNBP"
        ordering = ["-month", "pk"]
        constraints = [models.CheckConstraint(condition=models.Q(rupiah__gt=0), name="deposit_has_an_amount")]
