"""A brake against guessing: so many questions from one address in so many seconds, then a pause."""

from typing import Final

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

LETTER_CHECKS: Final = 30  # questions a minute from one address; a code holds 48 bits, so guessing finds nothing
WINDOW: Final = 60  # seconds


def asks_too_often(request: HttpRequest, question: str, most: int = LETTER_CHECKS) -> bool:
    """Count this question and say whether the address has asked it more than `most` times in the last window.

    The counter lives in the cache of one server process; several processes allow that many times more.
    """
    key = f"asked:{question}:{get_adapter(request).get_client_ip(request)}"
    cache.add(key, 0, WINDOW)
    try:
        return cache.incr(key) > most
    except ValueError:  # the window closed between the two calls
        return False
