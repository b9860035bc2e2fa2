"""What was ordered and sold. A sale knows products and its buyer; it leads to no maker and to no court order."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.reentry.products.models import Product
from masohi.reentry.sales.terms import Channel, Handing, Paying, SaleState
from masohi.supply.files.models import File
from masohi.writing.sealing import unseal


class Sales(models.QuerySet["Sale"]):
    def visible_to(self, user: User) -> "Sales":
        """The sales of the own units, for who runs them; nothing for others."""
        if not may(user, "sale.view"):
            return self.none()
        return self.filter(unit__in=user.offices_for("sale.view"))


class Sale(models.Model):
    """One order or sale of one unit. Rupiah are whole; the sum of its lines is `total_rupiah`.

    The code is the buyer's key: whoever has it reads the order. `client_id` was made with the form or on the phone of a
    fair: the same sale sent twice is one sale. Phone and address are sealed and empty again once the
    buyer is forgotten; the name is what the buyer wants to be called by when fetching. Pieces are held from
    RESERVED on and leave the stock with PAID; with `order_days` (told to the buyer) they are made first, and leave it
    with READY.
    """

    code = models.CharField(max_length=12, unique=True)
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="sales")
    channel = models.CharField(max_length=8, choices=Channel)
    state = models.CharField(max_length=10, choices=SaleState)
    buyer_name = models.CharField(_("nama pembeli"), max_length=80, blank=True)
    phone_sealed = models.BinaryField(null=True, blank=True)
    phone_index = models.CharField(max_length=64, blank=True, db_index=True)
    handing = models.CharField(_("cara menerima"), max_length=8, choices=Handing, default=Handing.PICKUP)
    address_sealed = models.BinaryField(null=True, blank=True)
    total_rupiah = models.PositiveBigIntegerField(validators=[MinValueValidator(1)])
    order_days = models.PositiveSmallIntegerField(null=True, blank=True)
    client_id = models.UUIDField(null=True, blank=True, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    proof = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    proof_at = models.DateTimeField(null=True, blank=True)
    proof_note = models.CharField(max_length=250, blank=True)  # why the last proof was not enough
    paying = models.CharField(max_length=8, choices=Paying, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    ready_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_reason = models.CharField(max_length=250, blank=True)

    objects = Sales.as_manager()

    class Meta:
        verbose_name = "penjualan"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(total_rupiah__gt=0), name="sale_has_a_total"),
            models.CheckConstraint(
                condition=models.Q(state__in=["dipesan", "lewat", "batal"]) | models.Q(paid_at__isnull=False),
                name="sale_goes_on_when_paid",
            ),
        ]
        indexes = [models.Index(fields=["unit", "state"], name="sales_of_unit")]

    def __str__(self) -> str:
        return self.code

    @property
    def unmade(self) -> bool:
        """Whether its pieces have not been on the shelf yet."""
        return self.order_days is not None and self.ready_at is None

    @property
    def phone(self) -> str:
        """The buyer's number in clear, or nothing."""
        return self._opened(self.phone_sealed, "phone")

    @property
    def address(self) -> str:
        """Where the goods are brought, in clear, or nothing."""
        return self._opened(self.address_sealed, "address")

    def _opened(self, sealed: bytes | memoryview | None, what: str) -> str:
        return "" if sealed is None else unseal(settings.FIELD_KEY, bytes(sealed), bound_to=f"{self.code}:{what}")


class SaleLine(models.Model):
    """So many pieces of one product at the price of that moment (whole rupiah a piece).

    `returned` counts pieces whose money went back; it follows from the refunds and never passes `count`.
    """

    sale = models.ForeignKey(Sale, models.PROTECT, related_name="lines")
    product = models.ForeignKey(Product, models.PROTECT, related_name="sale_lines")
    count = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    price_rupiah = models.PositiveBigIntegerField(validators=[MinValueValidator(1)])
    returned = models.PositiveIntegerField(default=0)

    UNSEALED = ("returned",)  # a counter; the refunds it follows from are sealed

    class Meta:
        verbose_name = "baris penjualan"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["sale", "product"], name="one_line_a_product"),
            models.CheckConstraint(condition=models.Q(count__gt=0, price_rupiah__gt=0), name="sale_line_has_pieces"),
            models.CheckConstraint(condition=models.Q(returned__lte=models.F("count")), name="returned_in_the_line"),
        ]

    @property
    def total_rupiah(self) -> int:
        """What the line costs."""
        return self.count * self.price_rupiah
