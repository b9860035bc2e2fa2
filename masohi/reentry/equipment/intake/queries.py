"""Whether a row of a list is in the list of its owner already."""

from collections.abc import Mapping
from typing import Any

from masohi.reentry.equipment.models import Item
from masohi.reentry.equipment.terms import GONE


def same_item(values: Mapping[str, Any]) -> bool:
    """Whether the owner has it: the same serial, or without one the same name, day and number of pieces."""
    rows = Item.objects.filter(owner=values["owner"], name__iexact=values["name"]).exclude(state__in=GONE)
    if values.get("serial"):
        return rows.filter(serial__iexact=values["serial"]).exists()
    return rows.filter(serial="", acquired_on=values["acquired_on"], count=values["count"]).exists()
