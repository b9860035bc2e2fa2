"""How somebody does months after coming home, and what a court said later, by its own paper only."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.reentry.followup.checks.terms import Health, How, Income, Living, Reached, School, Trouble, Work
from masohi.reentry.followup.models import Client
from masohi.reentry.followup.terms import MILESTONES

ANSWERS = ("living", "work", "income", "school", "health", "trouble")


class HomeCheck(models.Model):
    """One asking at one milestone. Who was not reached may be asked again; the last row of a milestone counts."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="checks")
    months = models.PositiveSmallIntegerField(choices=[(count, count) for count in MILESTONES])
    day = models.DateField(_("tanggal"))
    how = models.CharField(_("cara"), max_length=10, choices=How)
    reached = models.CharField(_("hasil"), max_length=16, choices=Reached)
    living = models.CharField(_("tempat tinggal"), max_length=10, choices=Living, blank=True)
    work = models.CharField(_("pekerjaan"), max_length=10, choices=Work, blank=True)
    income = models.CharField(_("penghasilan"), max_length=10, choices=Income, blank=True)
    school = models.CharField(_("sekolah"), max_length=10, choices=School, blank=True)
    health = models.CharField(_("kesehatan"), max_length=10, choices=Health, blank=True)
    trouble = models.CharField(_("kesulitan"), max_length=10, choices=Trouble, blank=True)
    note = models.CharField(_("catatan"), max_length=250, blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        verbose_name = "kabar sesudah pulang"
        ordering = ["months", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "months"],
                condition=~models.Q(reached=Reached.NO),
                name="one_answer_a_milestone",
            ),
            models.CheckConstraint(
                condition=models.Q(reached=Reached.YES)
                | models.Q(living="", work="", income="", school="", health="", trouble=""),
                name="only_who_was_reached_answers",
            ),
        ]


class NewVerdict(models.Model):
    """A later verdict, from the court's own source: whose court, which number, which day. Never from hearsay."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="verdicts")
    court = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("pengadilan"))
    number = models.CharField(_("nomor perkara"), max_length=60)
    decided_on = models.DateField(_("tanggal putusan"))
    source = models.CharField(_("sumber"), max_length=160)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = "putusan baru"
        ordering = ["decided_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["client", "number"], name="one_verdict_a_number"),
            models.CheckConstraint(
                condition=~models.Q(number="") & ~models.Q(source=""), name="a_verdict_has_number_and_source"
            ),
        ]
