"""Breach files: one open file an order, its snapshot frozen when it goes to the jaksa."""

from django.db import models
from django.db.models import Q

from masohi.cases.orders.models import Order, Sentence, handled_by
from masohi.parties.accounts.models import User
from masohi.work.enforcement.breach.terms import OPEN, FileState, Outcome
from masohi.work.enforcement.models import Step
from masohi.work.letters.models import Letter


class BreachFiles(models.QuerySet["BreachFile"]):
    def visible_to(self, user: User) -> "BreachFiles":
        """Files of orders that `user` handles."""
        return self.filter(handled_by(user, "order__"))


class BreachFile(models.Model):
    """What the PK reports and what the jaksa decided. `snapshot` is what was sent, word for word.

    `result_minutes` are hours to repeat, `result_days` days of prison, `result_rupiah` a fine: one of them, or none.
    `sentence`: the version that repeated hours made.
    """

    code = models.CharField(max_length=12, unique=True)
    order = models.ForeignKey(Order, models.PROTECT, related_name="breach_files")
    step = models.ForeignKey(Step, models.PROTECT, related_name="files")
    state = models.CharField(max_length=14, choices=FileState, default=FileState.DRAFT)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    pk_statement = models.TextField(max_length=3000, blank=True)
    person_statement = models.TextField(max_length=3000, blank=True)
    person_refused = models.CharField(max_length=250, blank=True)
    snapshot = models.JSONField(default=dict)
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="breach_files")
    returned_reason = models.CharField(max_length=500, blank=True)
    returned_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    returned_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=8, choices=Outcome, blank=True)
    result_minutes = models.PositiveIntegerField(null=True)
    result_days = models.PositiveSmallIntegerField(null=True)
    result_rupiah = models.PositiveBigIntegerField(null=True)
    document = models.CharField(max_length=120, blank=True)
    document_on = models.DateField(null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    sentence = models.OneToOneField(Sentence, models.PROTECT, null=True, related_name="+")

    objects = BreachFiles.as_manager()

    class Meta:
        verbose_name = "berkas pelanggaran"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["order"], condition=Q(state__in=OPEN), name="one_open_file_an_order"),
            models.CheckConstraint(
                condition=~Q(state=FileState.DECIDED)
                & Q(result="", decided_by=None, result_minutes=None, result_days=None, result_rupiah=None)
                | Q(state=FileState.DECIDED, decided_by__isnull=False, document_on__isnull=False) & ~Q(document=""),
                name="a_decision_has_author_and_document",
            ),
            models.CheckConstraint(
                condition=Q(result__in=["", Outcome.NONE], result_minutes=None, result_days=None, result_rupiah=None)
                | Q(
                    result=Outcome.REPEAT,
                    result_minutes__isnull=False,
                    result_minutes__gt=0,
                    result_days=None,
                    result_rupiah=None,
                )
                | Q(
                    result=Outcome.PRISON,
                    result_minutes=None,
                    result_days__isnull=False,
                    result_days__gt=0,
                    result_rupiah=None,
                )
                | Q(
                    result=Outcome.FINE,
                    result_minutes=None,
                    result_days=None,
                    result_rupiah__isnull=False,
                    result_rupiah__gt=0,
                ),
                name="a_decision_is_one_thing",
            ),
        ]
        indexes = [models.Index(fields=["state", "sent_at"], name="breach_files_by_state")]
