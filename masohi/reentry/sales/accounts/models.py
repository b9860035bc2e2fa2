"""Where the buyers of a unit pay, fetch and ask."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.supply.files.models import File


class Account(models.Model):
    """The official account of a unit from a day on, with its legal basis. Rows are only added: a newer one replaces.

    `desk_phone` is the sales desk's number (E.164), not an officer's own; `address` is where buyers fetch their goods.
    """

    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="sale_accounts")
    valid_from = models.DateField(_("berlaku sejak"))
    bank = models.CharField(_("bank"), max_length=60)
    number = models.CharField(_("nomor rekening"), max_length=40)
    holder = models.CharField(_("atas nama"), max_length=120)
    qris = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    basis = models.CharField(_("dasar hukum"), max_length=250)
    desk_phone = models.CharField(_("nomor WhatsApp meja penjualan"), max_length=20)
    address = models.CharField(_("alamat pengambilan"), max_length=200)
    opening = models.CharField(_("jam pengambilan"), max_length=120)
    delivers = models.BooleanField(_("melayani antar"), default=False)
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = "rekening penjualan"
        ordering = ["-valid_from", "-pk"]
