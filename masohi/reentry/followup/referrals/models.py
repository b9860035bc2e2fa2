"""What an office is asked to do for somebody, what it answers, and what came of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.reentry.followup.models import Client, Need
from masohi.reentry.followup.referrals.terms import OPEN, Came, Failure, Points, ReferralState


class Referrals(models.QuerySet["Referral"]):
    def visible_to(self, user: User) -> "Referrals":
        """Referrals of the clients whom `user` accompanies, and those that the own office is asked to answer."""
        own = Client.objects.visible_to(user)
        return self.filter(models.Q(client__in=own) | models.Q(office__in=user.offices_for("referral.answer")))


class Referral(models.Model):
    """One thing asked of one office for one need. `fields` are what the office may read (`Shared`), no more.

    They were allowed when it was sent; who reads later reads what is still allowed (`queries.seen_by_office`).
    """

    code = models.CharField(max_length=12, unique=True)
    client = models.ForeignKey(Client, models.PROTECT, related_name="referrals")
    need = models.ForeignKey(Need, models.PROTECT, related_name="referrals")
    office = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("dinas"))
    ask = models.CharField(_("yang diminta"), max_length=500)
    state = models.CharField(max_length=10, choices=ReferralState, default=ReferralState.SENT)
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    reply_by = models.DateField(_("jawaban paling lambat"))
    answer = models.CharField(_("jawaban"), max_length=500, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    points = models.PositiveSmallIntegerField(choices=Points, null=True, blank=True)
    report = models.CharField(_("laporan akhir"), max_length=1000, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    edition = models.PositiveIntegerField(default=1)

    objects = Referrals.as_manager()

    class Meta:
        verbose_name = "rujukan"
        ordering = ["reply_by", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["need", "office"], condition=models.Q(ended_at=None), name="one_open_referral_a_need"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=OPEN, ended_at=None)
                | ~models.Q(state__in=OPEN) & models.Q(ended_at__isnull=False),
                name="an_ended_referral_has_a_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(state=ReferralState.DONE, points__isnull=False) & ~models.Q(report="")
                | ~models.Q(state=ReferralState.DONE) & models.Q(points=None),
                name="only_a_done_referral_has_points",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ReferralState.REFUSED) | ~models.Q(answer=""),
                name="a_refused_referral_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class ReferralMeeting(models.Model):
    """One meeting under a referral, as it was planned and as it went. What was written is replaced, never changed."""

    code = models.CharField(max_length=12, unique=True)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="meetings")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    starts_at = models.DateTimeField(_("mulai"))
    place = models.CharField(_("tempat"), max_length=160)
    came = models.CharField(max_length=10, choices=Came, blank=True)
    failure = models.CharField(max_length=12, choices=Failure, blank=True)
    note = models.CharField(max_length=250, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = "pertemuan rujukan"
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(came=Came.NO) & ~models.Q(failure="")
                | ~models.Q(came=Came.NO) & models.Q(failure=""),
                name="who_did_not_come_has_a_cause",
            )
        ]
