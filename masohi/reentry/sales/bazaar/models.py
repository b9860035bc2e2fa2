"""A fair where the network may be gone: goods are taken along, sold from a phone's list, counted afterwards."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.reentry.products.models import Product
from masohi.reentry.sales.models import Sale


class Bazaars(models.QuerySet["Bazaar"]):
    def visible_to(self, user: User) -> "Bazaars":
        """The fairs of the own units, for who sells there; nothing for others."""
        if not may(user, "sale.view"):
            return self.none()
        return self.filter(unit__in=user.offices_for("sale.view"))


class Bazaar(models.Model):
    """One fair of one unit. When it is closed, what was not sold is free again, and cash was paid in by a slip."""

    code = models.CharField(max_length=12, unique=True)
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="bazaars")
    title = models.CharField(_("nama bazar"), max_length=80)
    place = models.CharField(_("tempat"), max_length=120)
    day = models.DateField(_("hari"))
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    slip = models.CharField(_("nomor bukti setor"), max_length=80, blank=True)

    objects = Bazaars.as_manager()

    class Meta:
        verbose_name = "bazar"
        ordering = ["-day", "-pk"]

    def __str__(self) -> str:
        return self.title


class Carried(models.Model):
    """Pieces of a product taken along: held for the fair, so that the shop cannot promise them meanwhile.

    `taken` = sold + `left`; after closing `left` came back.
    """

    bazaar = models.ForeignKey(Bazaar, models.PROTECT, related_name="carried")
    product = models.ForeignKey(Product, models.PROTECT, related_name="carried")
    taken = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    left = models.PositiveIntegerField()
    price_rupiah = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = "barang bazar"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["bazaar", "product"], name="one_carried_a_product"),
            models.CheckConstraint(condition=models.Q(left__lte=models.F("taken")), name="carried_left_within_taken"),
        ]


class BazaarSale(models.Model):
    """A sale from the list of a phone. `made_at` of the sale is what the phone's clock said, `received_at` is ours."""

    bazaar = models.ForeignKey(Bazaar, models.PROTECT, related_name="sales")
    sale = models.OneToOneField(Sale, models.PROTECT, related_name="bazaar_sale")
    received_at = models.DateTimeField()

    class Meta:
        verbose_name = "penjualan bazar"
        ordering = ["pk"]
