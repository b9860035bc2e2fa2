"""The main job on one register: from its rows to a certificate, through the same deeds that the pages call."""

import random
import time as stopwatch
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import DatabaseError, OperationalError, transaction

from masohi.cases.orders.actions import assign_officers, start_execution
from masohi.cases.orders.models import Order
from masohi.cases.orders.queries import not_started, one_order, orders_in
from masohi.cases.orders.terms import State
from masohi.cases.twins.actions import decide_duplicate
from masohi.faces.jobs import figures, registers, scene
from masohi.faces.jobs.clock import moment
from masohi.faces.jobs.luck import GONE_FOR, Luck
from masohi.faces.jobs.sample import Sample, open_sample_accounts
from masohi.faces.jobs.scenes.people import tell
from masohi.faces.jobs.story import tell as tell_story
from masohi.ledger.heads.actions import sign_grown
from masohi.ledger.queries import verify
from masohi.parties.accounts.queries import system_account
from masohi.parties.organisations.actions import load_reference
from masohi.parties.organisations.queries import organisations
from masohi.parties.parameters.actions import load_holidays
from masohi.parties.parameters.queries import holidays_of
from masohi.planning.sentences import sentence
from masohi.planning.stored import reason_of
from masohi.reports.wholeness.actions import seal_older
from masohi.supply.agreements.queries import unsealed_agreements
from masohi.work.attendance.actions import record_session, verify_attendance
from masohi.work.attendance.terms import Outcome
from masohi.work.completion.actions import complete_order
from masohi.work.letters.facts import archive_folder
from masohi.work.letters.models import Letter
from masohi.work.placement.actions import accept_plan, announce_sessions, approve_plan, propose_plans
from masohi.work.placement.models import Plan
from masohi.work.placement.queries import all_sessions, appointments_of
from masohi.work.placement.terms import PlanState
from masohi.writing.archive import fetch
from masohi.writing.refusals import Refused, Unlawful

ROOT = Path(__file__).resolve().parents[3]
SAMPLE_REGISTER = ROOT / "samples" / "register-putusan.xlsx"
SAMPLE_SITES = ROOT / "samples" / "lokasi.xlsx"
APPEAL = timedelta(days=8)  # seven days to think it over, and one
HEARD = timedelta(days=5)  # before the first session
AWAY = 3  # people who have stopped coming
ANNOUNCED = timedelta(days=10)  # ahead of the reader's day; what lies behind is still a draft


def prepare(at: datetime) -> None:
    """Tables, and on a new folder or in a new year the reference data: what every command needs before its own work.

    Raises OperationalError where there is no database that could hold them.
    """
    try:
        call_command("migrate", interactive=False, verbosity=0)
    except DatabaseError as fault:
        raise OperationalError(str(fault)) from fault
    if unsealed_agreements().exists():
        seal_older(by=system_account(), at=at)
    if not (organisations().exists() and holidays_of(at.year) and holidays_of(at.year + 1)):
        load_base(at)


def load_base(at: datetime) -> None:
    """Places, organisations and public holidays of this year and the next, where they are not there yet."""
    system = system_account()
    load_reference(by=system, at=at)
    load_holidays(years=[at.year, at.year + 1], by=system, at=at)


def load_sample(*, at: datetime) -> bool:
    """The sample register on an empty folder; a folder in use stays as it is. Raises Refused as `run` does.

    True where the job was done just now.
    """
    if registers.any_orders():
        print(
            "Data sudah ada; pekerjaan contoh tidak diulang. Pakai folder kosong (MASOHI_DATA) untuk mulai baru.",
            flush=True,
        )
        return False
    print_report(run(SAMPLE_REGISTER, sites=SAMPLE_SITES, seed=1, at=at))
    with suppress(Refused):  # an example that has grown too old to be planned anew still opens
        scene.play(open_sample_accounts(at), at)
    return True


def run(register: Path, *, sites: Path | None, seed: int, at: datetime) -> dict[str, Any]:
    """Import, check, plan, work one order to its end, verify, certify, verify the ledger.

    Raises Refused where the data folder is not empty, UnreadableSheet where a file cannot be read. What happens after
    the import is played in the weeks of the orders themselves, whatever the day is today. All of it is one transaction:
    a run that fails or is killed leaves nothing, and can be repeated.
    """
    began = stopwatch.monotonic()
    court, city = registers.read_register(register), registers.read_site_list(sites or SAMPLE_SITES)
    prepare(at)
    with transaction.atomic():
        answer, certificate = _play(court, city, random.Random(seed), at)
    figures.bring_up(at)
    checked = verify()
    sign_grown(at=at)  # the letter's evidence can be taken at once
    return answer | {
        "certificate": str(_readable_copy(certificate)) if certificate else None,
        "verification_code": certificate.code if certificate else None,
        "ledger": {"entries": checked.entries, "ok": checked.ok, "root": checked.root},
        "seconds": round(stopwatch.monotonic() - began, 1),
    }


def _play(
    court: registers.Sheet, city: registers.Sheet, dice: random.Random, at: datetime
) -> tuple[dict[str, Any], Letter | None]:
    sample = open_sample_accounts(at)  # from here the chain's end is ours, and nobody else can enter an order
    if registers.any_orders():
        raise Refused("Folder data sudah berisi perkara. Pakai folder kosong (MASOHI_DATA); tidak ada yang berubah.")
    sites = registers.take_sites(city, dry_run=False, by=system_account(), at=at)
    tell_story(sample, system_account(), at)
    answer = registers.take_register(court, dry_run=False, by=sample.clerk, at=at)
    began_on = _start_all(sample)
    plans = _plan_all(sample, began_on, at + ANNOUNCED)
    finished, after = _work(sample, plans, dice, at)
    letters = complete_order(order=finished, by=sample.prosecutor, at=after) if finished else []
    told = {
        "v": 1,
        "rows": answer["rows"],
        "accepted": answer["accepted"],
        "refused": [{k: one[k] for k in ("row", "rule", "message")} for one in answer["refused"]],
        "sites": sites["accepted"],
        "planned": sum(plan.short_minutes == 0 for plan in plans),
        "infeasible": [_infeasible(plan) for plan in plans if plan.short_minutes],
        "sessions": all_sessions().count(),
    }
    return told, letters[-1] if letters else None


def _start_all(sample: Sample) -> datetime:
    """The jaksa sets every order in motion, with the register's dates or, where it is silent, the next lawful ones.

    Returns the morning before the first order may be worked: the moment from which the city is planned.
    """
    gates = []
    for order in list(not_started(sample.prosecutor)):
        final = order.inkracht_date or order.verdict_date + APPEAL
        ordered = max(order.execution_order_date or final + timedelta(days=3), final)
        morning = moment(ordered, 8)
        if order.person.duplicate_open:  # namesakes of the sample are different people
            decide_duplicate(person=order.person, same_as=None, by=sample.prosecutor, at=morning)
        order = assign_officers(
            order=order,
            edition=order.edition,
            prosecutor=sample.prosecutor,
            pk_officer=sample.pk,
            by=sample.prosecutor,
            at=morning,
        )
        try:
            start_execution(
                order=order,
                edition=order.edition,
                inkracht_date=final,
                execution_order_date=ordered,
                execution_order_number=f"CONTOH-{order.pk}/{ordered.year}",
                safety_briefed_on=ordered,
                by=sample.prosecutor,
                at=morning,
            )
            gates.append(ordered)
        except Unlawful:
            continue  # stays in the register, as on any desk: the jaksa sees why on its page
    return moment(min(gates, default=date(2026, 1, 2)), 8)


def _plan_all(sample: Sample, at: datetime, until: datetime) -> list[Plan]:
    """One proposal for everybody, accepted and approved where it is complete; sessions before `until` are announced."""
    running = list(orders_in(sample.pk, [State.RUNNING]))
    plans = propose_plans(orders=running, by=sample.pk, at=at) if running else []
    for plan in plans:
        if plan.short_minutes == 0:
            accepted = accept_plan(plan=plan, by=sample.pk, at=at)
            if accepted.state == PlanState.WAITING:
                approve_plan(plan=accepted, by=sample.prosecutor, at=at)
    sessions = list(all_sessions().filter(starts_at__lt=until))
    if sessions:
        announce_sessions(sessions=sessions, by=sample.pk, at=at)
    return plans


def _work(sample: Sample, plans: list[Plan], dice: random.Random, at: datetime) -> tuple[Order | None, datetime]:
    """Play the sessions that lie before `at`, and all of the order that finishes first; returns it and a later moment.

    One person in ten misses a session, never the one who finishes; three of those with the most sessions have stopped
    coming (`luck`).
    """
    complete = sorted((p for p in plans if p.short_minutes == 0 and p.finish), key=lambda p: (p.finish, p.pk))
    if not complete:
        return None, at
    hero = complete[0].order
    last = appointments_of(hero).last()
    until = max(last.session.ends_at + timedelta(days=1) if last else at, at - timedelta(days=3))
    since = (until - GONE_FOR).date()
    busiest = sorted(complete[1:], key=lambda p: (-_between(p, since, until.date()), p.pk))
    gone = [plan.order_id for plan in busiest[:AWAY]]
    luck = Luck(dice, hero.pk, frozenset(gone), until)
    _tell(sample, complete, {key: luck.told_late for key in gone[:1]})
    for session in all_sessions().filter(ends_at__lt=until).select_related("site"):
        expected = list(session.appointments.order_by("pk"))
        seen = luck.seen(session, expected)
        heads = sum(one.outcome == Outcome.PRESENT for one in seen)
        moment = session.ends_at + timedelta(minutes=5)
        watching = session.site.supervisors.select_related("person").earliest("pk").person
        records = record_session(
            session=session, heads_at_start=heads, heads_at_end=heads, seen=seen, by=watching, at=moment
        )
        mine = any(one.order_id == hero.pk for one in expected)
        if mine or session.ends_at < until - timedelta(days=4):  # the newest wait for the PK
            verify_attendance(accepted=records, by=sample.pk, at=moment + timedelta(hours=5))
    return one_order(hero.pk), until


def _between(plan: Plan, first: date, last: date) -> int:
    """How many sessions of a plan lie between two days."""
    return sum(first <= date.fromisoformat(block["day"]) <= last for block in plan.blocks)


def _tell(sample: Sample, plans: list[Plan], late: dict[int, datetime]) -> None:
    """Everybody hears of the dates before the first of them; `late`: by order (primary key), who hears of them when."""
    for plan in plans:
        order = one_order(plan.order_id)
        first = appointments_of(order).first()
        if first is not None:
            soon = max(plan.proposed_at, first.starts_at - HEARD)
            tell(order, by=sample.pk, at=late.get(order.pk, soon))


def _infeasible(plan: Plan) -> dict[str, Any]:
    reasons = [sentence(reason_of(stored)) for stored in plan.answer["reasons"]]
    return {
        "case_number": plan.order.case_number,
        "short_minutes": plan.short_minutes,
        "reason": " ".join(reasons),
    }


def _readable_copy(letter: Letter) -> Path:
    """The certificate under a name that people can open."""
    path = archive_folder().parent / f"{letter.number.replace('/', '_')}.pdf"
    path.write_bytes(fetch(archive_folder(), letter.sha256))
    return path


def print_report(answer: dict[str, Any]) -> None:
    """The answer of `run` for people."""
    print(f"Register: {answer['rows']} baris, {answer['accepted']} diterima, {len(answer['refused'])} ditolak")
    for one in answer["refused"]:
        print(f"  baris {one['row']}: {one['message']} [{one['rule']}]")
    print(f"Rencana: {answer['planned']} lengkap, {len(answer['infeasible'])} tidak dapat selesai tepat waktu")
    for one in answer["infeasible"]:
        print(f"  {one['case_number']}: {one['reason']}")
    print(f"Sesi: {answer['sessions']}")
    if answer["certificate"]:
        print(f"Surat keterangan: {answer['certificate']} (kode {answer['verification_code']})")
    ledger = answer["ledger"]
    print(f"Catatan: {ledger['entries']} catatan, {'utuh' if ledger['ok'] else 'BERUBAH'}, akar {ledger['root'][:16]}…")
    print(f"Selesai dalam {answer['seconds']} detik.", flush=True)
