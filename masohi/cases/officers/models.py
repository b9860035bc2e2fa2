"""Changes of the officers of an order that need a reason: a hand-over, or an assignment beyond the limit."""

from django.db import models

from masohi.cases.officers.terms import Post
from masohi.cases.orders.models import Order, handled_by
from masohi.parties.accounts.models import User


class OfficerChanges(models.QuerySet["OfficerChange"]):
    def visible_to(self, user: User) -> "OfficerChanges":
        """Changes in orders that `user` may see."""
        return self.filter(handled_by(user, "order__"))


class OfficerChange(models.Model):
    """From whom to whom one post in one order went, why, by whom. `before` is empty where nobody held it.

    `batch` names what was handed over together, so that it can be handed back together.
    """

    order = models.ForeignKey(Order, models.PROTECT, related_name="officer_changes")
    post = models.CharField(max_length=6, choices=Post)
    before = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    after = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=250)
    batch = models.CharField(max_length=12)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = OfficerChanges.as_manager()

    class Meta:
        verbose_name = "pergantian petugas"
        ordering = ["-made_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="an_officer_change_has_a_reason")]
        indexes = [
            models.Index(fields=["after", "-made_at"], name="officer_changes_to"),
            models.Index(fields=["batch"], name="officer_changes_together"),
        ]
