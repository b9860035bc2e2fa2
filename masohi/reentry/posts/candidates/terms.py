"""Columns of the personnel export, and words of the talent pool."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.law.posts import LEVELS
from masohi.writing import gettext_noop
from masohi.writing.sheets_table import Column


class Expected(models.IntegerChoices):
    """How performance or potential stands to what is expected."""

    UNDER = 1, _("Di bawah ekspektasi")
    AS = 2, _("Sesuai ekspektasi")
    ABOVE = 3, _("Di atas ekspektasi")


class Rating(models.TextChoices):
    """The five words of a yearly rating."""

    VERY_GOOD = "sangat baik", _("Sangat baik")
    GOOD = "baik", _("Baik")
    IMPROVE = "butuh perbaikan", _("Butuh perbaikan")
    POOR = "kurang", _("Kurang")
    VERY_POOR = "sangat kurang", _("Sangat kurang")


EDUCATION = [(name, name) for name in LEVELS]

COLUMNS = (
    Column("nip", gettext_noop("NIP"), "198501012010011001", ("nip baru", "nomor induk pegawai"), True, width=22),
    Column("name", gettext_noop("Nama"), "Yosias Contoh", ("nama lengkap", "nama pegawai"), True, width=32),
    Column("present_post", gettext_noop("Jabatan sekarang"), "Kepala Subbagian Umum", ("jabatan",), True, width=32),
    Column("grade", gettext_noop("Pangkat/golongan"), "III/d", ("golongan", "pangkat", "gol"), True),
    Column("education", gettext_noop("Pendidikan"), "S1", ("pendidikan terakhir", "tingkat pendidikan"), True),
    Column(
        "months_supervisor",
        gettext_noop("Bulan sebagai pengawas"),
        "40",
        ("masa pengawas", "bulan pengawas"),
    ),
    Column("months_staff", gettext_noop("Bulan sebagai pelaksana"), "60", ("masa pelaksana", "bulan pelaksana")),
    Column(
        "ratings",
        gettext_noop("Nilai kinerja, yang terbaru dahulu"),
        "baik, sangat baik",
        ("nilai kinerja", "predikat kinerja", "skp"),
        width=30,
    ),
    Column("performance", gettext_noop("Kinerja (1–3)"), "3", ("kinerja", "sumbu kinerja")),
    Column("potential", gettext_noop("Potensi (1–3)"), "2", ("potensi", "potensial", "sumbu potensial")),
    Column("punished", gettext_noop("Sedang dihukum disiplin"), "tidak", ("hukuman disiplin", "hukdis")),
)
"""What is read of I6. A column of faith, sex, origin or kinship is unknown here and is left in the file."""
