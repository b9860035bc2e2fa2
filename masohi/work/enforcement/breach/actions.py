"""Draw up a breach file, send it where nothing is unfair, return it, and record what the jaksa decided."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import translation
from django.utils.translation import gettext

from masohi.cases.orders.actions import close_order
from masohi.cases.orders.models import Order, Sentence, handled_by
from masohi.cases.orders.queries import current_sentence
from masohi.cases.orders.terms import ClosureReason, State
from masohi.law import kuhp_85_sanction
from masohi.law.breach import PRISON, REPEAT
from masohi.law.citation import listed
from masohi.law.ladder import Unfair
from masohi.ledger.actions import consequence, deed, record
from masohi.ledger.models import Entry
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.parameters.queries import parameters_in_force
from masohi.parties.roles import Role
from masohi.work.attendance.actions import refold_credit
from masohi.work.enforcement.breach.facts import amount_words, file_content, report_step, snapshot_of
from masohi.work.enforcement.breach.models import BreachFile
from masohi.work.enforcement.breach.queries import (
    consequences,
    lost_ground,
    open_file_of,
    unfairness,
    unsettled,
    verdict_minutes,
)
from masohi.work.enforcement.breach.terms import FAULTS, OUTCOMES, WRITABLE, FileState, Outcome
from masohi.work.enforcement.models import Step
from masohi.work.enforcement.terms import StepState
from masohi.work.letters.actions import issue_letter, take_back
from masohi.work.letters.terms import LetterKind
from masohi.work.placement.actions import release_ahead
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT, hours
from masohi.writing.refusals import Conflict, Refused, Unlawful


def _day(at: datetime) -> date:
    return at.astimezone(WIT).date()


@deed
def open_file(*, order: Order, by: User, at: datetime) -> BreachFile:
    """Draw up the file that the report step asks for; the same again gives the file that is there.

    Refused while the ladder has not come to the report.
    """
    require(by, "breach.make")
    fresh = Order.objects.filter(handled_by(by), pk=order.pk, state=State.RUNNING).first()
    step = report_step(fresh) if fresh is not None else None
    if fresh is None or step is None:
        raise Refused(gettext("Langkah perkara ini belum sampai pada laporan. Buka tab Tindak lanjut."))
    known = open_file_of(fresh)
    if known is not None and known.step_id == step.pk:
        return known
    file = known or BreachFile(code=new_code(), order=fresh, made_by=by, made_at=at)
    file.step = step
    file.save()
    entry = record("breach.drawn_up", file, by=by, at=at, thread=fresh, seals=[file])
    if step.state == StepState.PROPOSED:
        step.state, step.issued_by, step.issued_at = StepState.ISSUED, by, at
        step.save(update_fields=["state", "issued_by", "issued_at"])
        record("step.issued", step, because=entry, thread=fresh, seals=[step], step=step.kind)
    return file


def _fresh(file: BreachFile, by: User, *states: FileState) -> BreachFile:
    people = ("order__person", "order__court", "order__bapas", "order__prosecutor_office", "order__pk_officer")
    rows = BreachFile.objects.visible_to(by).select_related(*people, "step").filter(pk=file.pk, state__in=states)
    found = rows.filter(order__state=State.RUNNING).first()
    if found is None:
        raise Conflict(gettext("Berkas ini sudah diajukan, diputus, atau diubah orang lain. Muat ulang halaman."))
    return found


@deed
def write_file(
    *, file: BreachFile, pk_statement: str, person_statement: str, person_refused: str, by: User, at: datetime
) -> BreachFile:
    """Keep what the PK and the person say, or that the person does not want to say anything."""
    require(by, "breach.make")
    fresh = _fresh(file, by, *WRITABLE)
    fresh.pk_statement, fresh.person_statement = pk_statement.strip()[:3000], person_statement.strip()[:3000]
    fresh.person_refused = person_refused.strip()[:250]
    fresh.save(update_fields=["pk_statement", "person_statement", "person_refused"])
    record("breach.written", fresh, by=by, at=at, thread=fresh.order, seals=[fresh])
    return fresh


@deed
def send_file(*, file: BreachFile, by: User, at: datetime) -> BreachFile:
    """Send the file to the jaksa: a snapshot is frozen, the letter issued. Refused while one finding stands.

    After a return the new letter names the one that it replaces.
    """
    require(by, "breach.send")
    fresh = _fresh(file, by, *WRITABLE)
    _held_back(unfairness(fresh.order, fresh, day=_day(at)), gettext("Berkas belum dapat diajukan."))
    entry = record("breach.decided_to_send", fresh, by=by, at=at, thread=fresh.order)
    fresh.snapshot = snapshot_of(fresh, at=at)
    content = file_content(fresh, fresh.snapshot, replaces=fresh.letter)
    fresh.letter = issue_letter(
        kind=LetterKind.BREACH, unit=fresh.order.bapas, content=content, order=fresh.order, because=entry
    )
    fresh.state, fresh.sent_by, fresh.sent_at = FileState.SENT, by, at
    fresh.save()
    record("breach.sent", fresh, because=entry, thread=fresh.order, seals=[fresh], letter=fresh.letter.pk)
    _reported(fresh.step, fresh.order.prosecutor_office.short_name, entry)
    return fresh


def _held_back(found: list[Unfair], why: str) -> None:
    if found:
        says = " ".join(f"{FAULTS[one][0]} {FAULTS[one][1]}" for one in dict.fromkeys(one.fault for one in found))
        raise Refused(f"{why} {says}")


def _reported(step: Step, receiver: str, entry: Entry) -> None:
    if step.state == StepState.HANDED:
        return
    step.state, step.handed_at, step.noted_at = StepState.HANDED, entry.at, entry.at
    step.receiver, step.handed_by_id = receiver, entry.actor
    step.save()
    record("step.handed", step, because=entry, thread=step.order, seals=[step], step=step.kind, how="")


@deed
def return_file(*, file: BreachFile, reason: str, by: User, at: datetime) -> BreachFile:
    """The jaksa wants to know more; the PK completes the file and sends it again. The letter that came falls."""
    require(by, "breach.return")
    fresh = _fresh(file, by, FileState.SENT)
    if not reason.strip():
        raise Refused(gettext("Tulis apa yang harus dilengkapi. Berkas belum dikembalikan."))
    fresh.state, fresh.returned_reason = FileState.RETURNED, reason.strip()[:500]
    fresh.returned_by, fresh.returned_at = by, at
    fresh.save(update_fields=["state", "returned_reason", "returned_by", "returned_at"])
    step = fresh.step
    step.state, step.handed_at, step.noted_at = StepState.ISSUED, None, None
    step.save(update_fields=["state", "handed_at", "noted_at"])
    entry = record("breach.returned", fresh, by=by, at=at, thread=fresh.order, seals=[fresh, step])
    if fresh.letter is not None:
        take_back(letter=fresh.letter, reason=fresh.returned_reason, because=entry)
    return fresh


@dataclass(frozen=True)
class Decision:
    """What was decided. `amount`: minutes to repeat, days of prison, or rupiah, by `outcome`; 0 for none.

    `until`: the last day for repeated hours, as the document says.
    """

    outcome: Outcome
    document: str
    document_on: date
    amount: int = 0
    until: date | None = None


@deed
def decide_file(*, file: BreachFile, decision: Decision, by: User, at: datetime) -> BreachFile:
    """Record the result (KUHP 85(7), KS-35, KS-36): only a jaksa, only what the verdict allows, only with a document.

    Repeated hours become a new version of the sentence; prison or fine ends the order. Raises Unlawful or Refused;
    Refused too where what was sent no longer holds: then only "nothing follows" can be recorded, or the file returned;
    and while hours are not verified or the order rests: what is left to do is not certain then.
    """
    require(by, "breach.decide")
    fresh = _fresh(file, by, FileState.SENT)
    may = by.has(Role.PROSECUTOR) and fresh.order.prosecutor_office_id in by.organisations_as(Role.PROSECUTOR)
    broken = listed(kuhp_85_sanction.sanction_by_prosecutor("jaksa" if may else "lain"))
    if broken:
        raise Unlawful(broken)
    _documented(fresh, decision, at)
    _within(fresh.order, decision, at)
    if decision.outcome != Outcome.NONE:
        _held_back(lost_ground(fresh), gettext("Dasar berkas berubah sesudah diajukan. Kembalikan berkas kepada PK."))
        _held_back(unsettled(fresh.order, day=_day(at)), gettext("Keputusan belum dapat dicatat."))
    names = {Outcome.REPEAT: "result_minutes", Outcome.PRISON: "result_days", Outcome.FINE: "result_rupiah"}
    if decision.outcome in names:
        setattr(fresh, names[decision.outcome], decision.amount)
    fresh.state, fresh.result = FileState.DECIDED, decision.outcome
    fresh.document, fresh.document_on = decision.document.strip()[:120], decision.document_on
    fresh.decided_by, fresh.decided_at = by, at
    fresh.save()
    told: dict[str, Any] = {"result": str(decision.outcome), "amount": decision.amount}
    steps = _ended(fresh.step, at)
    entry = record("breach.decided", fresh, by=by, at=at, thread=fresh.order, seals=[fresh, *steps], **told)
    if decision.outcome == Outcome.REPEAT and decision.until is not None:
        repeat_hours(file=fresh, minutes=decision.amount, until=decision.until, because=entry)
    elif decision.outcome in {Outcome.PRISON, Outcome.FINE}:
        order = Order.objects.get(pk=fresh.order_id)
        close_order(
            order=order, edition=order.edition, reason=ClosureReason.REPLACED, document=fresh.document, by=by, at=at
        )
        release_ahead(order=order, after=at, because=entry)
    return fresh


def _ended(report: Step, at: datetime) -> list[Step]:
    """The decision ends this ladder: what is missed from now on starts a new one."""
    steps = list(Step.objects.filter(order=report.order_id, turn=report.turn).order_by("pk"))
    for step in steps:
        step.ended_at = at
        step.save(update_fields=["ended_at"])
    return steps


def _documented(file: BreachFile, decision: Decision, at: datetime) -> None:
    sent = _day(file.sent_at) if file.sent_at else _day(at)
    if not decision.document.strip() or not sent <= decision.document_on <= _day(at):
        raise Refused(
            gettext("Tulis nomor dokumen dan tanggalnya, sesudah berkas diajukan dan tidak di depan. Belum tersimpan.")
        )


def _within(order: Order, decision: Decision, at: datetime) -> None:
    """The result lies within what the verdict allows."""
    if decision.outcome == Outcome.NONE:
        return
    kind = next(kind for kind, outcome in OUTCOMES.items() if outcome == decision.outcome)
    if kind not in consequences(order):
        raise Refused(gettext("Putusan tidak memuat akibat ini. Pilih yang tertulis dalam putusan. Belum tersimpan."))
    if kind == REPEAT:
        _repeatable(order, decision, at)
        return
    sentence = current_sentence(order)
    most = (sentence.replaced_prison_days if kind == PRISON else sentence.replaced_fine_rupiah) or 0
    if not 0 < decision.amount <= most:
        told = gettext("Isi lebih dari nol dan paling banyak %(most)s. Belum ada yang tersimpan.")
        raise Refused(told % {"most": amount_words(kind, most)})


def _repeatable(order: Order, decision: Decision, at: datetime) -> None:
    most = verdict_minutes(order)
    broken = listed(kuhp_85_sanction.repeat_within_sentence(decision.amount, sentence_minutes=most))
    if broken:
        raise Unlawful(broken)
    day = _day(at)
    length: int = parameters_in_force().value("completion_days", day)
    if decision.until is None or not day < decision.until <= decision.document_on + timedelta(days=length):
        raise Refused(
            gettext("Isi batas akhir jam ulangan: sesudah hari ini, paling lama %(days)s hari sejak dokumen.")
            % {"days": length}
        )


@consequence
def repeat_hours(*, file: BreachFile, minutes: int, until: date, because: Entry) -> Sentence:
    """From now on `minutes` are to be worked until `until`; what was credited stays credited (decision 0026).

    Sessions ahead were planned for the old hours: they are released and planned anew.
    """
    if file.document_on is None:
        raise TypeError("a file that repeats hours has a document")
    order = Order.objects.get(pk=file.order_id)
    sentence = current_sentence(order)
    verdict = verdict_minutes(order)
    sentence.pk, sentence._state.adding = None, True
    sentence.version, sentence.decided_on, sentence.document = sentence.version + 1, file.document_on, file.document
    with translation.override("id"):  # the register is Indonesian, whatever language the page is read in
        sentence.reason = gettext("Mengulangi %(hours)s (Pasal 85 ayat (7) KUHP)") % {"hours": hours(minutes)}
    sentence.minutes, sentence.verdict_minutes = order.credited_minutes + minutes, verdict
    sentence.save(force_insert=True)
    order.minutes, order.deadline, order.edition = sentence.minutes, until, order.edition + 1
    order.save(update_fields=["minutes", "deadline", "edition"])
    file.sentence = sentence
    file.save(update_fields=["sentence"])
    told: dict[str, Any] = {"version": sentence.version, "minutes": sentence.minutes, "repeated": minutes}
    record("hours.repeated", order, because=because, thread=order, seals=[order, sentence, file], **told)
    release_ahead(order=order, after=because.at, because=because)
    refold_credit(order=order, because=because)
    return sentence
