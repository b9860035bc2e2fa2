"""The index of figures, one page for each with its definition, and what is missing in the data."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, one, page, today
from masohi.faces.web.reports import own, showing
from masohi.faces.web.reports.dashboards import frame
from masohi.parties.access import may
from masohi.reports.counting.months import written
from masohi.reports.counting.places import names_of_parts
from masohi.reports.counting.terms import Cell
from masohi.reports.figures.facts import RECOUNTED, divided, known_outcome
from masohi.reports.figures.queries import course, frozen_months, latest_snapshot
from masohi.reports.figures.terms import AS_FROZEN, AS_OF_SNAPSHOT, CATALOGUE, FIGURES, PLACES, Figure, Unit
from masohi.supply.commitments.terms import Light
from masohi.ui import formats
from masohi.work.monthly.queries import months_due

Body = Mapping[str, Any]
MOST = 200  # rows of one table of parts


@page("report.view")
def reports(request: HttpRequest) -> HttpResponse:
    """Every figure with its value now, the frozen months, and the other reports."""
    user, snapshot = actor(request), latest_snapshot()
    rows = [
        {"figure": figure, "url": showing.figure_url(figure.key), "now": now_in_words(figure, snapshot.body)}
        for figure in CATALOGUE
        if snapshot is not None
    ]
    months = [{"month": month, "url": reverse("month-report", args=[written(month)])} for month in frozen_months()]
    context: dict[str, Any] = {"rows": rows, "months": months, "leads": may(user, "report.lead")}
    if may(user, "month.view"):
        context["due"] = [
            (month, reverse("monthly-month", args=[written(month)])) for month in months_due(user, today())
        ]
    return render(request, "web/reports/laporan.html", context | (frame(snapshot) if snapshot else {}))


@page("report.view")
def figure(request: HttpRequest, key: str) -> HttpResponse:
    """What one figure counts, what it is now, by part and by month; rows only for roles that may see them."""
    user, chosen, snapshot = actor(request), one(FIGURES.get(key)), latest_snapshot()
    if snapshot is None:
        return render(request, "web/reports/belum_ada.html")
    months = course(months=24).get(key, []) if chosen.frozen else []
    context = {
        "figure": chosen,
        "breadcrumb": showing.breadcrumb(str(chosen.label)),
        "as_of": [AS_OF_SNAPSHOT, *([AS_FROZEN] if chosen.frozen else [])],
        "now": now_in_words(chosen, snapshot.body),
        "course": showing.course_of(key, months[-12:], None),
        "tables": [
            *_parts(chosen, snapshot.body, showing.masks(user)),
            *_special(chosen, snapshot.body),
            *_months(chosen, months, snapshot.body),
        ],
        "rows_url": reverse(chosen.url) if chosen.url and may(user, chosen.deed) else "",
    }
    return render(request, "web/reports/angka.html", frame(snapshot) | context)


@page("report.view")
def data_quality(request: HttpRequest) -> HttpResponse:
    """What is missing or late, why it matters, and where one puts it right."""
    user, snapshot = actor(request), latest_snapshot()
    if snapshot is None:
        return render(request, "web/reports/belum_ada.html")
    rows = own.quality_rows(user, snapshot.body)
    context = {
        "open": [row for row in rows if row["n"]],
        "fine": [row for row in rows if not row["n"]],
        "breadcrumb": showing.breadcrumb(_("Mutu data")),
    }
    return render(request, "web/reports/mutu_data.html", frame(snapshot) | context)


def now_in_words(figure: Figure, body: Body) -> str:
    """A figure as it stands now."""
    if figure.frozen:
        return showing.in_words(figure, showing.cell_of(body, figure.key))
    return _COMPUTED[figure.key](figure, body)


def _completion(figure: Figure, body: Body) -> str:
    return showing.in_words(FIGURES["orders_completed"], known_outcome(body["cohorts"][""]))


def _outstanding(figure: Figure, body: Body) -> str:
    return showing.in_words(figure, Cell(body["orders"][""]["open_minutes"]))


def _first(figure: Figure, body: Body) -> str:
    if body["first"]["median"] is None:
        return showing.unknown()
    told = _(
        "separuh perkara paling lama %(median)s hari, 9 dari 10 perkara paling lama %(p90)s hari; "
        "%(waiting)s perkara menunggu sesi pertama"
    )
    return told % {key: formats.number(body["first"][key]) for key in ("median", "p90", "waiting")}


def _lost(figure: Figure, body: Body) -> str:
    return showing.in_words(figure, Cell(body["orders"][""]["lost"]))


def _lights(figure: Figure, body: Body) -> str:
    lights = body["promises"]["lights"]
    told = [f"{formats.number(lights[light])} {light.label.lower()}" for light in Light if lights[light]]
    return formats.joined(told) if told else showing.unknown()


def _ending(figure: Figure, body: Body) -> str:
    return showing.in_words(figure, Cell(len(body["ending"])))


def _cost(amount: int, by: int) -> str:
    """What one cost; where no payment was entered yet it is not "Rp0", as on the budget's page."""
    found = divided(amount, by) if amount else None
    return showing.unknown() if found is None else formats.rupiah(found)


def _per_hour(figure: Figure, body: Body) -> str:
    return _cost(body["total"]["spent"] * 60, body["total"]["minutes"])


def _per_order(figure: Figure, body: Body) -> str:
    return _cost(body["total"]["spent"], body["total"]["completed"])


def _holes(figure: Figure, body: Body) -> str:
    return showing.in_words(figure, Cell(sum(parts[""] for parts in body["quality"].values())))


_COMPUTED = {
    "completion": _completion,
    "outstanding": _outstanding,
    "first_session": _first,
    "orders_lost": _lost,
    "commitments": _lights,
    "agreements_ending": _ending,
    "cost_per_hour": _per_hour,
    "cost_per_order": _per_order,
    "data_quality": _holes,
}


def _parts(figure: Figure, body: Body, masked: bool) -> list[showing.Table]:
    """The running month's parts, one table a kind, the largest first."""
    cells = {part: Cell(*cell) for part, cell in body["cells"].get(figure.key, {}).items()}
    names = names_of_parts(cells) if set(figure.parts) & set(PLACES) else {}
    found = []
    for kind in figure.parts:
        own_parts = [(part, cell) for part, cell in cells.items() if part.startswith(f"{kind}:")]
        own_parts.sort(key=lambda one: (-one[1].numerator, one[0]))
        rows = [
            [showing.part_name(part, names), *_shown(figure, part, cell, masked)] for part, cell in own_parts[:MOST]
        ]
        columns = [(_("Bagian"), False), *showing.value_columns(figure)]
        if rows:
            found.append(showing.table(caption(kind, len(own_parts)), columns, rows))
    return found


def _shown(figure: Figure, part: str, cell: Cell, masked: bool) -> list[str]:
    shown = showing.value_and_detail(figure, cell)
    if masked and showing.few(figure.key, part, cell):
        return [showing.few_words(), *[""] * (len(shown) - 1)]
    return shown


def caption(kind: str, rows: int) -> str:
    """The title of a table of parts; where it holds the first ones only, it says so."""
    if rows <= MOST:
        return showing.part_kind(kind)
    values = {"kind": showing.part_kind(kind), "most": formats.number(MOST), "rows": formats.number(rows)}
    return _("%(kind)s: %(most)s terbesar dari %(rows)s") % values


def _months(figure: Figure, months: list[Any], body: Body) -> list[showing.Table]:
    """Frozen months, newest first, and what came in after they were frozen."""
    rows = [
        [
            (formats.month_and_year(month), reverse("month-report", args=[written(month)])),
            *showing.value_and_detail(figure, cell),
            late_words(figure, cell, body["later"].get(month.isoformat())),
        ]
        for month, cell in reversed(months)
    ]
    columns = [(_("Bulan"), False), *showing.value_columns(figure), (_("Sejak dibekukan"), False)]
    return [showing.table(_("Angka bulanan yang dibekukan"), columns, rows)] if rows else []


def late_words(figure: Figure, cell: Cell, now: Mapping[str, list[int]] | None) -> str:
    """What the rows of a frozen month say now that they did not say then; `now` is None where nobody has looked yet."""
    if now is None or figure.key not in RECOUNTED:
        return formats.NOTHING
    later = Cell(*now.get(figure.key, showing.NO_CELL))
    if later[:2] == cell[:2]:
        return _("tidak berubah")
    if figure.unit is Unit.SHARE:
        return _("sekarang %(value)s") % {"value": showing.in_words(figure, later)}
    more = later.numerator - cell.numerator
    words = showing.in_words(figure, Cell(abs(more)))
    if figure.unit is Unit.MINUTES:
        words = formats.duration(abs(more))
    return (_("bertambah %(more)s") if more > 0 else _("berkurang %(more)s")) % {"more": words}


def _special(figure: Figure, body: Body) -> list[showing.Table]:
    tables: dict[str, list[Callable[[Body], showing.Table]]] = {
        "completion": [own.cohort_table],
        "outstanding": [own.age_table],
        "stand_down": [own.cause_table],
        "stand_down_cause": [own.cause_table],
        "orders_running": [_units("orders", _("Perkara berjalan"))],
        "orders_lost": [_units("lost", _("Tidak dapat selesai tepat waktu"))],
        "commitments": [_owners],
    }
    return [make(body) for make in tables.get(figure.key, [])]


def _units(key: str, label: str) -> Callable[[Body], showing.Table]:
    """A table of running orders by institution."""

    def made(body: Body) -> showing.Table:
        units = {part: own_row for part, own_row in body["orders"].items() if part.startswith("unit:")}
        rows = [[part.removeprefix("unit:"), units[part][key]] for part in sorted(units)]
        return showing.table(showing.part_kind("unit"), [(_("Lembaga"), False), (label, True)], rows)

    return made


def _owners(body: Body) -> showing.Table:
    columns = [(_("Penanggung jawab"), False), *((str(light.label), True) for light in Light)]
    rows = [[name, *(lights.get(light, 0) for light in Light)] for name, lights in body["promises"]["owners"].items()]
    return showing.table(_("Komitmen menurut keadaan"), columns, rows)
