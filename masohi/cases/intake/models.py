"""An upload of an office's register: the file's rows as read, corrected, refused or taken in."""

import json
from dataclasses import asdict
from functools import cached_property

from django.conf import settings
from django.db import models

from masohi.cases.intake.facts import Problem
from masohi.cases.intake.terms import BatchState
from masohi.cases.orders.models import Order
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.writing.sealing import seal, unseal


class Batches(models.QuerySet["Batch"]):
    def visible_to(self, user: User) -> "Batches":
        """One's own uploads."""
        return self.filter(uploaded_by=user) if may(user, "register.import") else self.none()


class Batch(models.Model):
    """One uploaded register. Nothing of it is in the register until it is committed, and then all that is ready is.

    `headings` maps our column names to the headings of the file, `unknown` are headings nobody reads; `digest` is the
    file's SHA-256. Cells are kept until `purge_at` at the latest.
    """

    code = models.CharField(max_length=12, unique=True)
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    court = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    prosecutor_office = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    bapas = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    headings = models.JSONField(default=dict)
    unknown = models.JSONField(default=list)
    state = models.CharField(max_length=12, choices=BatchState, default=BatchState.CHECKING)
    total = models.PositiveIntegerField(default=0)
    checked = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)
    uploaded_by = models.ForeignKey(User, models.PROTECT)
    uploaded_at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True)
    purge_at = models.DateTimeField()
    purged = models.BooleanField(default=False)

    objects = Batches.as_manager()

    class Meta:
        verbose_name = "impor"
        ordering = ["-uploaded_at"]
        indexes = [models.Index(fields=["purged", "purge_at"], name="batches_to_purge")]

    @property
    def ready(self) -> int:
        """Rows that a commit would take in now."""
        return self.checked - self.refused - self.taken

    @property
    def editable(self) -> bool:
        """Whether rows may still be corrected and committed."""
        return not self.purged and self.state in {BatchState.READY, BatchState.COMMITTED}


class BatchRow(models.Model):
    """One row of the file. `number` is the one the spreadsheet shows; cells and problems are sealed: they are people.

    `twin_key` and `nik_key` are keyed digests by which rows of one case and person, or of one NIK, meet.
    """

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    sealed = models.BinaryField(null=True)
    twin_key = models.CharField(max_length=64, blank=True)
    nik_key = models.CharField(max_length=64, blank=True)
    refused = models.BooleanField(default=False)
    warned = models.BooleanField(default=False)
    checked = models.BooleanField(default=False)
    order = models.ForeignKey(Order, models.SET_NULL, null=True)

    class Meta:
        verbose_name = "baris impor"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="row_once_a_batch")]
        indexes = [
            models.Index(fields=["batch", "refused", "number"], name="batch_rows_refused"),
            models.Index(fields=["batch", "twin_key"], name="batch_rows_twins"),
            models.Index(fields=["batch", "nik_key"], name="batch_rows_niks"),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.number}"

    @property
    def _bound_to(self) -> str:
        return f"{self.batch.code}/{self.number}"

    def hold(self, cells: dict[str, str], problems: tuple[Problem, ...] = ()) -> None:
        """Seal what the row says and what is wrong with it; the caller saves."""
        content = json.dumps([cells, [asdict(problem) for problem in problems]], ensure_ascii=False)
        self.sealed = seal(settings.FIELD_KEY, content, bound_to=self._bound_to)
        vars(self).pop("content", None)

    @cached_property
    def content(self) -> tuple[dict[str, str], tuple[Problem, ...]]:
        """Cells by our column names, and problems; both empty once the row was purged."""
        if self.sealed is None:
            return {}, ()
        cells, problems = json.loads(unseal(settings.FIELD_KEY, bytes(self.sealed), bound_to=self._bound_to))
        return cells, tuple(Problem(**{**problem, "more": tuple(problem["more"])}) for problem in problems)

    @property
    def cells(self) -> dict[str, str]:
        """What the row says."""
        return self.content[0]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with it, blocking ones first."""
        return self.content[1]
