"""Who takes part in a selection, who judges it, what was found, recommended and decided."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.parties.accounts.models import User
from masohi.reentry.posts.candidates.models import Candidate
from masohi.reentry.posts.models import Vacancy
from masohi.reentry.posts.selection.terms import Answer
from masohi.reentry.posts.terms import CLOSED_LIST, Component


class Panelist(models.Model):
    """Somebody of the panel. Until `declared_at` no candidate is visible to them; with a `conflict` none ever is."""

    vacancy = models.ForeignKey(Vacancy, models.PROTECT, related_name="panel")
    member = models.ForeignKey(User, models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    declared_at = models.DateTimeField(null=True, blank=True)
    conflict = models.BooleanField(null=True, blank=True)
    conflict_note = models.CharField(_("hubungan"), max_length=250, blank=True)

    class Meta:
        verbose_name = "anggota tim penilai"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["vacancy", "member"], name="once_on_a_panel"),
            models.CheckConstraint(
                condition=models.Q(declared_at=None, conflict=None)
                | models.Q(declared_at__isnull=False, conflict__isnull=False),
                name="a_declaration_says_something",
            ),
        ]

    @property
    def clear(self) -> bool:
        """Whether this member has declared to be free of a conflict of interest."""
        return self.conflict is False


class Nomination(models.Model):
    """One official who is considered for a post, and what papers say that the personnel file does not.

    `file`: the personnel file as the panel's meeting knew it (`facts.kept`); a newer import leaves what was judged.
    """

    vacancy = models.ForeignKey(Vacancy, models.PROTECT, related_name="nominations")
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="nominations")
    number = models.PositiveSmallIntegerField()
    integrity = models.CharField(_("integritas"), max_length=20, choices=Answer, default=Answer.UNKNOWN)
    competence = models.CharField(_("kompetensi"), max_length=20, choices=Answer, default=Answer.UNKNOWN)
    health = models.CharField(_("kesehatan"), max_length=20, choices=Answer, default=Answer.UNKNOWN)
    recommended = models.BooleanField(default=False)
    file = models.JSONField(null=True, blank=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "calon"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["vacancy", "candidate"], name="once_a_candidate"),
            models.UniqueConstraint(fields=["vacancy", "number"], name="one_number_a_candidate"),
        ]


class Score(models.Model):
    """One component of one candidate, 0 to 100. Rows never change: a correction replaces, with a reason."""

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="scores")
    component = models.CharField(max_length=16, choices=Component)
    points = models.PositiveSmallIntegerField(validators=[MaxValueValidator(100)])
    source = models.CharField(_("sumber"), max_length=160)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    reason = models.CharField(max_length=250, blank=True)
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        verbose_name = "nilai calon"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(component__in=CLOSED_LIST), name="score_of_a_known_component"),
            models.CheckConstraint(condition=models.Q(points__lte=100), name="score_to_a_hundred"),
            models.UniqueConstraint(
                fields=["nomination", "component"], condition=models.Q(replaces=None), name="one_first_score"
            ),
            models.CheckConstraint(
                condition=models.Q(replaces=None) | ~models.Q(reason=""), name="a_new_score_has_a_reason"
            ),
        ]


class Minutes(models.Model):
    """What the panel said in its meeting: number, day, considerations. The recommended are marked in `Nomination`."""

    vacancy = models.OneToOneField(Vacancy, models.PROTECT, related_name="minutes")
    number = models.CharField(_("nomor berita acara"), max_length=60)
    held_on = models.DateField(_("hari sidang"))
    text = models.TextField(_("pertimbangan"), max_length=4000)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = "berita acara tim penilai"


class PostDecision(models.Model):
    """Whom the PPK chose, and why; then BKN's word, the induction, and the training that has to follow it.

    One is in force; one that the PPK took back before the induction, because BKN refused for instance, stays readable.
    """

    vacancy = models.ForeignKey(Vacancy, models.PROTECT, related_name="decisions")
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="decisions")
    reason = models.CharField(_("alasan"), max_length=500)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    pertek_number = models.CharField(_("nomor pertimbangan teknis"), max_length=80, blank=True)
    pertek_date = models.DateField(_("tanggal pertimbangan teknis"), null=True, blank=True)
    decree = models.CharField(_("nomor SK"), max_length=80, blank=True)
    inducted_on = models.DateField(_("hari pelantikan"), null=True, blank=True)
    training_due = models.DateField(null=True, blank=True)
    trained_on = models.DateField(_("lulus pelatihan"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = "keputusan PPK"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vacancy"], condition=models.Q(withdrawn_at=None), name="one_decision_in_force"
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None)
                | models.Q(withdrawn_by__isnull=False, inducted_on=None) & ~models.Q(withdrawn_reason=""),
                name="a_decision_taken_back_has_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(inducted_on=None)
                | ~models.Q(pertek_number="") & models.Q(pertek_date__lte=models.F("inducted_on")),
                name="no_induction_without_pertek",
            ),
        ]
