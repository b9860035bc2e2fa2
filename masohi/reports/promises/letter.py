"""The quarterly report as texts for `writing/letters/triwulan.typ`: sums, offices, decisions, money. No person."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import translation

from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.organisations.facts import letterhead_of
from masohi.parties.organisations.queries import organisations
from masohi.parties.organisations.terms import Kind
from masohi.reports.costs.queries import Costs, costs_between
from masohi.reports.promises.facts import Score, Standing, scored, sides
from masohi.reports.promises.quarters import Quarter
from masohi.reports.promises.queries import standings
from masohi.supply.budget.queries import paid_by_source
from masohi.supply.budget.terms import Source
from masohi.supply.commitments.queries import commitments
from masohi.supply.meetings.models import Meeting
from masohi.supply.meetings.queries import meetings_between
from masohi.work.letters.facts import head_sheet
from masohi.writing.indonesian import joined, long_date, number, rupiah, short_date

EMPTY = {"name": "", "lines": [], "address": "Ambon", "contact": "", "logo": []}
SIDES = {"kota": "Pemerintah kota", "pemasyarakatan": "Pemasyarakatan", "penegak_hukum": "Penegak hukum"}
METHOD = (
    "Kemajuan berasal dari bukti yang tersimpan atau dihitung program; tidak ada persen yang diketik. "
    "Tepat waktu berarti seluruh jumlah tercapai paling lambat pada tenggat, menurut tanggal kejadian pada bukti. "
    "Jumlah lokasi, kuota, dan pengawas adalah keadaan pada hari laporan dibuat."
)


@translation.override("id")  # letters are Indonesian, whatever language the page is read in
def quarter_letter(user: User, quarter: Quarter, today: date) -> dict[str, Any]:
    """Texts of the report of a quarter for `user`: everybody's promises for those who steer, else the own share.

    Promises stand as on the quarter's last day, or as of `today` where that is still to come.
    """
    day = min(quarter.last, today)
    every = may(user, "commitment.view_all")
    rows = [row for row in standings(commitments(user), day) if row.commitment.starts_on <= quarter.last]
    city = organisations(Kind.CITY).first()
    costs = costs_between(quarter.first, day) if every else None
    return {
        "number": f"KKS/{quarter.name}",
        "head": head_sheet(letterhead_of(city)) if city else EMPTY,
        "period": f"{quarter.words}, {long_date(quarter.first)} sampai {long_date(quarter.last)}",
        "state_day": long_date(day),
        "scope": "Semua lembaga" if every else joined(_units(user)),
        "summary": _summary(scored(rows, "")),
        "sides": [_side(score) for score in sides(rows)] if every else [],
        "offices": _offices(rows),
        "meetings": [_meeting(meeting) for meeting in meetings_between(user, quarter.first, quarter.last)],
        "spending": _spending(user, quarter.first, day),
        "costs": _costs(costs) if costs else [],
        "method": METHOD,
    }


def _units(user: User) -> list[str]:
    return sorted({membership.organisation.name for membership in user.current_memberships()})


def _summary(score: Score) -> list[str]:
    """The quarter in three sentences."""
    if not score.promised:
        return ["Belum ada komitmen yang tercatat."]
    judged = f"{number(score.judged)} sudah dapat dinilai dan {number(score.kept)} di antaranya tepat waktu."
    return [
        f"{number(score.promised)} komitmen tercatat. {judged}",
        f"{number(score.overdue)} lewat tenggat. {number(score.running)} masih berjalan; "
        f"{number(score.behind)} di antaranya tertinggal dari jadwal.",
        f"{number(score.wants_proof)} komitmen menunggu bukti pertamanya.",
    ]


def _side(score: Score) -> list[str]:
    kept = f"{number(score.kept)} dari {number(score.judged)}" if score.judged else "belum dinilai"
    counts = (score.overdue, score.running, score.wants_proof)
    return [SIDES[score.side], number(score.promised), kept, *(number(count) for count in counts)]


def _offices(rows: Sequence[Standing]) -> list[dict[str, Any]]:
    """A table an office, by name; its promises due first."""
    by_owner: dict[str, list[Standing]] = defaultdict(list)
    for row in rows:
        by_owner[row.commitment.owner.name].append(row)
    return [{"name": name, "rows": [_line(row) for row in by_owner[name]]} for name in sorted(by_owner)]


def _line(row: Standing) -> list[str]:
    promise = row.commitment
    amount = f"{number(row.progress)} dari {number(promise.quantity)} {promise.unit} ({row.share}%)"
    return [promise.what, amount, short_date(promise.due_on), str(row.light.label)]


def _meeting(meeting: Meeting) -> dict[str, Any]:
    there = joined(sorted(unit.short_name for unit in meeting.participants.all()))
    where = f", {meeting.place}" if meeting.place else ""
    return {
        "title": meeting.title,
        "when": f"{long_date(meeting.held_on)}{where}. Hadir: {there}.",
        "decisions": [decision.text for decision in meeting.decisions.all()],
        "actions": [
            [one.what, one.owner.short_name, short_date(one.due_on), "Selesai" if one.done_at else "Belum selesai"]
            for one in meeting.actions.all()
        ],
    }


def _spending(user: User, first: date, last: date) -> list[list[str]]:
    paid = paid_by_source(user, first, last)
    rows = [[str(source.label), rupiah(paid[source])] for source in Source if paid.get(source)]
    return [*rows, ["Jumlah", rupiah(sum(paid.values()))]] if rows else []


def _costs(costs: Costs) -> list[str]:
    unknown = "belum dapat dihitung"
    an_hour = rupiah(costs.per_hour) if costs.per_hour is not None else unknown
    an_order = rupiah(costs.per_order) if costs.per_order is not None else unknown
    return [f"Biaya per jam yang diakui: {an_hour}. Biaya per perkara yang selesai: {an_order}."]
