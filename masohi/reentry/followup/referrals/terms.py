"""States of a referral, how somebody came to a meeting, and whose failure it was where nothing came of it."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.reentry.followup.terms import Domain


class ReferralState(models.TextChoices):
    SENT = "dikirim", _("Menunggu jawaban")
    ASKED = "bertanya", _("Dinas bertanya")
    ACCEPTED = "diterima", _("Diterima")
    DONE = "selesai", _("Selesai")
    REFUSED = "ditolak", _("Ditolak")
    WITHDRAWN = "ditarik", _("Ditarik")


WAITING: Final = (ReferralState.SENT, ReferralState.ASKED)
"""States in which nobody has said yes or no."""

OPEN: Final = (*WAITING, ReferralState.ACCEPTED)


class Column(models.TextChoices):
    """Columns of the board, from left to right."""

    ASKED = "diajukan", _("Diajukan")
    TAKEN = "diterima", _("Diterima")
    RUNNING = "berjalan", _("Berjalan")
    DONE = "selesai", _("Selesai")
    NOT = "ditolak", _("Ditolak atau ditarik")


USUAL: Final = {
    Domain.PAPERS: "Disdukcapil",
    Domain.HOUSE: "Dinsos",
    Domain.SCHOOL: "Disdik",
    Domain.WORK: "Disnaker",
    Domain.CAPITAL: "Dinkop UMKM",
    Domain.LAND: "Distan",
    Domain.HEALTH: "Dinkes",
    Domain.DEPENDENCY: "Dinkes",
    Domain.FAMILY: "Dinsos",
    Domain.PEACE: "Dinsos",
}
"""By domain of need: the short name of the office that is asked first, unless somebody chooses another one.

Puskesmas are of Dinkes, the city's training centre (BLK) of Disnaker.
"""


class Came(models.TextChoices):
    YES = "ya", _("Datang")
    LATE = "terlambat", _("Datang terlambat")
    NO = "tidak", _("Tidak datang")


class Failure(models.TextChoices):
    """Why a meeting came to nothing. Only PERSON is held against the person, and only with words."""

    EXCUSED = "alasan", _("Orangnya, dengan alasan")
    PERSON = "tanpa_alasan", _("Orangnya, tanpa alasan")
    OFFICE = "dinas", _("Dinas: petugas, ruang, atau jadwal")
    WORLD = "keadaan", _("Keadaan: cuaca, kendaraan, listrik")


class Points(models.IntegerChoices):
    """How much was reached, in half points: achieved 1, partly 0.5, not 0."""

    ACHIEVED = 2, _("Tercapai")
    PARTLY = 1, _("Tercapai sebagian")
    NOT = 0, _("Tidak tercapai")
