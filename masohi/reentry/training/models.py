"""Programmes, classes with places and a queue, lessons, who came, how they were assessed, certificates of others."""

from datetime import datetime, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.reentry.trainees.models import Trainee
from masohi.reentry.training.terms import CohortState, EnrolmentState, LessonOutcome, Level, Result, Skill
from masohi.supply.files.models import File


class Programme(models.Model):
    """What an office offers to teach, itself or through an `institution` (school, BLK, LPK). `minutes`: in all."""

    code = models.CharField(max_length=12, unique=True)
    title = models.CharField(_("nama program"), max_length=120)
    skill = models.CharField(_("bidang"), max_length=12, choices=Skill)
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="programmes", verbose_name=_("penyedia"))
    level = models.CharField(_("tingkat"), max_length=8, choices=Level)
    institution = models.CharField(_("lembaga pelaksana"), max_length=120, blank=True)
    minutes = models.PositiveIntegerField(_("lama"), validators=[MinValueValidator(60), MaxValueValidator(60 * 2000)])
    accredited = models.BooleanField(_("terakreditasi"), default=False)
    accreditation = models.CharField(_("nomor akreditasi"), max_length=120, blank=True)
    description = models.CharField(_("isi pelatihan"), max_length=500, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "program pelatihan"
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class Cohorts(models.QuerySet["Cohort"]):
    def visible_to(self, user: User) -> "Cohorts":
        """Classes at the own unit, and those whose programme the own office provides; counts for those who steer."""
        if may(user, "class.count"):
            return self
        offices = user.offices_for("class.view")
        return self.filter(models.Q(unit__in=offices) | models.Q(programme__provider__in=offices))


class Cohort(models.Model):
    """A class: one programme at one unit from one day to another, with a number of places.

    `placed` is kept by conditional updates: the database itself refuses one more than there are places. `confirmed_at`:
    the provider stands to the results; before that nothing is issued in its name.
    """

    code = models.CharField(max_length=12, unique=True)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="cohorts", verbose_name=_("program"))
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="cohorts", verbose_name=_("unit"))
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("selesai"))
    places = models.PositiveSmallIntegerField(_("tempat"), validators=[MinValueValidator(1), MaxValueValidator(200)])
    placed = models.PositiveSmallIntegerField(default=0)
    instructor = models.CharField(_("instruktur"), max_length=120)
    place = models.CharField(_("tempat pelatihan"), max_length=120)
    state = models.CharField(max_length=8, choices=CohortState, default=CohortState.OPEN)
    ended_on = models.DateField(null=True, blank=True)
    ended_reason = models.CharField(max_length=250, blank=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    edition = models.PositiveIntegerField(default=1)

    objects = Cohorts.as_manager()

    class Meta:
        verbose_name = "kelas"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="class_dates"),
            models.CheckConstraint(condition=models.Q(placed__lte=models.F("places")), name="class_never_overfull"),
        ]

    def __str__(self) -> str:
        return f"{self.programme} · {self.unit}"

    @property
    def free(self) -> int:
        """Places nobody sits on."""
        return self.places - self.placed


class Enrolment(models.Model):
    """One trainee in one class: waiting in the queue (`position`), placed, left, or through with a result."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="enrolments")
    trainee = models.ForeignKey(Trainee, models.PROTECT, related_name="enrolments")
    state = models.CharField(max_length=12, choices=EnrolmentState)
    position = models.PositiveIntegerField()
    entered_at = models.DateTimeField()
    left_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=250, blank=True)

    class Meta:
        verbose_name = "pendaftaran kelas"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "trainee"], name="one_enrolment_a_class"),
            models.UniqueConstraint(fields=["cohort", "position"], name="one_place_in_the_queue"),
        ]


class Lesson(models.Model):
    """One meeting of a class. `heads` is counted before any name is shown; verified, its sheet is frozen."""

    code = models.CharField(max_length=12, unique=True)
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="lessons")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(validators=[MinValueValidator(15), MaxValueValidator(720)])
    topic = models.CharField(_("materi"), max_length=160, blank=True)
    heads = models.PositiveSmallIntegerField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    verified_at = models.DateTimeField(null=True, blank=True)
    cancelled_reason = models.CharField(max_length=250, blank=True)

    class Meta:
        verbose_name = "pertemuan"
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "starts_at"], name="one_lesson_at_a_time"),
            models.CheckConstraint(
                condition=models.Q(verified_at=None)
                | models.Q(recorded_at__isnull=False) & ~models.Q(verified_by=models.F("recorded_by")),
                name="another_hand_verifies_a_lesson",
            ),
        ]

    @property
    def ends_at(self) -> datetime:
        """When the meeting is over."""
        return self.starts_at + timedelta(minutes=self.minutes)


class LessonAttendance(models.Model):
    """One record about one trainee at one lesson; rows are never changed: a correction replaces, with a reason."""

    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="records")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="records")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    outcome = models.CharField(max_length=12, choices=LessonOutcome)
    minutes = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=250, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = "kehadiran pelatihan"
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "enrolment"], condition=models.Q(replaces=None), name="one_first_record_a_lesson"
            ),
            models.CheckConstraint(
                condition=models.Q(replaces=None) | ~models.Q(note=""), name="a_lesson_correction_has_a_reason"
            ),
        ]


class Assessment(models.Model):
    """How somebody did at the end: `score` 0 to 100 where there is one. A second attempt is a new row."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="assessments")
    result = models.CharField(max_length=12, choices=Result)
    score = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(100)])
    note = models.CharField(max_length=250, blank=True)
    assessed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    assessed_at = models.DateTimeField()

    class Meta:
        verbose_name = "penilaian"
        ordering = ["pk"]


class Competence(models.Model):
    """A certificate of competence that an LSP issued. It never is our own letter about a class (D10)."""

    code = models.CharField(max_length=12, unique=True)
    trainee = models.ForeignKey(Trainee, models.PROTECT, related_name="competences")
    scheme = models.CharField(_("skema"), max_length=160)
    lsp = models.CharField(_("LSP"), max_length=120)
    number = models.CharField(_("nomor sertifikat"), max_length=60)
    issued_on = models.DateField(_("terbit"))
    valid_until = models.DateField(_("berlaku sampai"), null=True, blank=True)
    scan = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=250, blank=True)

    class Meta:
        verbose_name = "sertifikat kompetensi"
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["lsp", "number"], name="one_certificate_a_number"),
            models.CheckConstraint(
                condition=models.Q(valid_until=None) | models.Q(valid_until__gt=models.F("issued_on")),
                name="competence_dates",
            ),
        ]
