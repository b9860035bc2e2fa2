"""The numbers in force: what the law package ships, and what the office has set over it."""

import os
from collections import defaultdict
from datetime import date
from typing import Any

from django.db import DatabaseError, connection

from masohi.law.parameters import Parameters
from masohi.parties.parameters.models import Holiday, Setting


def parameters_in_force() -> Parameters:
    """Shipped values with the office's own over them, each with its date; earlier decisions keep their day's value."""
    overrides: dict[str, list[tuple[date, Any, str]]] = defaultdict(list)
    for row in Setting.objects.order_by("valid_from", "pk"):
        value = tuple(row.value) if isinstance(row.value, list) else row.value
        overrides[row.key].append((row.valid_from, value, row.source))
    return Parameters({key: tuple(history) for key, history in overrides.items()})


def settings_by_key() -> dict[str, list[Setting]]:
    """Every value an office has set, oldest first, with who and why."""
    history: dict[str, list[Setting]] = defaultdict(list)
    for row in Setting.objects.select_related("set_by").order_by("valid_from", "pk"):
        history[row.key].append(row)
    return dict(history)


def holidays_between(first: date, last: date) -> dict[date, str]:
    """Days without sessions, both ends included, with their names."""
    rows = Holiday.objects.filter(day__range=(first, last), removed=False)
    return dict(rows.values_list("day", "name"))


def holidays_of(year: int) -> list[Holiday]:
    """Every holiday of a year, removed ones too (shown struck through)."""
    return list(Holiday.objects.filter(day__year=year))


def database_named() -> bool:
    """Whether there is a database to ask: a server always, the embedded file once it is made: asking makes it."""
    return connection.vendor != "sqlite" or os.path.exists(connection.settings_dict["NAME"])


def ready() -> bool:
    """Whether there is a database with the tables of this chapter; commands that need none ask first."""
    if not database_named():
        return False
    try:
        return Setting._meta.db_table in connection.introspection.table_names()
    except DatabaseError:
        return False
