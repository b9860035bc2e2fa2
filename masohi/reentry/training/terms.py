"""Words of training: fields of skill, states of a class and of a place in it, outcomes of a lesson."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Skill(models.TextChoices):
    CRAFT = "kerajinan", _("Kerajinan tangan")
    FOOD = "kuliner", _("Kuliner")
    WOOD = "mebel", _("Kayu dan mebel")
    WELDING = "las", _("Las dan logam")
    SEWING = "jahit", _("Menjahit dan rajut")
    FARMING = "tani", _("Pertanian dan hidroponik")
    FISHING = "ikan", _("Perikanan")
    BUILDING = "bangunan", _("Bangunan")
    ENGINES = "otomotif", _("Otomotif")
    COMPUTERS = "komputer", _("Komputer dan desain")
    BUSINESS = "usaha", _("Kewirausahaan")
    OTHER = "lain", _("Bidang lain")


class Level(models.TextChoices):
    """Which government provides a programme: the city's office and the province's bear like names."""

    CITY = "kota", _("Kota")
    PROVINCE = "provinsi", _("Provinsi")
    STATE = "pusat", _("Pusat")
    PRIVATE = "swasta", _("Lembaga swasta")


class CohortState(models.TextChoices):
    OPEN = "buka", _("Berjalan")
    ENDED = "selesai", _("Selesai")
    CANCELLED = "batal", _("Dibatalkan")


class EnrolmentState(models.TextChoices):
    WAITING = "menunggu", _("Menunggu tempat")
    PLACED = "peserta", _("Peserta")
    LEFT = "keluar", _("Keluar")
    PASSED = "lulus", _("Lulus")
    FAILED = "belum_lulus", _("Belum lulus")


HOLDS_A_PLACE = (EnrolmentState.PLACED, EnrolmentState.PASSED, EnrolmentState.FAILED)
"""States of somebody who sits in the class or sat in it to its end."""


class LessonOutcome(models.TextChoices):
    PRESENT = "hadir", _("Hadir")
    LATE = "terlambat", _("Terlambat")
    LEFT_EARLY = "pulang_awal", _("Pulang awal")
    ABSENT = "tidak_hadir", _("Tidak hadir")
    EXCUSED = "izin", _("Izin dengan alasan")
    SICK = "sakit", _("Sakit")


ATTENDED = (LessonOutcome.PRESENT, LessonOutcome.LATE, LessonOutcome.LEFT_EARLY)


class Result(models.TextChoices):
    PASSED = "lulus", _("Lulus")
    FAILED = "belum_lulus", _("Belum lulus")
