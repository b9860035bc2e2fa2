"""Steps of the ladder, what becomes of a step, and how a letter reached its person."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.law.ladder import Rung
from masohi.work.calendars.terms import Way
from masohi.work.letters.terms import LetterKind


class StepKind(models.TextChoices):
    REMINDER = Rung.REMINDER.value, _("Peringatan")
    SUMMONS_1 = Rung.SUMMONS_1.value, _("Panggilan pertama")
    SUMMONS_2 = Rung.SUMMONS_2.value, _("Panggilan kedua")
    SUMMONS_3 = Rung.SUMMONS_3.value, _("Panggilan ketiga")
    VISIT = Rung.VISIT.value, _("Kunjungan PK")
    REPORT = Rung.REPORT.value, _("Laporan kepada jaksa")


class StepState(models.TextChoices):
    PROPOSED = "usulan", _("Usulan")
    ISSUED = "terbit", _("Terbit, belum diserahkan")
    HANDED = "diserahkan", _("Sudah diserahkan")
    CANCELLED = "batal", _("Dibatalkan")


OPEN: Final = (StepState.PROPOSED, StepState.ISSUED)
CALLS: Final = (StepKind.SUMMONS_1, StepKind.SUMMONS_2, StepKind.SUMMONS_3)
"""Steps that ask the person to come on a day."""

LETTERS: Final[dict[str, LetterKind]] = {
    StepKind.REMINDER: LetterKind.REMINDER,
    StepKind.SUMMONS_1: LetterKind.SUMMONS_1,
    StepKind.SUMMONS_2: LetterKind.SUMMONS_2,
    StepKind.SUMMONS_3: LetterKind.SUMMONS_3,
    StepKind.VISIT: LetterKind.VISIT,
}


class HandedBy(models.TextChoices):
    """How a letter reached the person; each becomes a way of telling where the letter names the next dates."""

    PERSON = "langsung", _("Diserahkan langsung kepada orangnya")
    FAMILY = "keluarga", _("Lewat keluarga serumah")
    VILLAGE = "kelurahan", _("Lewat RT, kelurahan, atau negeri")
    POST = "pos", _("Pos tercatat")
    WHATSAPP = "wa", _("WhatsApp, sudah dibaca")


WAYS: Final[dict[str, Way]] = {
    HandedBy.PERSON: Way.PAPER,
    HandedBy.FAMILY: Way.FAMILY,
    HandedBy.WHATSAPP: Way.WHATSAPP,
}
"""What counts as telling the person: post and village office only show that a letter was sent on."""
