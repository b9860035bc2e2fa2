"""How a phone writes about a class."""

from typing import Final

DAYS_AHEAD: Final = 7
DAYS_BACK: Final = 3  # a meeting that nobody recorded may still be told by the phone
WINDOW_MINUTES: Final = 90  # before and after a meeting in which its sheet is usually filled in
