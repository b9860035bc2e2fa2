"""Links to a person's own page, the six digits that open more of it, and complaints sent from there."""

from datetime import datetime

from django.db import models

from masohi.cases.orders.models import Order
from masohi.parties.accounts.models import User
from masohi.supply.sites.models import Site
from masohi.work.ownpage.terms import About, Checked, Handler, Medium


class OwnLink(models.Model):
    """A link that shows a person their next date and hours left. Only its digest stands here, never the secret itself.

    `pin` is a keyed digest of the six digits printed beside a link on paper, empty where none were printed.
    """

    code = models.CharField(max_length=12, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    order = models.ForeignKey(Order, models.PROTECT, related_name="own_links")
    medium = models.CharField(max_length=6, choices=Medium)
    pin = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    first_read_at = models.DateTimeField(null=True)
    last_read_at = models.DateTimeField(null=True)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    wrong_in_all = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)

    # a reader's visit, and a brake: no deeds
    UNSEALED = ("first_read_at", "last_read_at", "wrong_tries", "wrong_in_all", "locked_until")

    class Meta:
        verbose_name = "tautan halaman orang"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "medium"], condition=models.Q(revoked_at=None), name="one_own_link_a_medium"
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at=None, revoked_by=None)
                | models.Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="own_link_revoked_by_somebody",
            ),
        ]

    def lives(self, at: datetime) -> bool:
        """Whether its address shows the page at this moment."""
        return self.revoked_at is None and at < self.expires_at


class OwnCode(models.Model):
    """Six digits for one person, for a quarter of an hour. `digest` is keyed; `sealed` holds them until they are sent.

    `asked_through` is the link whose page asked for them; none where a PK read them out, who then says in `checked`
    how it was made sure who was on the phone.
    """

    code = models.CharField(max_length=12, unique=True)
    order = models.ForeignKey(Order, models.PROTECT, related_name="own_codes")
    digest = models.CharField(max_length=64)
    sealed = models.BinaryField(null=True)
    asked_through = models.ForeignKey(OwnLink, models.PROTECT, null=True, related_name="+")
    checked = models.CharField(max_length=8, choices=Checked, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    UNSEALED = ("sealed", "sent_at", "ended_at")  # on its way, used up

    class Meta:
        verbose_name = "kode halaman orang"
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["order", "-made_at"], name="own_codes_of_order")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(asked_through__isnull=False) | ~models.Q(checked=""),
                name="own_code_asked_or_checked",
            )
        ]


class OwnComplaint(models.Model):
    """A complaint of somebody who serves an order. Who answers follows from what it is about; `due_on` is promised.

    `site`: where the person worked last or works next. The cooperation bureau reads no more than that and the words.
    """

    code = models.CharField(max_length=12, unique=True)
    order = models.ForeignKey(Order, models.PROTECT, related_name="own_complaints")
    link = models.ForeignKey(OwnLink, models.PROTECT, related_name="+")
    about = models.CharField(max_length=8, choices=About)
    handler = models.CharField(max_length=10, choices=Handler)
    site = models.ForeignKey(Site, models.PROTECT, null=True, related_name="+")
    text = models.TextField(max_length=1500)
    sent_at = models.DateTimeField()
    due_on = models.DateField()
    answer = models.CharField(max_length=500, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "aduan klien"
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["handler", "answered_at", "due_on"], name="own_complaints_open")]
