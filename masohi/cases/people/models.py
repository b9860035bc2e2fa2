"""The person sentenced: as little as the work needs."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext

from masohi.cases.people.terms import BusyWith, Sex
from masohi.parties.organisations.models import Place
from masohi.writing.indonesian import masked
from masohi.writing.names import initials, short_name
from masohi.writing.sealing import unseal


class Person(models.Model):
    """One person. The name is one field; NIK is sealed, and may be absent with a reason (ID-02).

    `duplicate_open`: somebody alike was in the register already, and nobody has decided yet whether it is one human.
    `child`: entered with a child's order. The registers of children and of adults never share a row, so that nothing
    about an adult tells that there was a child's case (SPPA 19).
    """

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=120, db_index=True)
    birth_date = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, choices=Sex, blank=True)
    nik_sealed = models.BinaryField(null=True, blank=True)
    nik_index = models.CharField(max_length=64, null=True, blank=True, unique=True)
    nik_reason = models.CharField(max_length=160, blank=True)
    village = models.ForeignKey(Place, models.PROTECT, null=True, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    limits = models.JSONField(default=list, blank=True)
    health_note = models.TextField(blank=True)
    skills = models.JSONField(default=list, blank=True)
    languages = models.JSONField(default=list, blank=True)
    duplicate_open = models.BooleanField(default=False)
    child = models.BooleanField(default=False)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "orang"
        indexes = [models.Index(fields=["id"], condition=models.Q(duplicate_open=True), name="people_undecided")]

    def __str__(self) -> str:
        return self.code

    @property
    def short_name(self) -> str:
        """Name for a list that others can look over one's shoulder at; of a child initials and a mark."""
        return (
            gettext("%(initials)s (Anak)") % {"initials": initials(self.name)} if self.child else short_name(self.name)
        )

    @property
    def list_name(self) -> str:
        """The name where several people are told: in full, of a child initials and a mark (AN-05)."""
        return self.short_name if self.child else self.name

    @property
    def nik(self) -> str:
        """NIK in clear, or nothing. Raises InvalidTag where the stored bytes were changed or moved."""
        if self.nik_sealed is None:
            return ""
        return unseal(settings.FIELD_KEY, bytes(self.nik_sealed), bound_to=self.code)

    @property
    def nik_masked(self) -> str:
        """NIK with its middle hidden."""
        return masked(self.nik)


class BusyHours(models.Model):
    """Hours of a weekday (WIT, minutes of the day) at which the person is not free."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="busy_hours")
    weekday = models.PositiveSmallIntegerField(validators=[MaxValueValidator(6)])
    from_minute = models.PositiveSmallIntegerField(validators=[MaxValueValidator(1440)])
    to_minute = models.PositiveSmallIntegerField(validators=[MaxValueValidator(1440)])
    reason = models.CharField(max_length=10, choices=BusyWith, default=BusyWith.OTHER)

    class Meta:
        verbose_name = "jam tidak tersedia"
        ordering = ["weekday", "from_minute"]
        constraints = [
            models.CheckConstraint(condition=models.Q(to_minute__gt=models.F("from_minute")), name="busy_hours_order")
        ]
