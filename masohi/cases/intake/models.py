"""An upload of an office's register: the file's rows as read, corrected, refused or taken in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.cases.orders.models import Order
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation


class BatchState(models.TextChoices):
    CHECKING = "diperiksa", _("Sedang diperiksa")
    READY = "siap", _("Siap disimpan")
    COMMITTED = "tersimpan", _("Tersimpan")
    UNDONE = "dibatalkan", _("Dibatalkan")


class Batches(models.QuerySet["Batch"]):
    def visible_to(self, user: User) -> "Batches":
        """One's own uploads."""
        return self.filter(uploaded_by=user)


class Batch(models.Model):
    """One uploaded register. Nothing of it is in the register until it is committed, and then all that is ready is."""

    code = models.CharField(max_length=12, unique=True)
    file_name = models.CharField(max_length=200)
    court = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    prosecutor_office = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    bapas = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    columns = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=BatchState, default=BatchState.CHECKING)
    total = models.PositiveIntegerField(default=0)
    checked = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    uploaded_by = models.ForeignKey(User, models.PROTECT)
    uploaded_at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True)

    objects = Batches.as_manager()

    class Meta:
        verbose_name = "impor"
        ordering = ["-uploaded_at"]


class BatchRow(models.Model):
    """One row of the file. `number` is the one the spreadsheet shows; `cells` are texts by our column names."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    cells = models.JSONField()
    problems = models.JSONField(default=list)
    refused = models.BooleanField(default=False)
    checked = models.BooleanField(default=False)
    order = models.ForeignKey(Order, models.SET_NULL, null=True)

    class Meta:
        verbose_name = "baris impor"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="row_once_a_batch")]
        indexes = [models.Index(fields=["batch", "refused", "number"], name="batch_rows_refused")]
