"""Propose a new calendar, take it person by person or not, set a date by hand, lay down rules; nothing silently."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.utils.translation import gettext

from masohi.cases.orders.models import Order
from masohi.cases.orders.queries import current_sentence
from masohi.cases.orders.terms import State
from masohi.ledger.actions import deed, record
from masohi.ledger.models import Entry
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.parameters.queries import parameters_in_force
from masohi.planning.checker import check
from masohi.planning.terms import Problem
from masohi.supply.sites.models import Site, Slot
from masohi.work.placement.actions import give_back, proposal_of, seat
from masohi.work.placement.facts import problem_for
from masohi.work.placement.models import Appointment, Plan, Rule
from masohi.work.placement.terms import OPEN_PLANS, AppointmentState, PlanState, RuleKind
from masohi.work.replanning.facts import Draft, fitting_together, sites_known, why_none, with_date
from masohi.work.replanning.models import Change, Replan, blocks_of, counts_of, replaced_by, sitting_from
from masohi.work.replanning.queries import open_changes
from masohi.work.replanning.terms import FORBIDDEN, ChangeState
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused


def _day(at: datetime) -> date:
    return at.astimezone(WIT).date()


def _reason(text: str) -> str:
    if not text.strip():
        raise Refused(gettext("Tulis alasannya. Belum ada yang berubah."))
    return text.strip()[:250]


@deed
def make_replan(*, draft: Draft, by: User, at: datetime) -> Replan:
    """Keep a draft (`facts.draft`) as a proposal: no session moves. Open offers to the same people are replaced.

    Raises Refused where nothing would change, or an order is not the caller's own.
    """
    require(by, "replan.make")
    orders = {change.order_id for change in draft.changes}
    if not orders and draft.figures["without"]:
        raise Refused(
            gettext("Jam yang terbuka tidak muat sebelum batas. Tambah lokasi atau bukaan. Tidak ada yang berubah.")
        )
    if not orders:
        raise Refused(gettext("Tidak ada jadwal yang perlu diubah. Semua tetap seperti semula."))
    if Order.objects.visible_to(by).filter(pk__in=orders, state=State.RUNNING).count() != len(orders):
        raise Conflict(gettext("Ada perkara yang tidak lagi berjalan. Tidak ada yang berubah; susun ulang lagi."))
    replan = Replan.objects.create(
        code=new_code(),
        cause=draft.cause,
        note=draft.note[:250],
        day=draft.day,
        frozen_until=draft.frozen_until,
        figures=draft.figures,
        made_by=by,
        made_at=at,
    )
    entry = record("replan.made", replan, by=by, at=at, seals=[replan], cause=draft.cause, people=len(orders))
    _withdraw(orders, entry)
    for change in draft.changes:
        change.replan = replan
        change.save(force_insert=True)
        counts = counts_of(change, draft.frozen_until)._asdict()
        record("change.offered", change, because=entry, thread=change.order, seals=[change], **counts)
    return replan


def _withdraw(orders: Iterable[int], because: Entry) -> None:
    """Take open offers to these orders off the table: one offer a person at a time."""
    for old in Change.objects.filter(order__in=orders, state=ChangeState.OFFERED).select_related("order"):
        old.state = ChangeState.REPLACED
        old.save(update_fields=["state"])
        record("change.replaced", old, because=because, thread=old.order, seals=[old])


@deed
def accept_changes(
    *, replan: Replan, codes: Iterable[str], reason: str = "", by: User, at: datetime
) -> tuple[list[Change], list[Change]]:
    """Take the offered changes of the orders with these codes: returns what was done, and what no longer fits.

    Every change is checked again, all together, against today's places and hours. Where the verdict leaves the place
    open and a site is new, the jaksa decides (KUHP 85(8)): the old sessions stand until then. Raises Conflict where
    nothing is left to accept or nothing fits any more, Refused where hours are lost and no reason is given.
    """
    require(by, "replan.make")
    rows = list(open_changes(by).filter(replan=replan, order__code__in=list(codes)))
    if not rows:
        raise Conflict(gettext("Perubahan ini sudah diputuskan atau diganti. Muat ulang halaman untuk melihatnya."))
    if any(change.loses for change in rows) and not reason.strip():
        raise Refused(
            gettext("Sebagian jam tidak terjadwal sesudah perubahan ini. Tulis alasan. Belum ada yang berubah.")
        )
    plans = {change.pk: _plan_of(change, by, at) for change in rows}
    done: list[Change] = []
    for state in (PlanState.ACCEPTED, PlanState.WAITING):  # who waits for the jaksa keeps the old places meanwhile
        done += _take([change for change in rows if plans[change.pk].state == state], plans, reason, by, at)
    if not done:
        says = gettext("Sejak usulan dibuat, tempat, jam, atau sesinya berubah.")
        raise Conflict(f"{says} {gettext('Belum ada yang berubah; susun ulang lagi.')}")
    return done, [change for change in rows if change not in done]


def _take(rows: Sequence[Change], plans: dict[int, Plan], reason: str, by: User, at: datetime) -> list[Change]:
    """Settle those of the changes that hold together, and make sessions of those that need nobody else's word."""
    fitting, problem = fitting_together(rows, plans, at=at, parameters=parameters_in_force())
    entries = {change.pk: _settle(change, plans[change.pk], reason, by, at) for change in fitting}
    direct = [change for change in fitting if plans[change.pk].state == PlanState.ACCEPTED]
    for change in direct:  # first everybody leaves, so that two people may exchange places
        give_back(appointments=plans[change.pk].replaces, because=entries[change.pk])
    places = {opening.key: opening.places for opening in problem.openings}
    for change in direct:
        seat(plan=plans[change.pk], places=places, because=entries[change.pk])
    return fitting


def _plan_of(change: Change, by: User, at: datetime) -> Plan:
    """The plan, not stored yet, that carries a change into sessions; it waits for the jaksa where a site is new."""
    order, blocks = change.order, blocks_of(change)
    sentence = current_sentence(order)
    waits = not sentence.place_fixed and not {block["site"] for block in blocks} <= sites_known(order)
    return Plan(
        code=new_code(),
        order=order,
        sentence=sentence,
        state=PlanState.WAITING if waits else PlanState.ACCEPTED,
        blocks=blocks,
        answer={
            "sessions": len(blocks),
            "spare_sessions": 0,
            "thin": False,
            "reasons": change.reasons,
            "refusals": [],
            "mends": [],
        },
        planned_minutes=sum(block["minutes"] for block in blocks),
        short_minutes=change.short_minutes,
        finish=None if change.short_minutes or not change.after else sitting_from(change.after[-1]).day,
        proposed_by=by,
        proposed_at=at,
        decided_by=None if waits else by,
        decided_at=None if waits else at,
        replaces=replaced_by(change),
    )


def _settle(change: Change, plan: Plan, reason: str, by: User, at: datetime) -> Entry:
    """Store the decision and its plan; the entry carries the difference of this person."""
    Plan.objects.filter(order=change.order, state__in=OPEN_PLANS).update(state=PlanState.REPLACED)
    plan.note = reason.strip()[:250] if change.loses else ""
    plan.save(force_insert=True)
    change.state, change.plan, change.note = ChangeState.ACCEPTED, plan, plan.note
    change.settled_by, change.settled_at = by, at
    change.save()
    told = counts_of(change, change.replan.frozen_until)._asdict() | {"waits": int(plan.state == PlanState.WAITING)}
    return record("change.accepted", change, by=by, at=at, thread=change.order, seals=[change], **told)


@deed
def refuse_change(*, change: Change, reason: str, by: User, at: datetime) -> Change:
    """Leave a person's calendar as it is, with a reason."""
    require(by, "replan.make")
    fresh = _offered(change, by)
    fresh.note = _reason(reason)
    fresh.state, fresh.settled_by, fresh.settled_at = ChangeState.REFUSED, by, at
    fresh.save()
    record("change.refused", fresh, by=by, at=at, thread=fresh.order, seals=[fresh])
    return fresh


def _offered(change: Change, by: User) -> Change:
    fresh = open_changes(by).filter(pk=change.pk).first()
    if fresh is None:
        raise Conflict(gettext("Perubahan ini sudah diputuskan atau diganti. Muat ulang halaman untuk melihatnya."))
    return fresh


@deed
def override(*, change: Change, opening: str, slot: Slot, day: date, reason: str, by: User, at: datetime) -> Change:
    """Set another date for one new session (`opening`) of an offered change. It stays an offer until it is accepted.

    Raises Refused in words where a rule forbids the date or there is no place.
    """
    require(by, "replan.make")
    fresh, why = _offered(change, by), _reason(reason)
    fresh.after = with_date(fresh, opening, slot, day, why)
    minutes = sum(one["minutes"] for one in fresh.after)
    fresh.short_minutes += fresh.minutes_after - minutes
    fresh.minutes_after = minutes
    plan = _plan_of(fresh, by, at)
    problem = problem_for(
        [fresh.order], day=_day(at), parameters=parameters_in_force(), ignore=plan.replaces, partial=[fresh.order_id]
    )
    broken = check(problem, proposal_of([plan]))
    if broken:
        raise Refused(_says(broken[0].code, problem, slot, day))
    fresh.save()
    record("change.overridden", fresh, by=by, at=at, thread=fresh.order, seals=[fresh], day=day.isoformat())
    return fresh


def _says(code: str, problem: Problem, slot: Slot, day: date) -> str:
    """Why not, in words; of an opening that the calendar does not know, why there is none that day."""
    rest = gettext("Pilih tanggal lain. Belum ada yang berubah.")
    if code not in FORBIDDEN or code == "unknown":
        code = why_none(problem, str(slot.site_id), day)
    return f"{gettext(FORBIDDEN[code])} {rest}"


@deed
def pin(*, appointment: Appointment, reason: str, by: User, at: datetime) -> Rule:
    """Keep one session ahead where it is, whatever else is planned anew, until the rule is ended."""
    require(by, "replan.make")
    row = Appointment.objects.visible_to(by).filter(pk=appointment.pk).select_related("order").first()
    if row is None or row.state != AppointmentState.PLANNED or row.starts_at <= at:
        raise Conflict(gettext("Sesi ini sudah lewat atau dibatalkan. Tidak ada yang berubah."))
    return _lay_down(Rule(order=row.order, kind=RuleKind.PIN, appointment=row, reason=_reason(reason)), by, at)


@deed
def forbid(
    *,
    order: Order,
    site: Site | None = None,
    weekday: int | None = None,
    day: date | None = None,
    reason: str,
    by: User,
    at: datetime,
) -> Rule:
    """Keep the order's person away from one site, one weekday (0 = Monday) or one day. Sessions already planned stay
    until somebody plans anew. Raises Refused unless exactly one thing is named."""
    require(by, "replan.make")
    given = ((RuleKind.SITE, site), (RuleKind.WEEKDAY, weekday), (RuleKind.DAY, day))
    if len(kinds := [kind for kind, value in given if value is not None]) != 1:
        raise Refused(gettext("Pilih satu: lokasi, hari, atau tanggal. Belum ada yang tersimpan."))
    return _lay_down(
        Rule(order=order, kind=kinds[0], site=site, weekday=weekday, day=day, reason=_reason(reason)), by, at
    )


def _lay_down(rule: Rule, by: User, at: datetime) -> Rule:
    """Store a rule once: Conflict where the same one is in force."""
    if not Order.objects.visible_to(by).filter(pk=rule.order_id).exists():
        raise Conflict(gettext("Perkara ini tidak lagi ditangani kantor Anda. Tidak ada yang berubah."))
    same = Rule.objects.filter(order__person=rule.order.person_id, kind=rule.kind, ended_at=None)
    if same.filter(appointment=rule.appointment, site=rule.site, weekday=rule.weekday, day=rule.day).exists():
        raise Conflict(gettext("Aturan yang sama sudah berlaku. Tidak ada yang berubah."))
    rule.code, rule.made_by, rule.made_at = new_code(), by, at
    rule.save(force_insert=True)
    record("rule.made", rule, by=by, at=at, thread=rule.order, seals=[rule], rule=rule.kind)
    return rule


@deed
def end_rule(*, rule: Rule, by: User, at: datetime) -> Rule:
    """Lift a rule; nothing moves by that."""
    require(by, "replan.make")
    fresh = Rule.objects.filter(pk=rule.pk, ended_at=None, order__in=Order.objects.visible_to(by)).first()
    if fresh is None:
        raise Conflict(gettext("Aturan ini sudah diakhiri. Tidak ada yang berubah."))
    fresh.ended_by, fresh.ended_at = by, at
    fresh.save(update_fields=["ended_by", "ended_at"])
    record("rule.ended", fresh, by=by, at=at, thread=fresh.order, seals=[fresh])
    return fresh
