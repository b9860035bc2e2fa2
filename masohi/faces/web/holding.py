"""Hours that a first officer has accepted and the jaksa has not: pages must not show them as credited."""

from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from masohi.ui.formats import duration
from masohi.work.attendance.models import Attendance


def held_words(records: Iterable[Attendance]) -> dict[int, dict[str, Any]]:
    """By primary key of the record: tag, sentence and short word, where minutes are held back or were turned down.

    Says nothing of a record that no officer has accepted (its own state is told elsewhere) nor of a released one.
    One query, and none where nothing was ever held. Records come with their verification loaded.
    """
    held = [row for row in records if row.hold and _accepted(row)]
    if held:
        prefetch_related_objects(held, "release")
    words = {row.pk: _words(row) for row in held}
    return {key: said for key, said in words.items() if said}


def _accepted(row: Attendance) -> bool:
    word = getattr(row, "verification", None)
    return word is not None and word.accepted


def _words(row: Attendance) -> dict[str, Any]:
    release = getattr(row, "release", None)
    if release is None:
        return {
            "tag": {"kind": "menunggu", "text": _("Menunggu jaksa")},
            "row": _("Ditahan, menunggu jaksa: %(length)s") % {"length": duration(row.reported_minutes)},
            "short": _("menunggu jaksa"),
        }
    if release.granted:
        return {}
    return {
        "tag": {"kind": "galat", "text": _("Tidak diakui jaksa")},
        "row": _("Tidak diakui jaksa: %(reason)s") % {"reason": release.reason},
        "short": duration(0),
    }
