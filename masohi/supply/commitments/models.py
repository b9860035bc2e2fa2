"""What an office promised under an agreement, and what proves how far it is."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.supply.agreements.models import Agreement
from masohi.supply.commitments.terms import CommitmentKind, Measure, ProofKind
from masohi.supply.files.models import File


class Commitments(models.QuerySet["Commitment"]):
    def visible_to(self, user: User) -> "Commitments":
        """Everything for those who steer the cooperation, the own share for an office, nothing for others."""
        if may(user, "commitment.view_all"):
            return self
        return self.filter(owner__in=user.offices_for("commitment.view"))


class Commitment(models.Model):
    """One promise: who (`owner`), what, how much of which unit, from when until when, under which article."""

    code = models.CharField(max_length=12, unique=True)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="commitments", verbose_name=_("perjanjian"))
    owner = models.ForeignKey(
        Organisation, models.PROTECT, related_name="commitments", verbose_name=_("penanggung jawab")
    )
    kind = models.CharField(_("jenis"), max_length=12, choices=CommitmentKind)
    what = models.CharField(_("komitmen"), max_length=250)
    quantity = models.PositiveIntegerField(_("jumlah"), default=1)
    unit = models.CharField(_("satuan"), max_length=40)
    starts_on = models.DateField(_("mulai"))
    due_on = models.DateField(_("tenggat"))
    article = models.CharField(_("pasal"), max_length=80, blank=True)
    measure = models.CharField(_("cara mengukur"), max_length=16, choices=Measure, default=Measure.MANUAL)
    contact = models.CharField(_("kontak dinas"), max_length=120, blank=True)
    source = models.CharField(_("sumber"), max_length=250, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)
    cancelled_reason = models.CharField(max_length=250, blank=True)
    edition = models.PositiveIntegerField(default=1)

    objects = Commitments.as_manager()

    class Meta:
        verbose_name = "komitmen"
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(due_on__gte=models.F("starts_on")), name="commitment_dates"),
            models.CheckConstraint(condition=models.Q(quantity__gte=1), name="commitment_quantity"),
        ]
        indexes = [models.Index(fields=["owner", "due_on"], name="commitments_of_owner")]

    def __str__(self) -> str:
        return self.what


class Proof(models.Model):
    """What shows progress: `amount` in the commitment's unit, by file or figure. Rows are withdrawn, not changed."""

    code = models.CharField(max_length=12, unique=True)
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="proofs")
    kind = models.CharField(max_length=8, choices=ProofKind)
    amount = models.PositiveIntegerField(_("jumlah yang dibuktikan"))
    day = models.DateField(_("tanggal kejadian"))
    note = models.CharField(_("keterangan"), max_length=250, blank=True)
    file = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=250, blank=True)

    class Meta:
        verbose_name = "bukti"
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind=ProofKind.FIGURE) | models.Q(file__isnull=False), name="a_file_proof_has_a_file"
            )
        ]
