"""A password that is long only because it says the same thing twice is not long."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FEWEST_LETTERS = 6


class Varied:
    """Refuses repetition: one word written twice, or few different letters."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError for `passwordpassword` and for `ababababab`."""
        half = len(password) // 2
        repeated = half > 0 and password[:half] == password[-half:]
        if repeated or len(set(password.lower())) < FEWEST_LETTERS:
            raise ValidationError(self.get_help_text())

    def get_help_text(self) -> str:
        """What to do instead."""
        return _("Jangan mengulang kata yang sama. Gabungkan beberapa kata yang berbeda.")
