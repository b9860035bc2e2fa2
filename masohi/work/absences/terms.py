"""Why somebody could not come, as it is told: four reasons with pictures for the person, more for the officers."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.work.attendance.terms import Outcome


class Reason(models.TextChoices):
    SICK = "sakit", _("Sakit")
    WORK = "kerja", _("Pekerjaan")
    FAMILY = "keluarga", _("Keluarga")
    OTHER = "lain", _("Lain")
    SCHOOL = "sekolah", _("Sekolah atau kuliah")
    WORSHIP = "ibadah", _("Ibadah atau hari besar")
    SUMMONED = "panggilan", _("Dipanggil pengadilan atau kantor lain")
    TRAVEL = "jalan", _("Tidak ada kendaraan, kapal, atau jalan putus")
    UNTOLD = "belum_tahu", _("Belum diberi tahu jadwalnya")


FOR_PERSON: Final = (Reason.SICK, Reason.WORK, Reason.FAMILY, Reason.OTHER)
"""What the person's own page offers, in this order."""


class Teller(models.TextChoices):
    """Whose word it is, as it reached us."""

    PERSON = "orang", _("Orangnya sendiri")
    PK = "pk", _("PK")
    PROSECUTOR = "jaksa", _("Jaksa")
    SUPERVISOR = "pengawas", _("Pengawas lokasi")


QUESTIONS: Final = (Outcome.ABSENT, Outcome.EXCUSED, Outcome.SICK, Outcome.SENT_HOME)
"""Outcomes that leave a question open: was there a valid reason? (KUHP 85(7), KS-34)"""

MOST_EXCUSES: Final = 5
"""How often a person may write about one date without an answer; a page that needs no account must not fill a disk."""
