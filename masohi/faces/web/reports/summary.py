"""The summary on one page, for a roll call or to pass on: institutions and numbers, no person."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from masohi.faces.pages import now, one, page
from masohi.faces.web.reports import leading, showing
from masohi.reports.figures.models import Snapshot
from masohi.reports.figures.queries import latest_snapshot
from masohi.ui import formats
from masohi.writing.documents import draw

ROWS = 10
LONGEST = 110


@page("report.lead")
def summary(request: HttpRequest) -> HttpResponse:
    """One page A4 as PDF; before the first snapshot there is none."""
    snapshot = one(latest_snapshot())
    pdf = draw("ringkasan", told(snapshot), at=snapshot.taken_at)
    answer = HttpResponse(pdf, content_type="application/pdf")
    day = formats.as_day(snapshot.taken_at)
    answer["Content-Disposition"] = f'attachment; filename="ringkasan-{day:%Y-%m-%d}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def told(snapshot: Snapshot) -> dict[str, Any]:
    """Texts of the page."""
    body = snapshot.body
    waiting, silent = leading.decisions(body, ROWS), showing.silence(body)
    verdict, more = leading.sentence(body), leading.waiting(body) - len(waiting)
    tiles = [] if leading.empty(body) else leading.tiles(body)
    offices = leading.offices(body)
    return {
        "title": _("Ringkasan kerja sosial"),
        "city": _("Kota Ambon"),
        "age": showing.age(snapshot.taken_at, now())["text"],
        "silence": short(_("belum mengirim: %(offices)s") % {"offices": ", ".join(silent)}, 200) if silent else "",
        "verdict": verdict["title"] if tiles else _("Belum ada data minggu ini"),
        "sentence": verdict["text"] if tiles else _("Ringkasan pertama tampil setelah sesi pertama disahkan."),
        "tiles": [{key: str(tile[key]) for key in ("label", "value", "note")} for tile in tiles],
        "decisions_title": _("Perlu keputusan"),
        "decisions": [{"label": short(row["label"]), "note": note(row)} for row in waiting],
        "nothing": _("Tidak ada yang menunggu keputusan."),
        "more": _("Masih ada %(n)s lagi di dasbor.") % {"n": formats.number(more)} if more > 0 else "",
        "offices_title": offices["caption"],
        "offices_columns": [column["label"] for column in offices["columns"]],
        "offices": [[str(cell["text"]) for cell in row["cells"]] for row in offices["rows"][: room(len(waiting))]],
        "definitions": _("Arti setiap angka, cara menghitungnya, dan versinya ada di halaman Laporan."),
    }


def room(waiting: int) -> int:
    """How many offices still fit below so many decisions.

    >>> room(2), room(6), room(30)
    (8, 4, 0)
    """
    return 8 if waiting <= 4 else 4 if waiting <= 7 else 0


def short(text: str, most: int = LONGEST) -> str:
    """At most `most` letters, so that the page stays one page.

    >>> short("a" * 5, 4)
    'aaa…'
    """
    return text if len(text) <= most else f"{text[: most - 1]}…"


def note(row: dict[str, Any]) -> str:
    """Who and until when."""
    parts = [row["note"], formats.long_date(row["due"]) if row.get("due") else ""]
    return short(" · ".join(part for part in parts if part), 90)
