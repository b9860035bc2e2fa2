"""What is made and sold. A product belongs to a unit, never to a person: nobody who buys learns who made it.

Nothing here leads to a court order or to hours worked under one (UU 1/2023 Pasal 85 ayat (3)).
"""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.reentry.products.terms import Category, ProductState


class Products(models.QuerySet["Product"]):
    def visible_to(self, user: User) -> "Products":
        """The goods of the own units, for who runs them; nothing for others. Buyers see `queries.on_sale`."""
        if not may(user, "product.view"):
            return self.none()
        return self.filter(unit__in=user.offices_for("product.view"))


class Product(models.Model):
    """One kind of goods. Money is whole rupiah, weight whole grams.

    `stock` counts pieces on the shelf, `reserved` those of them that somebody has ordered, `promised` pieces that are
    ordered and still have to be made: at most `order_limit` at once, in about `order_days` days. All are kept by
    conditional updates in `stock.actions` and follow from `StockMove` and the orders. `slug` stands in the address that
    buyers see.
    """

    code = models.CharField(max_length=12, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="products")
    name = models.CharField(_("nama produk"), max_length=80)
    category = models.CharField(_("jenis"), max_length=12, choices=Category)
    description = models.TextField(_("keterangan"), max_length=1500, blank=True)
    material = models.CharField(_("bahan"), max_length=160, blank=True)
    dimensions = models.CharField(_("ukuran"), max_length=80, blank=True)
    weight_grams = models.PositiveIntegerField(_("berat (gram)"), null=True, blank=True)
    labels = models.JSONField(default=dict, blank=True)  # Label value -> number of the certificate
    price_rupiah = models.PositiveBigIntegerField(_("harga"), validators=[MinValueValidator(1)])
    reason_below_cost = models.CharField(_("alasan harga di bawah biaya"), max_length=250, blank=True)
    order_days = models.PositiveSmallIntegerField(_("lama pesanan (hari)"), null=True, blank=True)
    order_limit = models.PositiveSmallIntegerField(_("pesanan terbuka paling banyak"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=ProductState, default=ProductState.DRAFT)
    stock = models.PositiveIntegerField(default=0)
    reserved = models.PositiveIntegerField(default=0)
    promised = models.PositiveIntegerField(default=0)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    edition = models.PositiveIntegerField(default=1)

    UNSEALED = ("stock", "reserved", "promised")  # counters; what they follow from is sealed

    objects = Products.as_manager()

    class Meta:
        verbose_name = "produk"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="one_product_a_name"),
            models.CheckConstraint(
                condition=models.Q(reserved__lte=models.F("stock")), name="reserved_is_on_the_shelf"
            ),
            models.CheckConstraint(condition=models.Q(price_rupiah__gt=0), name="product_has_a_price"),
            models.CheckConstraint(
                condition=models.Q(order_limit=None) | models.Q(promised__lte=models.F("order_limit")),
                name="promised_within_the_limit",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def available(self) -> int:
        """Pieces that can be sold from the shelf now; what was promised to somebody and made meanwhile is not free."""
        return max(0, self.stock - self.reserved - self.promised)

    @property
    def room(self) -> int:
        """Pieces that can be ordered now and are made afterwards."""
        return max(0, (self.order_limit or 0) - self.promised) if self.order_days else 0
