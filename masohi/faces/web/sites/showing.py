"""A site as its page and its row in a list show it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masohi.law import geography, kuhp_85_place
from masohi.law.citation import Finding, Level, listed
from masohi.law.parameters import Parameters
from masohi.supply.agreements.facts import Basis, Ground, bases
from masohi.supply.agreements.terms import AgreementState, Phase
from masohi.supply.sites.models import Leave, Site, Slot
from masohi.supply.sites.terms import Hazard
from masohi.ui.formats import long_date, number, weekday

MONDAY = date(2026, 1, 5)
KINDS = {Level.BLOCK: "galat", Level.WARN: "awas", Level.INFO: "info"}


def point(site: Site, day: date) -> dict[str, Any]:
    """One dot on the map and its row in the list; `site` comes from `queries.sites`, which counts its places."""
    weekly = vars(site)["weekly_places"]
    places = ngettext("%(n)s tempat per minggu", "%(n)s tempat per minggu", weekly) % {"n": number(weekly)}
    words = [site.host.short_name, site.village.name, places, state(site, day)["text"]]
    url = reverse("site", args=[site.slug])
    return {"label": site.name, "lat": site.lat, "lon": site.lon, "url": url, "note": " · ".join(words)}


def state(site: Site, day: date) -> dict[str, str]:
    """Whether people may be planned here on `day`, as a status."""
    if not site.active:
        return {"kind": "netral", "text": _("Tidak dipakai lagi")}
    if not site.declared(day):
        return {"kind": "galat", "text": _("Belum dapat dipakai")}
    return {"kind": "ok", "text": _("Dapat dipakai")}


def findings(site: Site, day: date, parameters: Parameters) -> list[tuple[str, Finding]]:
    """What the rules say about the site on `day`, each with the kind of message it is shown as."""
    terms = [(a.begins_on, a.last_day) for a in site.agreements.all() if a.state != AgreementState.DRAFT]
    answers = [
        kuhp_85_place.site_not_commercial(site.declared(day)),
        kuhp_85_place.site_covered(terms, day=day, parameters=parameters),
        geography.inside_city(float(site.lat), float(site.lon), day=day, parameters=parameters),
    ]
    return [(KINDS[finding.level], finding) for answer in answers for finding in listed(answer)]


def grounds(site: Site, day: date, parameters: Parameters) -> list[dict[str, Any]]:
    """On what the site rests, family by family, with what stands badly there (R18): lapsed, soon to lapse, missing."""
    return [_family(basis) for basis in bases(site.agreements.all(), day, parameters)]


def lapsed(grounds: Iterable[dict[str, Any]]) -> list[str]:
    """A sentence for each agreement under the site that no longer holds, or whose umbrella does not."""
    rows = [row for family in grounds for row in family["rows"] if row["gone"]]
    return [
        _("Satu dasar lokasi ini hilang: %(agreement)s. %(why)s")
        % {"agreement": row["agreement"], "why": row["warning"]}
        for row in rows
    ]


def _family(basis: Basis) -> dict[str, Any]:
    rows = [{"agreement": one.agreement, "gone": one.lapsed or one.orphan, **_ground(one)} for one in basis.grounds]
    says = _("Perjanjian seperti ini belum ada. Satu lokasi biasanya bertumpu pada keduanya.")
    return {"name": str(basis.family.label), "rows": rows, "warning": "" if rows else says}


def _ground(one: Ground) -> dict[str, str]:
    """The status of one agreement under the site, and a sentence where somebody has to act."""
    last = long_date(one.agreement.last_day)
    if one.lapsed:
        return {"kind": "galat", "text": _("Sudah berakhir"), "warning": _("Berakhir %(day)s.") % {"day": last}}
    if one.replaced:
        return {"kind": "netral", "text": _("Sudah berakhir, ada penggantinya"), "warning": ""}
    if one.orphan:
        return {"kind": "awas", "text": _("Induk tidak berlaku"), "warning": _("Kesepakatan induknya tidak berlaku.")}
    if one.phase == Phase.SOON:
        says = _("Berakhir %(day)s. Bicarakan perpanjangannya.") % {"day": last}
        return {"kind": "awas", "text": _("Segera berakhir"), "warning": says}
    kind = "menunggu" if one.phase == Phase.AHEAD else "ok"
    return {"kind": kind, "text": str(one.phase.label), "warning": ""}


def week(slots: Iterable[Slot]) -> list[dict[str, Any]]:
    """The weekly openings: day, hours, minutes, places."""
    return [{"day": day_name(s.weekday), "hours": hours(s), "minutes": s.minutes, "places": s.places} for s in slots]


def day_name(number_of_day: int) -> str:
    """The day of the week in the reader's language; 0 is Monday."""
    return weekday(MONDAY + timedelta(days=number_of_day))


def hours(slot: Slot) -> str:
    """From when to when, e.g. 08.00–12.00."""
    return f"{clock(slot.starts)}–{clock(slot.starts + slot.minutes)}"


def clock(minute: int) -> str:
    """A minute of the day with a dot."""
    return f"{minute // 60:02d}.{minute % 60:02d}"


def facts(site: Site) -> list[dict[str, Any]]:
    """The site's own facts as a summary list."""
    hazards = [str(Hazard(code).label) for code in site.hazards if code in Hazard.values]
    yes, no = _("ya"), _("tidak")
    checked = _("diperiksa di tempat") if site.coordinates_confirmed else _("belum diperiksa di tempat")
    return [
        {"label": _("Pekerjaan"), "value": site.tasks},
        {"label": _("Alamat"), "value": site.address},
        {"label": _("Kelurahan, desa, atau negeri"), "value": f"{site.village.name} ({site.village_id})"},
        {"label": _("Koordinat"), "value": f"{site.lat}, {site.lon} · {checked}"},
        {"label": _("Di dalam ruangan"), "value": yes if site.indoor else no},
        {"label": _("Bahaya"), "value": ", ".join(hazards)},
        {"label": _("Alat pelindung diri (APD)"), "value": ", ".join(site.equipment)},
        {"label": _("Cocok untuk pelayanan masyarakat anak"), "value": _for_children(site, yes, no)},
    ]


def _for_children(site: Site, yes: Any, no: Any) -> Any:
    """Whether children may work here, and who has declared it; a tick without a name is not enough."""
    if site.welcomes_children:
        return _("Ya, dinyatakan oleh %(name)s") % {"name": site.child_declared_by}
    return _("Belum: penanda tangan pernyataan belum ditulis") if site.child_suitable else no


def differences(site: Site, typed: dict[str, Any], labels: dict[str, str]) -> list[dict[str, str]]:
    """Where what is stored now differs from what somebody typed: for comparing after a conflict."""
    rows = []
    for name, label in labels.items():
        stored = list(site.agreements.all()) if name == "agreements" else getattr(site, name)
        if name in typed and shown(typed[name]) != shown(stored):
            rows.append({"label": label, "value": shown(stored)})
    return rows


def shown(value: Any) -> str:
    """Any stored value in words."""
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, list | tuple):
        return ", ".join(sorted(str(one) for one in value))
    return "" if value is None else str(value)


def leaves(site: Site, day: date) -> list[Leave]:
    """Leaves of the site's supervisors that last until `day` or longer, soonest first; of `queries.site_page`."""
    rows = [row for post in site.supervisors.all() for row in post.leaves.all() if row.last_day >= day]
    return sorted(rows, key=lambda row: (row.first_day, row.pk))
