"""What a breach file says: everything as it stood when it was sent, in words, and the letter made of it."""

from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext

from masohi.cases.orders.models import Order
from masohi.cases.orders.queries import current_sentence
from masohi.cases.pauses.queries import pauses_of
from masohi.law.breach import FINE, PRISON, REPEAT, Share
from masohi.work.absences.facts import Absence
from masohi.work.attendance.models import Verification
from masohi.work.calendars.models import Telling
from masohi.work.enforcement.breach.models import BreachFile
from masohi.work.enforcement.breach.queries import aid, consequences, verdict_minutes
from masohi.work.enforcement.models import Step
from masohi.work.enforcement.queries import (
    heard_before,
    ladder_start,
    missed_absences,
    steps_of,
    turn_of,
    vain_visits,
)
from masohi.work.enforcement.terms import StepKind
from masohi.work.letters.facts import NOTHING, Content, Signer, Table, order_fields
from masohi.work.letters.models import Letter
from masohi.writing.indonesian import (
    WIT,
    clock,
    day_and_date,
    hours,
    joined,
    long_date,
    moment,
    number,
    rupiah,
    short_date,
)


def amount_words(kind: str, amount: int) -> str:
    """Days of prison or rupiah in words."""
    return rupiah(amount) if kind == FINE else gettext("%(days)s hari") % {"days": number(amount)}


def formula(kind: str, one: Share) -> str:
    """The pro-rata figure with what it was made of, written out."""
    return gettext("%(open)s : %(sentence)s × %(whole)s = %(part)s, dibulatkan ke bawah") % {
        "open": hours(one.open_minutes),
        "sentence": hours(one.sentence_minutes),
        "whole": amount_words(kind, one.whole),
        "part": amount_words(kind, one.part),
    }


def options(order: Order) -> list[dict[str, str]]:
    """What may follow by the verdict, each with what the law says of it; the figure is an aid, no rule."""
    sentence, one, told = current_sentence(order), aid(order), []
    for kind in consequences(order):
        whole = sentence.replaced_prison_days if kind == PRISON else sentence.replaced_fine_rupiah
        if kind == REPEAT:
            told.append({"kind": kind, "text": _repeat_words(order), "formula": ""})
        elif whole and one is not None:
            says = {
                PRISON: gettext("Menjalani seluruh atau sebagian pidana penjara yang diganti, paling lama %(whole)s"),
                FINE: gettext("Membayar seluruh atau sebagian pidana denda yang diganti, paling banyak %(whole)s"),
            }
            text = says[kind] % {"whole": amount_words(kind, whole)}
            told.append({"kind": kind, "text": text, "formula": formula(kind, one)})
    return told


def _repeat_words(order: Order) -> str:
    most = {"most": hours(verdict_minutes(order))}
    if order.child:
        return gettext("Usul kepada hakim pengawas: mengulangi seluruh atau sebagian, paling lama %(most)s") % most
    return gettext("Mengulangi seluruh atau sebagian kerja sosial, paling lama %(most)s") % most


@translation.override("id")  # letters are Indonesian, whatever language the page is read in
def snapshot_of(file: BreachFile, *, at: datetime) -> dict[str, Any]:
    """The whole file as it stands now, in words. What is written here is what was sent."""
    order = file.order
    turn, since = ladder_start(order)
    return {
        "taken_at": moment(at),
        "hours": {
            "sentence": hours(order.minutes),
            "credited": hours(order.credited_minutes),
            "open": hours(order.open_minutes),
            "deadline": long_date(order.deadline) if order.deadline else NOTHING,
        },
        "options": options(order),
        "missed": _missed(order, missed_absences(order, after=since)),
        "steps": [_step(one) for one in steps_of(order, turn=turn) if one.kind != StepKind.REPORT],
        "pauses": [_pause(one) for one in pauses_of(order)],
        "pk_statement": file.pk_statement,
        "person_statement": file.person_statement,
        "person_refused": file.person_refused,
    }


def _missed(order: Order, rows: list[Absence]) -> list[dict[str, str]]:
    heard = heard_before(order)
    keys = [row.record.pk for row in rows if row.record is not None]
    words = {one.attendance_id: one for one in Verification.objects.filter(attendance__in=keys)}
    return [_missed_row(row, heard.get(row.appointment.pk), words) for row in rows]


def _missed_row(row: Absence, telling: Telling | None, words: dict[int, Verification]) -> dict[str, str]:
    assert row.record is not None  # missed_absences asks for it
    word, decision, excuse = words.get(row.record.pk), row.decision, row.excuses[-1] if row.excuses else None
    told = f"{telling.get_way_display()}, {_short(telling.told_at)}, {telling.told_by.name}" if telling else NOTHING
    answer = gettext("beralasan sah") if row.excused else gettext("tanpa alasan sah")
    return {
        "day": day_and_date(row.appointment.session.day),
        "site": row.appointment.session.site.name,
        "outcome": str(row.record.get_outcome_display()),
        "told": told,
        "excuse": f"{excuse.get_reason_display()}. {excuse.note}".strip() if excuse else NOTHING,
        "decision": f"{answer}: {decision.reason} ({decision.decided_by.name})" if decision else NOTHING,
        "recorded": f"{row.record.recorded_by.name}, {moment(row.record.recorded_at)}",
        "verified": f"{word.verified_by.name}, {moment(word.verified_at)}" if word else NOTHING,
        "excused": "ya" if row.excused else "",
    }


def _short(at: datetime) -> str:
    return f"{short_date(at.astimezone(WIT).date())} {clock(at)}"


def _step(step: Step) -> dict[str, str]:
    return {
        "kind": str(step.get_kind_display()),
        "state": str(step.get_state_display()),
        "number": step.letter.number if step.letter else NOTHING,
        "issued": moment(step.issued_at) if step.issued_at else NOTHING,
        "handed": _met_nobody(step) or _handed(step),
        "proof": step.proof.sha256 if step.proof else "",
        "response": step.response or NOTHING,
        "withdrawn": step.cancelled_reason,
    }


def _met_nobody(step: Step) -> str:
    """Of a visit at which nobody was ever met: that, with every day on which the PK was there; else nothing."""
    visits = vain_visits(step) if step.kind == StepKind.VISIT else {}
    if step.letter_id not in visits:
        return ""
    return f"{gettext('Tidak bertemu siapa pun')}: {joined([long_date(day) for day in visits.values()])}"


def _handed(step: Step) -> str:
    if step.handed_at is None:
        return NOTHING
    how = f"{step.get_handed_how_display()}, " if step.handed_how else ""
    return f"{how}{moment(step.handed_at)}, {step.receiver}"


def _pause(one: Any) -> str:
    until = long_date(one.until) if one.until else gettext("belum ditentukan")
    return f"{one.get_kind_display()}: {long_date(one.from_day)} – {until}"


@translation.override("id")  # letters are Indonesian, whatever language the page is read in
def file_content(file: BreachFile, shot: dict[str, Any], *, replaces: Letter | None = None) -> Content:
    """The letter that carries a file to the jaksa; after a return it names the letter that it `replaces`."""
    order, counted = file.order, [row for row in shot["missed"] if not row["excused"]]
    said = shot["person_statement"] or gettext("Tidak mau memberi keterangan: %(note)s") % {
        "note": shot["person_refused"]
    }
    fields = order_fields(order) | {
        "jumlah_gagal": number(len(counted)),
        "dasar": gettext("Pasal 85 ayat (7) dan (8) KUHP"),
        "sanksi": "; ".join(one["text"] for one in shot["options"]) or NOTHING,
        "pendapat": shot["pk_statement"],
    }
    if order.child:
        fields["dasar"] = gettext("Pasal 76 ayat (2) UU 11/2012 tentang Sistem Peradilan Pidana Anak")
    signers = (Signer(gettext("Pembimbing Kemasyarakatan"), order.pk_name, order.bapas.name),)
    facts = _replacing(replaces) + _facts(order, shot, said)
    return Content(fields=fields, facts=facts, tables=_tables(shot), signers=signers)


def _replacing(old: Letter | None) -> tuple[tuple[str, str], ...]:
    if old is None:
        return ()
    words = {"number": old.number, "day": long_date(old.issued_at.astimezone(WIT).date())}
    told = gettext("%(number)s tanggal %(day)s, dikembalikan jaksa dan dicabut") % words
    return ((gettext("Menggantikan surat"), told),)


def _facts(order: Order, shot: dict[str, Any], said: str) -> tuple[tuple[str, str], ...]:
    told = shot["hours"]
    rows = [
        (gettext("Nama"), order.person.name),
        (gettext("Perkara"), f"{order.case_number}, {order.court.name}"),
        (gettext("Jam pidana"), told["sentence"]),
        (gettext("Jam diakui"), told["credited"]),
        (gettext("Sisa jam"), told["open"]),
        (gettext("Batas penyelesaian"), told["deadline"]),
        (gettext("Keterangan orangnya"), said),
    ]
    rows += [(gettext("Hitungan bantu, bukan ketentuan"), one["formula"]) for one in shot["options"] if one["formula"]]
    rows += [(gettext("Jeda"), one) for one in shot["pauses"]]
    return tuple(rows)


def _tables(shot: dict[str, Any]) -> tuple[Table, ...]:
    sessions = (gettext("Sesi"), gettext("Diberi tahu"), gettext("Keputusan"))
    steps = (gettext("Langkah"), gettext("Nomor surat"), gettext("Penyerahan"), gettext("Tanggapan"))
    return (
        Table(
            gettext("Sesi yang belum dipenuhi"),
            sessions,
            tuple((f"{row['day']}, {row['site']}", row["told"], row["decision"]) for row in shot["missed"]),
        ),
        Table(
            gettext("Langkah yang sudah diambil"),
            steps,
            tuple(
                (row["kind"], row["number"], row["handed"], row["response"])
                for row in shot["steps"]
                if not row["withdrawn"]
            ),
        ),
    )


def report_step(order: Order) -> Step | None:
    """The living report of the present ladder."""
    living = [step for step in steps_of(order, turn=turn_of(order)) if not step.cancelled_reason]
    return next((step for step in living if step.kind == StepKind.REPORT), None)
