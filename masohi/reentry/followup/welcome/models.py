"""Who at home waits for somebody: a contact to which the person agreed, and what they do for the way back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.cases.contacts.models import PersonContact
from masohi.parties.accounts.models import User
from masohi.reentry.followup.models import Client


class Welcome(models.Model):
    """One contact who prepares a homecoming. What they are told says when and where, never why."""

    code = models.CharField(max_length=12, unique=True)
    client = models.ForeignKey(Client, models.PROTECT, related_name="welcomes")
    contact = models.ForeignKey(PersonContact, models.PROTECT, related_name="+")
    does = models.CharField(_("yang dilakukan"), max_length=250)
    told_on = models.DateField(_("diberi tahu"), null=True, blank=True)
    answer = models.CharField(_("jawaban"), max_length=250, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = "penyambutan"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["client", "contact"], name="one_welcome_a_contact"),
        ]
