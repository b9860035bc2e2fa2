"""A re-plan in words: what calls for one, what it counts, what it means for each person."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext, ngettext

from masohi.cases.orders.terms import State
from masohi.planning import differences
from masohi.planning.differences import Difference
from masohi.planning.sentences import sentence
from masohi.planning.stored import reason_of
from masohi.ui.formats import duration, long_date, number
from masohi.work.placement.terms import PlanState
from masohi.work.replanning.models import Change, Replan, differences_of
from masohi.work.replanning.queries import Call
from masohi.work.replanning.terms import Cause, ChangeState

ICONS = {
    Cause.ABSENCE: "hourglass",
    Cause.CLOSURE: "lock",
    Cause.SEA: "alert-triangle",
    Cause.LEAVE: "user",
    Cause.NEW: "plus",
    Cause.RULE: "ban",
    Cause.BY_HAND: "edit",
}
TAGS = {
    ChangeState.OFFERED: "info",
    ChangeState.ACCEPTED: "ok",
    ChangeState.REFUSED: "netral",
    ChangeState.REPLACED: "netral",
}
SOON = timedelta(hours=48)  # a text may be read too late: somebody calls
AT_ONCE = 6  # differences of one person shown before the rest is folded
KINDS = {
    differences.MOVED: "info",
    differences.CUT: "awas",
    differences.LENGTHENED: "info",
    differences.DROPPED: "galat",
    differences.ADDED: "ok",
}


def kind_word(kind: str) -> str:
    """What became of a session, in a word."""
    return {
        differences.MOVED: gettext("Pindah"),
        differences.CUT: gettext("Lebih singkat"),
        differences.LENGTHENED: gettext("Lebih lama"),
        differences.DROPPED: gettext("Dihapus"),
        differences.ADDED: gettext("Ditambahkan"),
    }[kind]


def people(count: int) -> str:
    """So many people, in words."""
    return ngettext("%(n)s orang", "%(n)s orang", count) % {"n": number(count)}


def sessions(count: int) -> str:
    """So many sessions, in words."""
    return ngettext("%(n)s sesi", "%(n)s sesi", count) % {"n": number(count)}


def span(first: date | None, last: date | None) -> str:
    """One day, or from one to another."""
    if first is None or last is None or first == last:
        return long_date(first) if first else ""
    return gettext("%(first)s sampai %(last)s") % {"first": long_date(first), "last": long_date(last)}


def call(one: Call) -> dict[str, Any]:
    """Something that calls for a re-plan, as its row in the list."""
    words = [str(one.cause.label), str(one.site) if one.site else "", span(one.first, one.last)]
    return {
        "key": one.key,
        "icon": ICONS[one.cause],
        "title": f"{words[0]}: {words[1]}",
        "note": " · ".join(word for word in (words[2], one.reason) if word),
        "met": f"{people(len(one.orders))}, {sessions(len(one.sessions))}",
        "people": people(len(one.orders)),
        "offered": people(one.offered) if one.offered else "",
    }


def figures(replan: Replan) -> list[dict[str, Any]]:
    """The counts of a re-plan over everybody it concerns."""
    told = replan.figures
    window = (replan.frozen_until - replan.day).days - 1
    near = gettext("sesi berubah dalam %(days)s hari") % {"days": number(window)}
    tiles = [
        {
            "label": gettext("orang berubah jadwal"),
            "value": number(told["people"]),
            "note": gettext("%(sessions)s ditambahkan") % {"sessions": sessions(told["added"])},
        },
        {"label": near, "value": number(told["near"])},
        {"label": gettext("sesi berubah sesudah itu"), "value": number(told["far"])},
        {
            "label": gettext("jam tanpa tanggal"),
            "value": duration(told["open_after"]),
            "note": gettext("sebelumnya %(length)s") % {"length": duration(told["open_before"])},
            "bad": told["open_after"] > 0,
        },
    ]
    return tiles


def is_open(change: Change) -> bool:
    """Whether it can still be decided: offered, and the order runs."""
    return change.state == ChangeState.OFFERED and change.order.state == State.RUNNING


def _tag(change: Change) -> dict[str, Any]:
    """Where a change stands: what the jaksa said of an accepted one comes before the PK's own word."""
    if change.state == ChangeState.OFFERED and not is_open(change):
        return {"kind": "netral", "text": gettext("Perkara tidak lagi berjalan")}
    plan = change.plan
    if plan is None or plan.state == PlanState.ACCEPTED:
        return {"kind": TAGS[ChangeState(change.state)], "text": change.get_state_display()}
    if plan.state == PlanState.WAITING:
        return {"kind": "menunggu", "text": gettext("Menunggu jaksa")}
    return {
        "kind": "awas",
        "text": gettext("Jadwal lama tetap: usulan %(state)s") % {"state": plan.get_state_display().lower()},
    }


def card(change: Change, names: Mapping[str, str], at: datetime) -> dict[str, Any]:
    """What a change means for one person, seen at `at`: every session that changes with its reason, others folded."""
    found = differences_of(change)
    before = {one["opening"]: one for one in change.before}
    after = {one["opening"]: one for one in change.after}
    lines = [_line(one, before, after, change, names) for one in found if one.changed]
    open_now = is_open(change)
    for line in lines:
        line["soon"] = open_now and line["new"] is not None and line["new"]["start"] - at < SOON
    return {
        "change": change,
        "name": change.order.person.short_name,
        "open": open_now,
        "tag": _tag(change),
        "lines": lines[:AT_ONCE],
        "more": lines[AT_ONCE:],
        "kept": [_sitting(one.after, names) for one in found if not one.changed and one.after],
        "short": change.short_minutes,
        "fewer": max(change.minutes_before - change.minutes_after, 0),
        "why": [sentence(reason_of(one), names=names, translate=gettext) for one in change.reasons],
    }


def _line(
    found: Difference,
    before: Mapping[str, Mapping[str, Any]],
    after: Mapping[str, Mapping[str, Any]],
    change: Change,
    names: Mapping[str, str],
) -> dict[str, Any]:
    old = before.get(found.before.opening) if found.before else None
    new = after.get(found.after.opening) if found.after else None
    by_hand = str(new.get("by_hand", "")) if new else ""
    code = "by_hand" if by_hand else old["why"] if old else _why_added(change)
    return {
        "kind": found.kind,
        "tag": KINDS[found.kind],
        "word": kind_word(found.kind),
        "sentence": differences.sentence(found, names=names, translate=gettext),
        "old": _sitting(found.before, names) if found.before else None,
        "new": _sitting(found.after, names) if found.after else None,
        "why": gettext(differences.WHY.get(code, differences.WHY["to_fit"])),
        "by_hand": by_hand,
        "told": found.before is not None and found.before.told,
        "opening": found.after.opening if found.after and new and new["appointment"] is None else "",
    }


def _why_added(change: Change) -> str:
    return "new_order" if change.replan.cause == Cause.NEW else "hours_open"


def _sitting(one: differences.Sitting, names: Mapping[str, str]) -> dict[str, Any]:
    return {"start": one.start, "minutes": one.minutes, "site": names.get(one.site, one.site)}


def sites_in(changes: Iterable[Change]) -> set[int]:
    """Every site (primary key) that these changes name, with those of the planner's reasons."""
    rows = list(changes)
    named = {one["site"] for change in rows for one in (*change.before, *change.after)}
    said = {stored["values"].get("site") for change in rows for stored in change.reasons}
    return {int(key) for key in named | said if key is not None}


def touches(change: Change, site: str) -> bool:
    """Whether a session that the change moves was, or will be, at the site (primary key as text)."""
    return any(site in {one.site for one in (d.before, d.after) if one} for d in differences_of(change) if d.changed)
