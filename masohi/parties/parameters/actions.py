"""Set a number of the office; keep the calendar of public holidays."""

from datetime import date, datetime
from typing import Any

import holidays
from django.utils.translation import gettext

from masohi.law.parameters import PARAMETERS
from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.parameters.models import Holiday, Setting
from masohi.writing.refusals import Refused


@deed
def set_parameter(
    *, key: str, value: Any, valid_from: date, source: str, reason: str, by: User, at: datetime
) -> Setting:
    """Add a value of a parameter from `valid_from` on. What a statute fixes cannot be set: Refused."""
    require(by, "parameter.set")
    parameter = PARAMETERS.get(key)
    if parameter is None or not parameter.editable:
        raise Refused(
            gettext("Angka ini ditetapkan undang-undang dan tidak dapat diubah di sini. Tidak ada yang disimpan.")
        )
    row = Setting(key=key, value=value, valid_from=valid_from, source=source, reason=reason, set_by=by, set_at=at)
    row.full_clean()
    row.save(force_insert=True)
    record("parameter.set", row, by=by, at=at, key=key, value=str(value), valid_from=valid_from.isoformat())
    return row


@deed
def load_holidays(*, years: list[int], by: User, at: datetime) -> int:
    """Load Indonesia's public holidays and collective leave of `years` that are not there yet. Returns rows added."""
    require(by, "reference.load")
    calendar = holidays.country_holidays("ID", years=years, categories=("public", "government"), language="id")
    added = 0
    for day, name in sorted(calendar.items()):
        source = "SKB 3 Menteri" if day.year <= 2026 else "perhitungan; periksa dengan SKB"
        _, new = Holiday.objects.get_or_create(day=day, defaults={"name": name[:120], "source": source})
        added += new
    if added:
        record("holidays.loaded", by, by=by, at=at, rows=added)
    return added


@deed
def set_holiday(*, day: date, name: str, source: str, removed: bool = False, by: User, at: datetime) -> Holiday:
    """Add a day without sessions, rename it, or take it off the calendar."""
    require(by, "calendar.set")
    row, _ = Holiday.objects.update_or_create(day=day, defaults={"name": name, "source": source, "removed": removed})
    record("holiday.set", row, by=by, at=at, day=day.isoformat(), removed=int(removed))
    return row
