"""Write a plan with its needs, have another hand approve it, look at it again, and say how far each need is."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils.translation import gettext

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.parameters.queries import parameters_in_force
from masohi.reentry.followup.actions import line, own_client, today_of
from masohi.reentry.followup.models import Client, Need, Plan, PlanReview
from masohi.reentry.followup.queries import newest_plan, plan_in_force
from masohi.reentry.followup.terms import Domain, NeedState, PlanState
from masohi.writing.codes import new_code
from masohi.writing.refusals import Conflict, Refused


class Wanted(NamedTuple):
    """One need as somebody names it: its domain (`Domain`) and what would be reached."""

    domain: str
    goal: str


@deed
def write_plan(
    *, client: Client, goals: str, needs: Sequence[Wanted], instead_of: int | None = None, by: User, at: datetime
) -> Plan:
    """Write a plan, or a new edition of it: a former draft is kept as replaced, a plan in force holds until approval.

    `instead_of`: primary key of the newest plan that the writer read, 0 for none; None does not ask. Raises Refused
    without a need, Conflict where somebody wrote another plan since.
    """
    require(by, "homecoming.manage")
    fresh = own_client(client, by)
    wanted = [Wanted(Domain(one.domain), line(one.goal)) for one in needs if line(one.goal)]
    if not wanted or not line(goals):
        raise Refused(gettext("Tulis tujuan dan paling sedikit satu kebutuhan. Isian masih ada."))
    before = newest_plan(fresh)
    if instead_of is not None and instead_of != (before.pk if before is not None else 0):
        raise Conflict(gettext("Petugas lain baru saja menulis rencana. Baca dulu rencananya. Tidak ada yang berubah."))
    entry = record("plan.drafted", fresh, by=by, at=at, thread=fresh)
    if before is not None and before.state == PlanState.DRAFT:
        _replace(before)
        record("plan.replaced", before, because=entry, thread=fresh, seals=[before])
    plan = Plan(client=fresh, goals=goals.strip(), written_by=by, written_at=at)
    plan.full_clean()
    plan.save(force_insert=True)
    rows = [Need(code=new_code(), plan=plan, domain=one.domain, goal=one.goal) for one in wanted]
    for row in rows:
        row.full_clean()
        row.save(force_insert=True)
    record("plan.written", plan, because=entry, thread=fresh, seals=[plan, *rows], needs=len(rows))
    return plan


def _replace(plan: Plan) -> None:
    plan.state = PlanState.REPLACED
    plan.save(update_fields=["state"])


@deed
def approve_homecoming(*, plan: Plan, by: User, at: datetime) -> Plan:
    """Another hand than the writer's approves the plan, and it takes the former's place; offices go on with their work.

    Raises Refused to the writer, Conflict where it is approved or replaced already.
    """
    require(by, "homecoming.approve")
    fresh = Plan.objects.select_related("client").get(pk=plan.pk)
    client = own_client(fresh.client, by, "homecoming.approve")
    if fresh.state != PlanState.DRAFT:
        raise Conflict(gettext("Rencana ini sudah disetujui atau diganti. Tidak ada yang berubah."))
    if fresh.written_by_id == by.pk:
        raise Refused(gettext("Yang menulis rencana tidak menyetujuinya sendiri. Minta petugas lain memeriksanya."))
    day, former = today_of(at), plan_in_force(client)
    if former is not None:
        _replace(former)
    fresh.state, fresh.approved_by, fresh.approved_at = PlanState.APPROVED, by, at
    fresh.review_on = day + timedelta(days=parameters_in_force().value("homecoming_review_days", day))
    fresh.save()
    entry = record("plan.agreed", fresh, by=by, at=at, thread=client, seals=[fresh])
    if former is not None:
        record("plan.replaced", former, because=entry, thread=client, seals=[former])
    return fresh


@deed
def review_plan(*, plan: Plan, day: date, note: str, next_on: date, by: User, at: datetime) -> PlanReview:
    """Somebody looked at the plan with the person on `day`. Raises Conflict, Refused."""
    require(by, "homecoming.manage")
    fresh = Plan.objects.select_related("client").get(pk=plan.pk)
    client = own_client(fresh.client, by)
    if fresh.state != PlanState.APPROVED:
        raise Conflict(gettext("Hanya rencana yang disetujui yang ditinjau. Tidak ada yang berubah."))
    if day > today_of(at) or next_on <= day or not line(note):
        raise Refused(
            gettext("Tulis hasilnya, tanggal yang sudah tiba, dan hari tinjauan berikutnya. Isian masih ada.")
        )
    row = PlanReview(plan=fresh, day=day, note=line(note), next_on=next_on, reviewed_by=by, reviewed_at=at)
    row.full_clean()
    row.save(force_insert=True)
    fresh.review_on = next_on
    fresh.save(update_fields=["review_on"])
    record("plan.reviewed", row, by=by, at=at, thread=client, seals=[row, fresh])
    return row


@deed
def settle_need(*, need: Need, state: str, note: str = "", by: User, at: datetime) -> Need:
    """Say how far a need is. Raises Conflict outside the approved plan, Refused where dropped without a reason."""
    require(by, "homecoming.manage")
    fresh = Need.objects.select_related("plan__client").get(pk=need.pk)
    client = own_client(fresh.plan.client, by)
    if fresh.plan.state != PlanState.APPROVED:
        raise Conflict(gettext("Rencana ini belum disetujui atau sudah diganti. Tidak ada yang berubah."))
    if state == NeedState.DROPPED and not line(note):
        raise Refused(gettext("Tulis mengapa kebutuhan ini tidak dilanjutkan. Belum ada yang tersimpan."))
    fresh.state, fresh.note = NeedState(state), line(note)
    fresh.full_clean()
    fresh.save()
    record("need.settled", fresh, by=by, at=at, thread=client, seals=[fresh], state=str(state))
    return fresh
