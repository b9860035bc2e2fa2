"""Flags: odd things that wait for a person of another office. They are about sessions and those who record them."""

from django.db import models

from masohi.cases.orders.models import Order
from masohi.parties.accounts.models import User
from masohi.work.flags.terms import Decision, FlagCode
from masohi.work.placement.models import Session


class Flag(models.Model):
    """One odd thing. `key` names the case, so that it is raised once for all; `facts` are numbers and ids, never words.

    `order` stands where the flag is about one person's record. A flag takes no minute from anybody.
    """

    session = models.ForeignKey(Session, models.PROTECT, related_name="flags")
    order = models.ForeignKey(Order, models.PROTECT, null=True, related_name="flags")
    code = models.CharField(max_length=3, choices=FlagCode)
    key = models.CharField(max_length=60)
    facts = models.JSONField(default=dict)
    raised_at = models.DateTimeField()
    decision = models.CharField(max_length=6, choices=Decision, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=250, blank=True)

    class Meta:
        verbose_name = "tanda"
        ordering = ["raised_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["code", "key"], name="flag_once_a_case"),
            models.CheckConstraint(
                condition=models.Q(decision="", decided_by=None)
                | ~models.Q(decision="") & ~models.Q(note="") & models.Q(decided_by__isnull=False),
                name="a_decided_flag_says_why",
            ),
        ]
        indexes = [models.Index(fields=["decision", "session"], name="flags_open")]

    @property
    def people(self) -> list[int]:
        """Whose deeds it is about (primary keys of accounts)."""
        return list(self.facts.get("people", []))
