"""What a figure is: its name, its unit, and the written definition that stands beside it on every page."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Unit(StrEnum):
    """In what a figure's integers are kept, and so how they are shown."""

    MINUTES = "menit"
    PEOPLE = "orang"
    ROWS = "baris"
    DAYS = "hari"
    RUPIAH = "rupiah"
    SHARE = "bagian"


@dataclass(frozen=True)
class Figure:
    """One figure. `frozen`: it stands among the monthly figures, by the kinds of `parts`.

    `deed` and `url`: the page with the rows behind it, for roles to whom the deed is granted; others get the parts.
    """

    key: str
    label: Any
    unit: Unit
    word: Any
    definition: Any
    source: Any
    frozen: bool = False
    parts: tuple[str, ...] = ()
    deed: str = ""
    url: str = ""
    version: int = 1
