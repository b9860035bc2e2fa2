"""Tools, protective equipment and materials: whose they are, who has them now, when they were looked at."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.reentry.equipment.terms import Condition, HandoverState, ItemKind, ItemState, Source
from masohi.reentry.trainees.models import Trainee
from masohi.reentry.training.models import Cohort
from masohi.supply.commitments.models import Commitment
from masohi.supply.files.models import File
from masohi.supply.sites.models import Site


class Items(models.QuerySet["Item"]):
    def visible_to(self, user: User) -> "Items":
        """What the own institution owns, and what it has on loan."""
        offices = user.offices_for("equipment.view")
        lent = (
            models.Q(cohort__unit__in=offices) | models.Q(trainee__unit__in=offices) | models.Q(site__host__in=offices)
        )
        borrowed = Loan.objects.filter(lent, item=models.OuterRef("pk"), back_at=None)
        return self.filter(models.Q(owner__in=offices) | models.Exists(borrowed))


class Item(models.Model):
    """One thing, or `count` like things that go together. `owner` changes only by a received handover.

    `check_days`: how many days a safety check holds, 0 where none is needed; `next_check_on` then is the last day of
    use without a new one. `giver` and `paper` name a donor outside this program and its paper.
    """

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(_("nama"), max_length=120)
    kind = models.CharField(_("jenis"), max_length=8, choices=ItemKind)
    count = models.PositiveIntegerField(_("jumlah"), default=1, validators=[MinValueValidator(1)])
    unit = models.CharField(_("satuan"), max_length=20)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="items", verbose_name=_("pemilik"))
    source = models.CharField(_("sumber"), max_length=8, choices=Source)
    giver = models.CharField(_("pemberi"), max_length=120, blank=True)
    paper = models.CharField(_("nomor dokumen"), max_length=120, blank=True)
    serial = models.CharField(_("nomor seri"), max_length=60, blank=True)
    rupiah = models.PositiveBigIntegerField(_("nilai perolehan"), null=True, blank=True)
    acquired_on = models.DateField(_("diperoleh"))
    check_days = models.PositiveSmallIntegerField(
        _("diperiksa setiap"), default=0, validators=[MaxValueValidator(3650)]
    )
    check_reason = models.CharField(_("alasan jarak pemeriksaan"), max_length=250, blank=True)
    next_check_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=ItemState, default=ItemState.FIT)
    gone_reason = models.CharField(max_length=250, blank=True)
    edition = models.PositiveIntegerField(default=1)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    objects = Items.as_manager()

    class Meta:
        verbose_name = "barang"
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(count__gte=1), name="an_item_is_at_least_one"),
            models.CheckConstraint(
                condition=models.Q(check_days=0) | models.Q(next_check_on__isnull=False),
                name="what_is_checked_has_a_date",
            ),
        ]
        indexes = [models.Index(fields=["owner", "state"], name="items_of_owner")]

    def __str__(self) -> str:
        return self.name


class Check(models.Model):
    """Somebody looked whether an item is safe. `passed` with `holds_until`, or what is wrong in `note`."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="checks")
    day = models.DateField(_("tanggal pemeriksaan"))
    passed = models.BooleanField()
    checker = models.CharField(_("pemeriksa"), max_length=120)
    note = models.CharField(_("catatan"), max_length=250, blank=True)
    holds_until = models.DateField(null=True, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = "pemeriksaan alat"
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(holds_until=None) | models.Q(passed=True, holds_until__gt=models.F("day")),
                name="only_a_passed_check_holds",
            ),
            models.CheckConstraint(
                condition=models.Q(passed=True) | ~models.Q(note=""), name="a_failed_check_says_why"
            ),
        ]


_ONE_TAKER = (
    models.Q(cohort__isnull=False, trainee=None, site=None)
    | models.Q(cohort=None, trainee__isnull=False, site=None)
    | models.Q(cohort=None, trainee=None, site__isnull=False)
)


class Loan(models.Model):
    """An item that is with a class, a trainee or a site until it comes back. One at a time."""

    code = models.CharField(max_length=12, unique=True)
    item = models.ForeignKey(Item, models.PROTECT, related_name="loans")
    cohort = models.ForeignKey(Cohort, models.PROTECT, null=True, blank=True, related_name="loans")
    trainee = models.ForeignKey(Trainee, models.PROTECT, null=True, blank=True, related_name="loans")
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="loans")
    out_at = models.DateTimeField()
    out_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    due_on = models.DateField(_("kembali paling lambat"))
    back_at = models.DateTimeField(null=True, blank=True)
    back_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    condition = models.CharField(max_length=8, choices=Condition, blank=True)
    note = models.CharField(max_length=250, blank=True)

    class Meta:
        verbose_name = "pinjaman alat"
        ordering = ["-out_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=_ONE_TAKER, name="a_loan_has_one_taker"),
            models.UniqueConstraint(fields=["item"], condition=models.Q(back_at=None), name="one_open_loan_an_item"),
            models.CheckConstraint(
                condition=models.Q(back_at=None, condition="")
                | models.Q(back_at__isnull=False) & ~models.Q(condition=""),
                name="what_came_back_has_a_condition",
            ),
        ]


class Handovers(models.QuerySet["Handover"]):
    def visible_to(self, user: User) -> "Handovers":
        """Handovers in which the own institution gives or receives."""
        offices = user.offices_for("equipment.view")
        return self.filter(models.Q(giver__in=offices) | models.Q(receiver__in=offices))


class Handover(models.Model):
    """Things that go from one owner to another (BAST, D15): two signatures, then the receiver says that they came."""

    code = models.CharField(max_length=12, unique=True)
    giver = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("yang menyerahkan"))
    receiver = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("yang menerima"))
    day = models.DateField(_("tanggal serah terima"))
    place = models.CharField(_("tempat"), max_length=120)
    basis = models.CharField(_("dasar"), max_length=250)
    giver_name = models.CharField(_("nama yang menyerahkan"), max_length=120)
    giver_capacity = models.CharField(_("jabatan yang menyerahkan"), max_length=120)
    receiver_name = models.CharField(_("nama yang menerima"), max_length=120)
    receiver_capacity = models.CharField(_("jabatan yang menerima"), max_length=120)
    commitment = models.ForeignKey(Commitment, models.PROTECT, null=True, blank=True, related_name="handovers")
    state = models.CharField(max_length=10, choices=HandoverState, default=HandoverState.OPEN)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    scan = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_reason = models.CharField(max_length=250, blank=True)

    objects = Handovers.as_manager()

    class Meta:
        verbose_name = "serah terima alat"
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(giver=models.F("receiver")), name="a_handover_has_two_sides"),
            models.CheckConstraint(
                condition=~models.Q(state=HandoverState.RECEIVED)
                | models.Q(scan__isnull=False, ended_by__isnull=False) & ~models.Q(ended_by=models.F("made_by")),
                name="what_is_received_was_signed",
            ),
        ]


class HandoverLine(models.Model):
    """One item of a handover, and in which condition it was given."""

    handover = models.ForeignKey(Handover, models.PROTECT, related_name="lines")
    item = models.ForeignKey(Item, models.PROTECT, related_name="handover_lines")
    condition = models.CharField(max_length=60)

    class Meta:
        verbose_name = "barang yang diserahkan"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["handover", "item"], name="an_item_once_a_handover")]
