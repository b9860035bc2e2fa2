"""What was made on one day by whom, and how pieces came onto the shelf and left it."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.parties.accounts.models import User
from masohi.reentry.products.models import Product
from masohi.reentry.products.terms import Move
from masohi.reentry.trainees.models import Trainee


class Batch(models.Model):
    """Pieces made together: how many, on which day, what material and everything else cost in whole rupiah.

    `left` counts the pieces that are still on the shelf; sold pieces leave the oldest batch first.
    """

    code = models.CharField(max_length=12, unique=True)
    product = models.ForeignKey(Product, models.PROTECT, related_name="batches")
    made_on = models.DateField(_("hari pembuatan"))
    count = models.PositiveIntegerField(_("jumlah"), validators=[MinValueValidator(1)])
    material_rupiah = models.PositiveBigIntegerField(_("biaya bahan"), default=0)
    other_rupiah = models.PositiveBigIntegerField(_("biaya lain"), default=0)
    note = models.CharField(_("catatan"), max_length=250, blank=True)
    left = models.PositiveIntegerField(default=0)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    UNSEALED = ("left",)  # a counter; the moves it follows from are sealed

    class Meta:
        verbose_name = "hasil produksi"
        ordering = ["-made_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(count__gt=0), name="batch_has_pieces"),
            models.CheckConstraint(condition=models.Q(left__lte=models.F("count")), name="batch_left_within_count"),
        ]

    @property
    def cost_rupiah(self) -> int:
        """What all pieces of the batch cost together."""
        return self.material_rupiah + self.other_rupiah


class BatchWork(models.Model):
    """Somebody worked on a batch. `share` weighs it against the others of the batch; premi follows once it is verified
    by another officer than who entered it (PD-02).
    """

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="works")
    trainee = models.ForeignKey(Trainee, models.PROTECT, related_name="works")
    share = models.PositiveIntegerField(_("bagian kerja"), default=1, validators=[MinValueValidator(1)])
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    verified_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    verified_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "peserta produksi"
        ordering = ["batch", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "trainee"], name="one_work_a_batch"),
            models.CheckConstraint(condition=models.Q(share__gt=0), name="work_has_a_share"),
            models.CheckConstraint(
                condition=models.Q(verified_by=None) | ~models.Q(verified_by=models.F("entered_by")),
                name="work_verified_by_another",
            ),
        ]


class StockMove(models.Model):
    """Pieces of a batch that came onto the shelf (+) or left it (-), with their part of the batch's cost in rupiah.

    Rows are only added. `reference` is the code of the sale.
    """

    product = models.ForeignKey(Product, models.PROTECT, related_name="moves")
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="moves")
    kind = models.CharField(max_length=10, choices=Move)
    count = models.IntegerField()
    cost_rupiah = models.BigIntegerField(default=0)
    reference = models.CharField(max_length=12, blank=True, db_index=True)
    reason = models.CharField(max_length=250, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "gerak stok"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(count=0), name="stock_move_moves")]
