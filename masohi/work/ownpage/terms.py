"""Ways to a person's own page, what guards it, and who answers a complaint about whom."""

from datetime import timedelta
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

DIGITS: Final = 6
CODE_LIVES: Final = timedelta(minutes=15)
WRONG_TRIES: Final = 5  # then digits rest on that link; whoever holds it must not be able to end the code of the person
REST: Final = timedelta(hours=1)
PIN_TRIES: Final = 20  # wrong ones since the last right one: then a printed PIN has ended for good
CODES_A_WHILE, WHILE = 3, timedelta(minutes=15)  # somebody else who holds the link must not make a phone ring all day
CODES_A_DAY: Final = 8
COMPLAINTS_A_DAY: Final = 5
OPEN_MINUTES: Final = 30  # how long the page stays open after the digits
USUAL_MINUTES: Final = 240  # a session of an order of which none is known yet


class Medium(models.TextChoices):
    """Where the link stands; a person has at most one living link of each kind."""

    PHONE = "hp", _("Pesan di HP")
    PAPER = "kertas", _("Kartu kertas")


class Checked(models.TextChoices):
    """How the PK made sure who is on the phone before reading out a code."""

    BIRTH = "lahir", _("Tanggal lahir dan alamat cocok")
    KNOWN = "suara", _("Suara dikenal dan nomor HP cocok")
    MEETING = "bertemu", _("Bertemu langsung")


class Handler(models.TextChoices):
    """Who answers a complaint: never the one it is about."""

    KEJARI = "kejari", _("Kejaksaan")
    BUREAU = "kerjasama", _("Bagian kerja sama Pemerintah Kota")


class About(models.TextChoices):
    """What a person complains about; the page has its own words for it."""

    PK = "pk", _("PK")
    SITE = "lokasi", _("Pengawas atau tempat kerja")
    HOURS = "jam", _("Jam yang dihitung")
    MONEY = "uang", _("Permintaan uang")
    PROSECUTOR = "jaksa", _("Jaksa")
    OTHER = "lain", _("Hal lain")


HANDLERS: Final[dict[str, Handler]] = {
    About.PK: Handler.KEJARI,
    About.HOURS: Handler.KEJARI,  # the PK accepted them
    About.SITE: Handler.BUREAU,
    About.MONEY: Handler.BUREAU,  # nobody knows who asked for it
    About.PROSECUTOR: Handler.BUREAU,
    About.OTHER: Handler.BUREAU,
}
