"""Contacts with the person's consent, and ways that the person does not want."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.cases.contacts.terms import ContactKind, Way
from masohi.cases.people.models import Person
from masohi.parties.accounts.models import User


class PersonContact(models.Model):
    """Somebody through whom the person agreed to be reached, from the day of consent until somebody ends it.

    What reaches a contact says when and where, never why: no offence, no court, no case number.
    """

    code = models.CharField(max_length=12, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="contacts")
    kind = models.CharField(_("hubungan"), max_length=10, choices=ContactKind)
    name = models.CharField(_("nama"), max_length=120)
    phone = models.CharField(_("nomor HP"), max_length=20, blank=True)
    consented_on = models.DateField(_("tanggal persetujuan"))
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "kontak lain"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at=None, ended_by=None)
                | models.Q(ended_at__isnull=False, ended_by__isnull=False),
                name="contact_ended_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return self.code


class MessageRefusal(models.Model):
    """A way by which the person does not want messages, until the person wants them again."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="refusals")
    way = models.CharField(max_length=6, choices=Way)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "cara yang ditolak"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "way"], condition=models.Q(ended_at=None), name="one_living_refusal_a_way"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None, ended_by=None)
                | models.Q(ended_at__isnull=False, ended_by__isnull=False),
                name="refusal_ended_by_somebody",
            ),
        ]
