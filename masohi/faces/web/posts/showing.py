"""Posts, candidates and their order as pages show them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.law.posts import Known, Requirement
from masohi.planning.ranking import Placed
from masohi.reentry.posts.candidates.models import Candidate
from masohi.reentry.posts.models import Vacancy
from masohi.reentry.posts.selection.facts import Standing
from masohi.reentry.posts.selection.models import Panelist
from masohi.reentry.posts.terms import Acting, Component, VacancyState
from masohi.ui.formats import long_date, number

TAGS = {
    VacancyState.OPEN: "awas",
    VacancyState.WEIGHED: "info",
    VacancyState.RECOMMENDED: "menunggu",
    VacancyState.DECIDED: "menunggu",
    VacancyState.FILLED: "ok",
    VacancyState.CANCELLED: "netral",
}
KINDS = {Known.YES: "ok", Known.NO: "galat", Known.UNKNOWN: "menunggu"}
BASIS_POINTS = 100  # in a percent
SCORE_POINT = 1_000_000  # of a score in its smallest parts: one point of a hundred


def tag(row: Vacancy) -> dict[str, str]:
    """How far a selection is, as icon and word."""
    return {"kind": TAGS[VacancyState(row.state)], "text": str(row.get_state_display())}


def line(row: Vacancy) -> dict[str, Any]:
    """One post in the list."""
    note = [row.unit.short_name, str(row.get_post_class_display())]
    note.append(_("kosong sejak %(day)s") % {"day": long_date(row.vacant_since)})
    if row.acting != Acting.NOBODY:
        note.append(acting(row))
    return {
        "label": row.title,
        "url": reverse("post", args=[row.code]),
        "note": " · ".join(note),
        "status": tag(row),
    }


def acting(row: Vacancy) -> str:
    """Who holds the post for a while, and until when."""
    if row.acting == Acting.NOBODY:
        return ""
    who = f"{row.get_acting_display()} {row.acting_holder}"
    if row.acting_until is None:
        return who
    return _("%(who)s sampai %(day)s") % {"who": who, "day": long_date(row.acting_until)}


def tabs(row: Vacancy, here: str) -> list[dict[str, Any]]:
    """The five pages of one post."""
    pages = (
        ("post", _("Syarat")),
        ("post-candidates", _("Calon")),
        ("post-order", _("Urutan")),
        ("post-minutes", _("Berita acara")),
        ("post-decision", _("Keputusan")),
    )
    return [{"label": label, "url": reverse(name, args=[row.code]), "current": name == here} for name, label in pages]


def marks(row: Vacancy) -> list[dict[str, str]]:
    """What stands beside the name of a post on all its pages."""
    return [
        {"label": _("Unit"), "value": row.unit.short_name},
        {"label": _("Kosong sejak"), "value": long_date(row.vacant_since)},
    ]


def facts(row: Vacancy) -> list[dict[str, Any]]:
    """The post as a summary list."""
    open_from = long_date(row.announced_on) if row.announced_on else ""
    rows = [
        {"label": _("Unit"), "value": row.unit.name},
        {"label": _("Kelas jabatan"), "value": row.get_post_class_display()},
        {"label": _("Kosong sejak"), "value": long_date(row.vacant_since)},
        {"label": _("Pengisi sementara"), "value": acting(row)},
        {"label": _("Tata cara diumumkan"), "value": open_from},
        {"label": _("Penutupan"), "value": long_date(row.closes_on) if row.closes_on else ""},
        {"label": _("Alasan batal"), "value": row.ended_reason},
    ]
    return [one for one in rows if one["value"]]


def weights(points: dict[str, int]) -> list[dict[str, str]]:
    """Each component with its percent."""
    labels = dict(Component.choices)
    return [{"label": str(labels[name]), "value": percent(value)} for name, value in points.items()]


def percent(points: int) -> str:
    """Basis points as percent: 2550 is 25,5%."""
    whole, rest = divmod(points, BASIS_POINTS)
    return f"{number(whole)}{f',{rest:02d}'.rstrip('0') if rest else ''}%"


def score_of(parts: int) -> str:
    """A score or one part of it as points of a hundred, with two decimals, cut off."""
    whole, rest = divmod(parts, SCORE_POINT)
    return f"{number(whole)},{rest * 100 // SCORE_POINT:02d}"


def requirements(row: Standing) -> list[dict[str, str]]:
    """Each requirement with its answer and reason."""
    return [
        {
            "title": _(one.title),
            "says": _(one.says).format(**one.values),
            "kind": KINDS[one.answer],
            "text": answer(one.answer),
        }
        for one in row.requirements
    ]


def answer(known: Known) -> str:
    """The answer to a requirement in words."""
    return {
        Known.YES: _("Terpenuhi"),
        Known.NO: _("Tidak terpenuhi"),
        Known.UNKNOWN: _("Belum diketahui"),
    }[known]


def unmet(asked: Requirement) -> str:
    """Why a requirement bars somebody, in one sentence."""
    told = {"title": _(asked.title).lower(), "value": _(asked.says).format(**asked.values)}
    return _("Syarat %(title)s tidak terpenuhi. %(value)s") % told


def candidate(row: Standing) -> dict[str, Any]:
    """One candidate with everything the law asks."""
    asked = requirements(row)
    return {
        "row": row.nomination,
        "file": row.nomination.candidate,
        "requirements": asked,
        "unmet": len(row.unmet),
        "barred": [unmet(one) for one in row.barred],
        "asked": [one for one in asked if one["kind"] != KINDS[Known.YES]],
        "missing": len(row.missing),
    }


def order(rows: list[Standing], points: dict[str, int]) -> dict[str, Any]:
    """The order as a table: rank, name, score, its parts, and how firmly it stands."""
    labels = dict(Component.choices)
    columns = [
        {"label": _("Calon")},
        {"label": _("Urutan"), "numeric": True},
        {"label": _("Nilai"), "numeric": True},
        *({"label": f"{labels[name]} ({percent(share)})", "numeric": True} for name, share in points.items()),
        {"label": _("Bila bobot bergeser 10%")},
    ]
    return {
        "columns": columns,
        "rows": [_ranked(row.nomination.candidate.name, row.placed, points) for row in rows if row.placed],
    }


def _ranked(name: str, placed: Placed, points: dict[str, int]) -> dict[str, Any]:
    cells = [
        name,
        number(placed.rank),
        score_of(placed.score),
        *(score_of(placed.parts[part]) for part in points),
        firmness(placed),
    ]
    return {"cells": [{"text": text} for text in cells]}


def firmness(placed: Placed) -> str:
    """The best and the worst place that no move of the weights leads out of, in words."""
    words = {"best": number(placed.best), "worst": number(placed.worst)}
    moves = _("Tetap nomor %(best)s") if placed.firm else _("Antara nomor %(best)s dan %(worst)s")
    return moves % words


def verdict(rows: list[Standing]) -> dict[str, str]:
    """Whether the first place is firm, in one sentence; nothing where nobody is ranked against anybody."""
    ranks = [row.placed for row in rows if row.placed is not None]
    if len(ranks) <= 1:
        return {}
    first = sum(one.rank == 1 for one in ranks)
    if first > 1:
        return {
            "kind": "awas",
            "text": _("%(n)s calon bernilai sama di nomor 1. Tim yang menimbang.") % {"n": number(first)},
        }
    if ranks[0].firm:
        return {"kind": "ok", "text": _("Nomor 1 tetap nomor 1 walaupun setiap bobot bergeser 10%.")}
    return {"kind": "awas", "text": _("Nomor 1 dapat berganti bila bobot bergeser 10%. Bandingkan calon teratas.")}


def file_facts(file: Candidate) -> list[dict[str, Any]]:
    """What a member reads of the file while scoring."""
    rows = (
        (_("Jabatan sekarang"), file.present_post),
        (_("Pangkat/golongan"), file.grade),
        (_("Pendidikan"), file.education),
        (_("Nilai kinerja, yang terbaru dahulu"), ", ".join(file.ratings)),
        (_("Bulan sebagai pengawas"), number(file.months_supervisor)),
        (_("Bulan sebagai pelaksana"), number(file.months_staff)),
    )
    return [{"label": label, "value": value} for label, value in rows]


def proposed(row: Standing) -> dict[str, Any]:
    """One of the recommended as the PPK weighs them: post, rank, score, and how firmly the rank stands."""
    file, note = row.nomination.candidate, [row.nomination.candidate.present_post]
    if row.placed is not None:
        told = {"rank": number(row.placed.rank), "score": score_of(row.placed.score)}
        note += [_("urutan %(rank)s") % told, _("nilai %(score)s") % told]
        if not row.placed.firm:
            note.append(firmness(row.placed).lower())
    return {"name": f"{row.nomination.number}. {file.name}", "note": " · ".join(note), "unmet": len(row.unmet)}


def seat(row: Panelist) -> dict[str, Any]:
    """A member and the declaration."""
    if row.declared_at is None:
        told = {"kind": "menunggu", "text": _("Belum menyatakan")}
    elif row.conflict:
        told = {"kind": "awas", "text": _("Ada benturan, tidak ikut menilai")}
    else:
        told = {"kind": "ok", "text": _("Bebas benturan kepentingan")}
    return {"name": row.member.name, "tag": told}
