"""Who understood the cooperation: counted by office, never listed by name."""

from django.db import models

from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation


class Staff(models.Model):
    """How many people work in an office from a day on: the denominator of its share."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    valid_from = models.DateField()
    people = models.PositiveIntegerField()
    source = models.CharField(max_length=160)
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "jumlah pegawai"
        constraints = [models.UniqueConstraint(fields=["organisation", "valid_from"], name="one_staff_count_a_day")]


class Pass(models.Model):
    """One person of an office answered the questions. `mark` is a keyed digest of the NIP, so that nobody counts twice;
    no name and no NIP is kept."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    mark = models.CharField(max_length=64, unique=True)
    code = models.CharField(max_length=12, unique=True)
    day = models.DateField()

    class Meta:
        verbose_name = "lulus kuis"
