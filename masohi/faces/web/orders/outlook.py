"""Is there time enough? The proof of one order in words, with the table it rests on and what would help."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from masohi.cases.orders.models import Order
from masohi.law.parameters import Parameters
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.planning.capacity import Stretch
from masohi.planning.proof import Proof
from masohi.planning.remedies import DECIDES
from masohi.planning.sentences import sentence
from masohi.planning.terms import Mend
from masohi.supply.sites.models import Site
from masohi.supply.sites.queries import keys_seen, sites_by_key
from masohi.ui.formats import duration, long_date, number, short_date
from masohi.work.outlook.facts import proof_for
from masohi.work.placement.queries import Standing

MENDS, CAUSES = 4, 2
OWN_PERSON = {"free_hours"}
"""Mends that the PK makes on the page of the person."""


def unplanned(order: Order, standing: Standing) -> bool:
    """Whether the order lives, has hours without a session, and no proposal lies on the table."""
    promised = order.credited_minutes + standing.promised_minutes
    return order.living and standing.plan is None and promised < order.minutes


def time_panel(user: User, order: Order, *, day: date, parameters: Parameters) -> dict[str, Any]:
    """What the real calendar holds for an order, as the page shows it."""
    proof = proof_for(order, day=day, parameters=parameters)
    if not proof.need.minutes:
        return {}
    if proof.verdict == "fits":
        return {"kind": "awas" if proof.thin else "ok", "title": _fits_title(proof), "lines": _fits(proof)}
    sites = sites_by_key(_named(proof.mends))
    names = {key: site.name for key, site in sites.items()}
    seen = keys_seen(user, sites.values())
    return {
        "kind": "galat",
        "title": gettext("Kurang %(length)s") % {"length": duration(proof.short_minutes)},
        "lines": [*_short(proof), *(sentence(one, translate=gettext) for one in proof.causes[:CAUSES])],
        "mends": [_mend(user, order, one, sites, names, seen) for one in proof.mends[:MENDS]],
        "weeks": [_row(stretch) for stretch in proof.stretches],
        "sum": sum(stretch.left for stretch in proof.stretches),
        "bound": proof.bound,
        "need": proof.need.minutes,
    }


def _fits_title(proof: Proof) -> str:
    return gettext("Waktunya cukup, tetapi tipis") if proof.thin else gettext("Waktunya cukup")


def _fits(proof: Proof) -> list[str]:
    words = {
        "last": long_date(proof.blocks[-1].start),
        "limit": long_date(proof.need.deadline),
        "spare": duration(proof.spare_minutes),
        "n": number(proof.spare_sessions),
        "start": long_date(proof.start_by) if proof.start_by else "",
    }
    lines = [gettext("Dengan tempat yang kosong hari ini, semua jam selesai %(last)s. Batasnya %(limit)s.") % words]
    if proof.spare_sessions:
        lines.append(gettext("Yang masih boleh terlewat: %(n)s sesi, %(spare)s.") % words)
    else:
        lines.append(gettext("Tidak ada sesi yang boleh terlewat.") % words)
    lines.append(gettext("Masih cukup bila mulai paling lambat %(start)s.") % words)
    return lines


def _short(proof: Proof) -> list[str]:
    words = {
        "fits": duration(proof.fits),
        "need": duration(proof.need.minutes),
        "limit": long_date(proof.need.deadline),
        "least": duration(proof.least_short),
    }
    lines = [gettext("Sampai %(limit)s hanya %(fits)s dari %(need)s yang dapat dijadwalkan.") % words]
    if proof.verdict == "open":
        lines.append(gettext("Rencana yang cukup belum ditemukan, tetapi belum terbukti mustahil."))
    elif not proof.exact:
        lines.append(gettext("Yang pasti kurang: %(least)s.") % words)
    return lines


def _named(mends: Iterable[Mend]) -> set[str]:
    return {str(mend.values["site"]) for mend in mends if "site" in mend.values}


def _mend(
    user: User, order: Order, mend: Mend, sites: dict[str, Site], names: dict[str, str], seen: set[int]
) -> dict[str, Any]:
    """One way out: its sentence, who decides, and the way to the deed where the reader has one."""
    site = sites.get(str(mend.values.get("site", "")))
    url, label = "", ""
    if mend.code in OWN_PERSON and may(user, "person.change"):
        url, label = reverse("order-person", args=[order.code]), gettext("Ubah waktu luang")
    elif site is not None and site.pk in seen:
        url, label = reverse("site", args=[site.slug]), gettext("Buka lokasi")
    elif DECIDES[mend.code] in {"jaksa", "court"} and may(user, "order.change"):
        url, label = reverse("order-sentence", args=[order.code]), gettext("Catat perubahan putusan")
    return {
        "text": sentence(mend, names=names, translate=gettext),
        "closes": mend.closes,
        "who": _deciders()[DECIDES[mend.code]],
        "url": url,
        "label": label,
    }


def _deciders() -> dict[str, str]:
    return {
        "pk": gettext("Diputuskan PK"),
        "office": gettext("Diputuskan dinas"),
        "jaksa": gettext("Diputuskan jaksa"),
        "court": gettext("Diputuskan pengadilan"),
    }


def _row(stretch: Stretch) -> dict[str, Any]:
    span = f"{short_date(stretch.first)} – {short_date(stretch.last)}"
    return {"span": span, "stretch": stretch, "why": _bindings()[stretch.binding]}


def _bindings() -> dict[str, str]:
    return {
        "verdict": gettext("irama putusan"),
        "holiday": gettext("libur atau halangan"),
        "person": gettext("waktu luang orang ini"),
        "offered": gettext("hari buka tempat"),
        "places": gettext("tempat penuh"),
    }
