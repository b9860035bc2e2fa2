"""What is asked when somebody has been at home for a while. "Not reached" is an answer like the others."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class How(models.TextChoices):
    PHONE = "telepon", _("Lewat telepon")
    VISIT = "kunjungan", _("Kunjungan rumah")


class Reached(models.TextChoices):
    YES = "bertemu", _("Bertemu atau terhubung")
    DECLINED = "tidak_mau", _("Tidak ingin menjawab")
    NO = "tidak_terhubung", _("Tidak terhubung")


class Living(models.TextChoices):
    FAMILY = "keluarga", _("Bersama keluarga")
    OWN = "sendiri", _("Tempat sendiri")
    OTHERS = "menumpang", _("Menumpang")
    NONE = "tanpa", _("Tidak punya tempat tetap")


class Work(models.TextChoices):
    REGULAR = "tetap", _("Bekerja atau usaha tetap")
    CASUAL = "lepas", _("Bekerja lepas")
    NONE = "belum", _("Belum bekerja")


class Income(models.TextChoices):
    ENOUGH = "cukup", _("Cukup untuk kebutuhan")
    SOME = "kurang", _("Ada, belum cukup")
    NONE = "belum", _("Belum ada")


class School(models.TextChoices):
    YES = "ya", _("Bersekolah atau Kejar Paket")
    NO = "tidak", _("Tidak bersekolah")
    NOT_NEEDED = "selesai", _("Tidak perlu")


class Health(models.TextChoices):
    GOOD = "baik", _("Baik")
    CARED = "berobat", _("Sakit, sudah berobat")
    NOT_CARED = "sakit", _("Sakit, belum berobat")


class Trouble(models.TextChoices):
    NONE = "tidak", _("Tidak ada kesulitan besar")
    MONEY = "uang", _("Utang atau kebutuhan pokok")
    FAMILY = "keluarga", _("Masalah keluarga atau lingkungan")
    OTHER = "lain", _("Kesulitan lain")
