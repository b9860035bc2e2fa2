"""How many pieces of protective equipment lie at a site, and every movement that made the number."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.parties.accounts.models import User
from masohi.reentry.equipment.stock.terms import Cause, Gear
from masohi.supply.sites.models import Site


class GearStock(models.Model):
    """Pieces of one kind and size at one site. `count` is the sum of its movements, never below 0."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="stocks")
    gear = models.CharField(_("jenis APD"), max_length=16, choices=Gear)
    size = models.CharField(_("ukuran"), max_length=12, blank=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "persediaan APD"
        ordering = ["gear", "size", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["site", "gear", "size"], name="one_stock_a_kind_and_size"),
            models.CheckConstraint(condition=models.Q(count__gte=0), name="stock_is_never_below_nothing"),
        ]


class GearMove(models.Model):
    """Pieces that came (`change` above 0) or went, with who said so; never changed, a mistake is moved back."""

    stock = models.ForeignKey(GearStock, models.PROTECT, related_name="moves")
    change = models.IntegerField()
    cause = models.CharField(max_length=8, choices=Cause)
    note = models.CharField(max_length=250, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "perubahan persediaan APD"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(cause=Cause.ARRIVED, change__gt=0)
                | ~models.Q(cause=Cause.ARRIVED) & models.Q(change__lt=0),
                name="a_stock_move_goes_its_way",
            )
        ]
