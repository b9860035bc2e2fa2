"""Letters that close an order, kept byte for byte by their hash."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.cases.orders.models import Order, handled_by
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation


class LetterKind(models.TextChoices):
    MINUTES = "berita-acara", _("Berita acara penyelesaian")
    CERTIFICATE = "surat-keterangan", _("Surat keterangan selesai")


class Letters(models.QuerySet["Letter"]):
    def visible_to(self, user: User) -> "Letters":
        """Letters of orders that `user` may see."""
        return self.filter(handled_by(user, "order__"))


class Letter(models.Model):
    """An issued letter. The PDF lies in the archive under `sha256`; `code` is what the QR and the reader carry."""

    kind = models.CharField(max_length=20, choices=LetterKind)
    order = models.ForeignKey(Order, models.PROTECT, related_name="letters")
    unit = models.ForeignKey(Organisation, models.PROTECT)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=120)
    code = models.CharField(max_length=12, unique=True)
    initials = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    issued_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_reason = models.CharField(max_length=250, blank=True)

    objects = Letters.as_manager()

    class Meta:
        verbose_name = "surat"
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind", "year", "serial"], name="letter_number_once"),
            models.UniqueConstraint(
                fields=["order", "kind"], condition=models.Q(revoked_at=None), name="one_living_letter_a_kind"
            ),
        ]
