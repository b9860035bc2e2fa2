"""States of a beneficiary's contact, and what guards the PIN."""

from itertools import pairwise
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

PIN_LENGTH: Final = 6
WRONG_TRIES: Final = 5  # then the PIN rests: a million PINs would take more than five years to try
LOCK_MINUTES: Final = 15
LINK_DAYS: Final = 7  # how long the one-time link to choose a PIN can be used


class BeneficiaryState(models.TextChoices):
    WAITING = "menunggu", _("Menunggu konfirmasi")
    ACTIVE = "aktif", _("Aktif")
    CLOSED = "ditutup", _("Tidak dipakai lagi")


def guessable(pin: str) -> bool:
    """Whether a PIN is among the first that anybody would try: one digit only, or digits in a row.

    >>> guessable("444444"), guessable("345678"), guessable("987654"), guessable("274916")
    (True, True, True, False)
    """
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    return steps in ({0}, {1}, {-1})
