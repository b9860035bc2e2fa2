"""What a share is counted from, who gets what rounding leaves, and what an entry of premi is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Base(models.TextChoices):
    TURNOVER = "omzet", _("Omzet (seluruh hasil penjualan)")
    PROFIT = "laba", _("Laba (hasil penjualan dikurangi biaya)")


class Part(models.TextChoices):
    PREMI = "premi", _("Premi peserta")
    PNBP = "pnbp", _("PNBP")
    CAPITAL = "modal", _("Modal kerja")


class Premi(models.TextChoices):
    PREMI = "premi", _("Premi")
    SAVING = "tabungan", _("Tabungan Anak")
    PAID = "cair", _("Diserahkan")


class Way(models.TextChoices):
    """There is no way for cash, and there never will be (PD-03)."""

    ACCOUNT = "rekening", _("Rekening atas nama sendiri")
    TRUST = "titipan", _("Titipan pada unit")
    CARD = "kartu", _("Kartu prabayar")
