"""Officials who may be proposed for posts: what merit needs of the personnel file and no more."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.reentry.posts.candidates.terms import EDUCATION, Expected


class Candidates(models.QuerySet["Candidate"]):
    def visible_to(self, user: User) -> "Candidates":
        """The pool of the own personnel office, and of the own city for its leader."""
        offices = user.offices_for("talent.view")
        return self.filter(models.Q(keeper__in=offices) | models.Q(keeper__parent__in=offices))


class Candidate(models.Model):
    """One official of the pool. `birth_date` and `civil_servant` are read from the NIP; its digit of sex is not.

    `ratings`: words of the last years, the newest first. `performance` and `potential`: 1 to 3, or nothing known.
    """

    code = models.CharField(max_length=12, unique=True)
    keeper = models.ForeignKey(Organisation, models.PROTECT, related_name="pool")
    nip = models.CharField(_("NIP"), max_length=18)
    name = models.CharField(_("nama"), max_length=120)
    present_post = models.CharField(_("jabatan sekarang"), max_length=160)
    grade = models.CharField(_("pangkat/golongan"), max_length=40)
    education = models.CharField(_("pendidikan"), max_length=4, choices=EDUCATION)
    birth_date = models.DateField()
    civil_servant = models.BooleanField()
    months_supervisor = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(600)])
    months_staff = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(600)])
    ratings = models.JSONField(default=list, blank=True)
    performance = models.PositiveSmallIntegerField(choices=Expected, null=True, blank=True)
    potential = models.PositiveSmallIntegerField(choices=Expected, null=True, blank=True)
    punished = models.BooleanField(default=False)
    file_day = models.DateField()
    edition = models.PositiveIntegerField(default=1)

    objects = Candidates.as_manager()

    class Meta:
        verbose_name = "pegawai dalam kumpulan talenta"
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["keeper", "nip"], name="one_nip_a_pool")]

    def __str__(self) -> str:
        return self.name

    @property
    def appointed(self) -> tuple[int, int]:
        """Year and month of the appointment as the NIP tells it; month 21 says that it is a contract."""
        return int(self.nip[8:12]), int(self.nip[12:14])
