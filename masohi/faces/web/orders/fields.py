"""Fields that several forms about orders share: dates, rupiah, the verdict's rhythm, hours not available."""

import re
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from masohi.cases.people.models import BusyHours
from masohi.cases.people.terms import BusyWith
from masohi.faces.web.orders.frame import WEEKDAYS
from masohi.parties.organisations.queries import villages

BLANK_ROWS = 2
MOST_ROWS = 20
DAY_CHOICES = list(enumerate(WEEKDAYS))


class DayField(forms.DateField):
    """A date: the browser's own picker, or typed as in the registers (09/02/2026)."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y"], widget=widget, **kwargs)
        self.error_messages["invalid"] = _("Tanggal ini tidak ada. Tulis seperti 09/02/2026.")


class ClockField(forms.TimeField):
    """A time of the day in WIT, to the minute."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        super().__init__(input_formats=["%H:%M", "%H.%M"], widget=widget, **kwargs)
        self.error_messages["invalid"] = _("Tulis jam seperti 08.30.")


class RupiahField(forms.CharField):
    """Whole rupiah, however an office writes it: 5000000, 5.000.000, Rp5.000.000,00."""

    def to_python(self, value: Any) -> Any:
        """An integer, or None where nothing was typed."""
        text = re.sub(r"(?i)^rp\.?|\s", "", (super().to_python(value) or "").strip())
        text = re.sub(r",00$", "", text)
        if not text:
            return None
        if not re.fullmatch(r"\d{1,15}|\d{1,3}(\.\d{3}){1,4}", text, re.ASCII):
            raise ValidationError(_("Tulis jumlah rupiah, misalnya 5.000.000."))
        return int(text.replace(".", ""))


def say_what_is_missing(form: forms.BaseForm) -> None:
    """A required field that is empty says which one it is."""
    for field in form.fields.values():
        field.error_messages["required"] = _("Bagian ini belum diisi.")


def village_choices() -> list[Any]:
    """Villages by code under their district; equal names stay apart by their district."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for place in villages():
        groups.setdefault(place.parent.name if place.parent else "", []).append((place.code, place.name))
    return [("", _("Pilih kelurahan atau negeri")), *groups.items()]


class BusyRows(forms.Form):
    """Rows of weekly hours at which a person is not free; an empty row says nothing, a half one is asked about."""

    def add_rows(self, stored: list[BusyHours] | None = None) -> None:
        """As many rows as are stored or were sent, and some to add. Call from `__init__`."""
        stored = stored or []
        wanted = len(stored) + BLANK_ROWS
        if self.is_bound:
            wanted = sum(self.add_prefix(f"busy{n}_day") in self.data for n in range(MOST_ROWS)) or wanted
        for n in range(min(wanted, MOST_ROWS)):
            row = stored[n] if n < len(stored) else None
            self.fields |= _row_fields(n, row)
        self.row_count = min(wanted, MOST_ROWS)

    def rows(self) -> list[list[forms.BoundField]]:
        """The rows' fields, for the page."""
        return [[self[f"busy{n}_{part}"] for part in ("day", "from", "to", "with")] for n in range(self.row_count)]

    def clean(self) -> dict[str, Any]:
        """A row is whole or empty, and its end comes after its start."""
        cleaned = super().clean() or self.cleaned_data
        for n in range(self.row_count):
            day, start, end = (cleaned.get(f"busy{n}_{part}") for part in ("day", "from", "to"))
            if not (day or start or end):
                continue
            if not (day and start and end):
                self.add_error(f"busy{n}_day", _("Isi hari, jam mulai, dan jam selesai; atau kosongkan ketiganya."))
            elif end <= start:
                self.add_error(f"busy{n}_to", _("Jam selesai harus sesudah jam mulai."))
        return cleaned

    def busy(self) -> list[tuple[int, time, time, str]]:
        """Weekday, from, to, reason of the rows that are whole."""
        rows = []
        for n in range(self.row_count):
            day, start, end, why = (self.cleaned_data.get(f"busy{n}_{part}") for part in ("day", "from", "to", "with"))
            if day and start and end:
                rows.append((int(day), start, end, why or BusyWith.OTHER))
        return rows


def _row_fields(n: int, row: BusyHours | None) -> dict[str, forms.Field]:
    start, end = (_clock(row.from_minute), _clock(row.to_minute)) if row else (None, None)
    days = [("", _("Pilih hari")), *((str(day), name) for day, name in DAY_CHOICES)]
    return {
        f"busy{n}_day": forms.ChoiceField(
            label=_("Hari"), choices=days, required=False, initial=str(row.weekday) if row else ""
        ),
        f"busy{n}_from": ClockField(label=_("Dari"), required=False, initial=start),
        f"busy{n}_to": ClockField(label=_("Sampai"), required=False, initial=end),
        f"busy{n}_with": forms.ChoiceField(
            label=_("Karena"), choices=BusyWith.choices, required=False, initial=row.reason if row else BusyWith.WORK
        ),
    }


def _clock(minute: int) -> time:
    return time(23, 59) if minute >= 1440 else time(minute // 60, minute % 60)


def minutes_of(clock: time) -> int:
    """Minutes of the day; 23.59 stands for midnight.

    >>> minutes_of(time(8, 30)), minutes_of(time(23, 59))
    (510, 1440)
    """
    return 1440 if clock == time(23, 59) else clock.hour * 60 + clock.minute
