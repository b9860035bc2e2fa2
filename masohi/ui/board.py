"""The schedule board: rows are sites, columns are days; the same sessions as a list by day for narrow screens.

A board = {"caption", "days": [day], "rows": [row]}, and where it knows them "shape" and "totals" (of the whole week).
A day = {"date", "current"}, and "holiday" (its name) and "totals" where known. A row = {"site", "url", "cells"}, and
"totals". A cell = {"sessions": [chip], "closed": reason or "", "note": words or ""}. A chip = {"label", "people",
"capacity", "url", "announced"}, and "quiet": people nobody has announced it to; without an address it is no link, and
"free" marks an opening that holds nobody yet. Totals are words. `shape`: BOTH leaves the choice to the width.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

from masohi.ui import formats

BOTH, WEEK, DAYS = "", "minggu", "daftar"
STEPS = 10  # how finely the bar of a chip shows how full it is


def drawn(board: Mapping[str, Any]) -> dict[str, Any]:
    """The board with words in place of numbers. Each chip is written once a shape: a big board shows one shape."""
    shape = board.get("shape", BOTH)
    rows = [{**row, "cells": [_cell(cell) for cell in row["cells"]]} for row in board["rows"]]
    days = [{**day, "sites": sites_of_day(rows, index)} for index, day in enumerate(board["days"])]
    return {**board, "rows": rows, "days": days, "week": shape != DAYS, "list": shape != WEEK, "narrow": shape == BOTH}


def _cell(cell: Mapping[str, Any]) -> dict[str, Any]:
    return {**cell, "sessions": [_chip(chip) for chip in cell["sessions"]]}


def _chip(chip: Mapping[str, Any]) -> dict[str, Any]:
    words = {"people": formats.number(chip["people"]), "capacity": formats.number(chip["capacity"])}
    if chip.get("free"):
        return {**chip, "css": "bebas", "words": gettext("%(capacity)s tempat bebas") % words}
    said = gettext("%(people)s/%(capacity)s orang") % words
    full = STEPS * chip["people"] // max(chip["capacity"], 1)
    css = f"isi{min(full, STEPS)}" if chip["announced"] else f"rancangan isi{min(full, STEPS)}"
    return {**chip, "css": css, "words": said, "said": _standing(chip)}


def _standing(chip: Mapping[str, Any]) -> str:
    """What stripes say, in words; and of an announced session whether somebody joined since."""
    if not chip["announced"]:
        return gettext("belum diumumkan")
    quiet = chip.get("quiet", 0)
    return gettext("%(n)s orang belum diumumkan") % {"n": formats.number(quiet)} if quiet else ""


def sites_of_day(rows: Sequence[Mapping[str, Any]], index: int) -> list[dict[str, Any]]:
    """The sites that have a session on the day in column `index`: its chips, and what its cell says of the day."""
    return [
        {"site": row["site"], "url": row["url"], **row["cells"][index]}
        for row in rows
        if row["cells"][index]["sessions"]
    ]
