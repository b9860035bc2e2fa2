"""What was typed into the verdict's form as an order in JSON, judged by the law, and written out for checking."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.forms import BoundField
from django.utils.translation import gettext

from masohi.cases.orders.models import Order
from masohi.cases.orders.queries import orders_of_people
from masohi.cases.people.queries import possible_duplicates
from masohi.faces.web.orders.forms import FINE, HANGS_ON, PRISON, VerdictForm
from masohi.faces.web.orders.frame import WEEKDAYS
from masohi.faces.web.orders.parts import Part
from masohi.law.check import Checked, check_json
from masohi.law.citation import Finding
from masohi.law.order_facts import OrderFacts
from masohi.law.parameters import Parameters
from masohi.parties.accounts.models import User
from masohi.ui.formats import joined, long_date, rupiah

MOST_ALIKE = 10


COPIED = (
    *("case_number", "verdict_date", "inkracht_date", "offence_date", "offence_max_prison_months"),
    *("execution_order_date", "prosecutor", "pk"),
)
SENTENCE = ("hours", "hours_per_day", "completion_days", "place_fixed", "sanction")
PERSON = ("name", "birth_date", "sex", "nik", "nik_reason", "village", "phone", "limits")


def _plain(value: Any) -> Any:
    """A cleaned value as JSON has it: dates as text, nothing as null."""
    if isinstance(value, date):
        return value.isoformat()
    return None if value in ("", []) else value


def sentence_json(cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a sentence in the format of orders; only the replaced penalty that was chosen counts."""
    said = {name: _plain(cleaned.get(name)) for name in SENTENCE}
    replaced = cleaned.get("replaced")
    return said | {
        "replaced_prison_days": cleaned.get("replaced_prison_days") if replaced == PRISON else None,
        "replaced_fine_rupiah": cleaned.get("replaced_fine_rupiah") if replaced == FINE else None,
        "pattern": _pattern(cleaned),
        "consent_recorded": bool(cleaned.get("consent_recorded")),
        "considerations": list(cleaned.get("considerations") or ()),
    }


def _pattern(cleaned: Mapping[str, Any]) -> dict[str, Any] | None:
    kind, days = cleaned.get("pattern"), cleaned.get("pattern_days")
    if kind == "weekdays" and cleaned.get("weekdays"):
        return {"weekdays": [int(day) for day in cleaned["weekdays"]]}
    return {kind: days} if kind in {"days_per_week", "days_per_month"} and days else None


def order_json(form: VerdictForm) -> dict[str, Any]:
    """The whole order (`kersos-order/1`) from what could be read of the form; what could not is missing."""
    cleaned = form.cleaned_data
    court = cleaned.get("court")
    busy = [
        {"weekday": day, "from": f"{start:%H:%M}", "to": f"{end:%H:%M}", "reason": why}
        for day, start, end, why in form.busy()
    ]
    return {
        "v": 1,
        **{name: _plain(cleaned.get(name)) for name in COPIED},
        **sentence_json(cleaned),
        "court": court.short_name if court else None,
        "register": form.register or None,
        "companion": _plain(cleaned.get("companion_name")),
        "companion_kind": _plain(cleaned.get("companion_kind")),
        "diversion": bool(cleaned.get("diversion")),
        "offence_is_perda_fine_only": bool(cleaned.get("offence_is_perda_fine_only")),
        "person": {**{name: _plain(cleaned.get(name)) for name in PERSON}, "unavailable": busy},
    }


def judged(form: VerdictForm, *, day: date, parameters: Parameters) -> tuple[OrderFacts, Checked]:
    """Facts and the law's word about what is in the form so far. Call after `form.is_valid()`."""
    return check_json(order_json(form), day=day, parameters=parameters)


def told_so_far(form: VerdictForm, checked: Checked) -> list[Finding]:
    """Findings about what has been filled in; nobody is reproached with fields that they have not reached."""
    filled = {name for name in form.fields if form.data.get(form.add_prefix(name))}
    filled |= {"pattern"} if "pattern_days" in filled or "weekdays" in filled else set()
    return [f for f in checked.findings if not f.fields or filled & set(f.fields)]


def tasks(form: VerdictForm) -> list[dict[str, Any]]:
    """The parts as a task list: finished, begun, or not yet."""
    return [{"label": part.title, "url": f"#{part.anchor}", "state": _state(form, part)} for part in form.parts] + [
        {"label": gettext("Periksa"), "url": "#periksa", "state": "belum"}
    ]


def _state(form: VerdictForm, part: Part) -> str:
    if not form.is_bound:
        return "belum"
    asked = [name for name in part.fields if form.fields[name].required]
    given = [name for name in part.fields if form.data.get(form.add_prefix(name))]
    if any(name in form.errors for name in part.fields):
        return "diisi"
    if given and all(name in given for name in asked):
        return "selesai"
    return "diisi" if given else "belum"


def summary(form: VerdictForm) -> list[dict[str, Any]]:
    """Every part with its rows, as it will be stored."""
    parts = [
        {
            "title": part.title,
            "rows": [_row(form[name], form.cleaned_data.get(name)) for name in part.fields if _asked(form, name)],
        }
        for part in form.parts
    ]
    busy = [f"{WEEKDAYS[day]} {start:%H.%M}–{end:%H.%M}" for day, start, end, _why in form.busy()]
    if busy:
        parts[1]["rows"].append({"label": gettext("Waktu tidak tersedia"), "value": "; ".join(busy)})
    return parts


def _asked(form: VerdictForm, name: str) -> bool:
    """Whether the choices made leave room for the field: no place where the jaksa sets it."""
    choice, values = HANGS_ON.get(name, ("", ()))
    return not choice or form.cleaned_data.get(choice) in values


def _row(field: BoundField, value: Any) -> dict[str, Any]:
    return {"label": field.label, "value": _written(field, value)}


def _written(field: BoundField, value: Any) -> str:
    choices = getattr(field.field, "choices", None)
    if isinstance(value, bool):
        return gettext("Ya") if value else gettext("Tidak")
    if isinstance(value, date):
        return long_date(value)
    if field.name == "replaced_fine_rupiah" and value is not None:
        return rupiah(value)
    if isinstance(value, list):
        return joined([_label(choices, one) for one in value])
    return _label(choices, value) if isinstance(value, str) and choices else str("" if value is None else value)


def _label(choices: Any, value: str) -> str:
    flat: dict[str, Any] = {}
    for key, label in choices:
        flat |= dict(label) if isinstance(label, list) else {str(key): label}
    return str(flat.get(value, value)) if value else ""


class Alike(NamedTuple):
    """People who may be the same: their orders that the reader may see, and how many more there are elsewhere."""

    orders: list[Order]
    elsewhere: int
    same_nik: bool


def alike(user: User, facts: OrderFacts) -> Alike:
    """The warning of duplicates at intake, old and new spelling."""
    person = facts.person
    alike_people = possible_duplicates(person.name or "", person.birth_date, person.nik or "", child=facts.child)
    found = list(alike_people[:MOST_ALIKE])
    seen = list(orders_of_people(user, [one.pk for one in found])[:MOST_ALIKE])
    known = {order.person_id for order in seen}
    same = bool(person.nik) and any(one.nik == person.nik for one in found)
    return Alike(seen, sum(one.pk not in known for one in found), same)
