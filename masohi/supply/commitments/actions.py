"""Make promises, change and give them up; prove them, and take a proof back. Nobody enters a percentage."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.supply.agreements.models import Agreement
from masohi.supply.commitments.models import Commitment, Proof
from masohi.supply.commitments.queries import acts_for
from masohi.supply.commitments.terms import Measure, ProofKind
from masohi.supply.files.actions import keep_file
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused

DETAILS = (
    *("agreement", "owner", "kind", "what", "quantity", "unit", "starts_on", "due_on", "article", "measure"),
    *("contact", "source"),
)
TOLD = ("owner", "agreement", "quantity", "unit", "starts_on", "due_on", "measure")
"""Columns that decide how a promise looks: a change of one of them is told in its history, with old and new."""


def keep_dates(starts_on: date, due_on: date) -> None:
    """Raises Refused where a promise would be due before it begins."""
    if due_on < starts_on:
        raise Refused(gettext("Tenggat mendahului tanggal mulai. Periksa keduanya. Belum ada yang tersimpan."))


def keep_agreed(agreement: Agreement, owner: Organisation, starts_on: date) -> None:
    """Who promises is a party of the agreement or belongs to one; nothing begins before it. Raises Refused."""
    parties = set(agreement.parties.values_list("pk", flat=True))
    if not parties & {owner.pk, owner.parent_id}:
        raise Refused(
            gettext("Lembaga ini bukan pihak perjanjian itu. Pilih perjanjian lain atau lembaga lain. Isian masih ada.")
        )
    if starts_on < agreement.begins_on:
        raise Refused(gettext("Komitmen mulai sebelum perjanjiannya berlaku. Periksa tanggal mulai. Isian masih ada."))


@deed
def make_commitment(
    *,
    agreement: Agreement,
    owner: Organisation,
    kind: str,
    what: str,
    quantity: int,
    unit: str,
    starts_on: date,
    due_on: date,
    article: str = "",
    measure: str = Measure.MANUAL,
    contact: str = "",
    source: str = "",
    by: User,
    at: datetime,
) -> Commitment:
    """Enter what `owner` promised under `agreement`. Raises ValidationError, Refused for dates in the wrong order,
    Conflict where the same promise of that office, due on that day, is there already.
    """
    require(by, "commitment.manage")
    keep_dates(starts_on, due_on)
    keep_agreed(agreement, owner, starts_on)
    made = Commitment(
        code=new_code(),
        agreement=agreement,
        owner=owner,
        kind=kind,
        what=" ".join(what.split()),
        quantity=quantity,
        unit=unit.strip(),
        starts_on=starts_on,
        due_on=due_on,
        article=article,
        measure=measure,
        contact=contact,
        source=source,
    )
    made.full_clean()
    same = Commitment.objects.filter(agreement=agreement, owner=owner, what=made.what, due_on=due_on, cancelled_on=None)
    if same.exists():
        raise Conflict(gettext("Komitmen ini sudah tercatat dengan tenggat yang sama. Tidak dicatat dua kali."))
    made.save(force_insert=True)
    record("commitment.made", made, by=by, at=at, thread=made, seals=[made], owner=owner.pk, due=due_on.isoformat())
    return made


@deed
def change_commitment(*, commitment: Commitment, edition: int, by: User, at: datetime, **details: Any) -> Commitment:
    """Change what was promised; `edition` is the one the page showed. Owner, amounts and dates leave their old value
    behind; of the wording only that it changed, because whoever takes a name out of it must not find it kept here.

    Raises Conflict where somebody else saved in between or the promise was given up, Refused, ValidationError.
    """
    require(by, "commitment.manage")
    fresh = _living(commitment)
    if fresh.edition != edition:
        raise Conflict(
            gettext(
                "Komitmen ini baru saja diubah orang lain. Isian Anda masih ada di halaman; "
                "bandingkan lalu simpan lagi."
            )
        )
    before, wording = {name: getattr(fresh, name) for name in TOLD}, fresh.what
    for name, value in details.items():
        if name not in DETAILS:
            raise TypeError(f"{name} is no detail of a commitment")
        setattr(fresh, name, value)
    keep_dates(fresh.starts_on, fresh.due_on)
    keep_agreed(fresh.agreement, fresh.owner, fresh.starts_on)
    _keep_measure(fresh, before["measure"])
    fresh.edition += 1
    fresh.full_clean()
    fresh.save()
    told = {name: [str(old), str(getattr(fresh, name))] for name, old in before.items() if old != getattr(fresh, name)}
    record(
        "commitment.changed",
        fresh,
        by=by,
        at=at,
        thread=fresh,
        seals=[fresh],
        fields=sorted(details),
        changed=told,
        reworded=int(fresh.what != wording),
    )
    return fresh


def _keep_measure(commitment: Commitment, before: str) -> None:
    """Proofs would stop to count without a word, so the measure stays once there are some."""
    if commitment.measure != before and commitment.proofs.filter(withdrawn_at=None, amount__gt=0).exists():
        raise Refused(
            gettext("Cara mengukur tidak dapat diganti karena sudah ada bukti. Batalkan, lalu buat komitmen baru.")
        )


@deed
def cancel_commitment(*, commitment: Commitment, reason: str, by: User, at: datetime) -> Commitment:
    """Give a promise up, with a reason that everybody can read; its proofs stay. Raises Conflict, Refused."""
    require(by, "commitment.manage")
    fresh = _living(commitment)
    fresh.cancelled_on = at.astimezone(WIT).date()
    fresh.cancelled_reason = needed(reason, gettext("Tulis alasan pembatalan. Belum ada yang berubah."))
    fresh.edition += 1
    fresh.full_clean()
    fresh.save()
    record("commitment.cancelled", fresh, by=by, at=at, thread=fresh, seals=[fresh], owner=fresh.owner_id)
    return fresh


def needed(text: str, says: str) -> str:
    """The text in one line. Raises Refused with `says` where nothing was written."""
    tidy = " ".join(text.split())
    if not tidy:
        raise Refused(says)
    return tidy


def _living(commitment: Commitment) -> Commitment:
    fresh = Commitment.objects.select_related("owner", "agreement").get(pk=commitment.pk)
    if fresh.cancelled_on is not None:
        raise Conflict(gettext("Komitmen ini sudah dibatalkan. Tidak ada yang berubah."))
    return fresh


@deed
def give_proof(
    *,
    commitment: Commitment,
    kind: str,
    amount: int,
    day: date,
    note: str = "",
    file: tuple[str, bytes] | None = None,
    by: User,
    at: datetime,
) -> Proof:
    """Show that `amount` more of the promised unit came about on `day`, by a file (name, bytes) or by a figure.

    Officers of the owner and the cooperation bureau may. A figure says where it is from; a file is there. Where the
    program counts the progress itself, `amount` is 0 and the proof only illustrates. Raises Refused, Conflict.
    """
    require(by, "commitment.prove")
    fresh = _living(commitment)
    if not acts_for(by, fresh.owner_id, "commitment.prove"):
        raise Refused(gettext("Komitmen ini milik dinas lain. Bukti diisi dinas itu. Tidak ada yang tersimpan."))
    note = " ".join(note.split())
    _keep_proof(fresh, kind, amount, note, file)
    keep_day(day, fresh.agreement.begins_on, at)
    kept = keep_file(name=file[0], content=file[1], by=by, at=at) if file else None
    proof = Proof(
        code=new_code(),
        commitment=fresh,
        kind=kind,
        amount=amount,
        day=day,
        note=note,
        file=kept,
        given_by=by,
        given_at=at,
    )
    proof.full_clean()
    same = fresh.proofs.filter(kind=kind, amount=amount, day=day, note=note, withdrawn_at=None)
    if same.filter(file__sha256=kept.sha256 if kept else None).exists():
        raise Conflict(gettext("Bukti yang sama sudah tersimpan. Tidak disimpan dua kali."))
    proof.save(force_insert=True)
    record("proof.given", proof, by=by, at=at, thread=fresh, seals=[proof], commitment=fresh.pk, amount=amount)
    return proof


def _keep_proof(commitment: Commitment, kind: str, amount: int, note: str, file: tuple[str, bytes] | None) -> None:
    """What a proof needs by its kind and by the measure of the commitment. Raises Refused."""
    if kind == ProofKind.FIGURE and not note:
        raise Refused(gettext("Tulis dari mana angka ini, misalnya nomor laporan. Isian Anda masih ada."))
    if kind == ProofKind.FILE and file is None:
        raise Refused(gettext("Pilih berkas buktinya. Isian lain masih ada."))
    if commitment.measure != Measure.MANUAL and amount:
        raise Refused(gettext("Kemajuan komitmen ini dihitung program. Bukti hanya melengkapi; jumlahnya 0."))
    if commitment.measure == Measure.MANUAL and amount < 1:
        raise Refused(gettext("Tulis jumlah yang dibuktikan, paling sedikit 1."))


def keep_day(day: date, begins_on: date, at: datetime) -> None:
    """Nothing is proven for tomorrow, and nothing from before the agreement. Raises Refused."""
    if day > at.astimezone(WIT).date():
        raise Refused(gettext("Tanggal kejadian belum tiba. Periksa tanggalnya. Isian lain masih ada."))
    if day < begins_on:
        raise Refused(gettext("Tanggal kejadian sebelum perjanjian berlaku. Periksa tanggalnya. Isian lain masih ada."))


@deed
def withdraw_proof(*, proof: Proof, reason: str, by: User, at: datetime) -> Proof:
    """Let a proof count no more; it stays readable with who took it back and why. Raises Refused, Conflict."""
    require(by, "proof.withdraw")
    fresh = Proof.objects.select_related("commitment").get(pk=proof.pk)
    if not acts_for(by, fresh.commitment.owner_id, "proof.withdraw"):
        raise Refused(gettext("Bukti ini milik dinas lain. Dinas itu yang dapat menariknya. Tidak ada yang berubah."))
    if fresh.withdrawn_at is not None:
        raise Conflict(gettext("Bukti ini sudah ditarik. Tidak ada yang berubah."))
    fresh.withdrawn_at, fresh.withdrawn_by = at, by
    fresh.withdrawn_reason = needed(reason, gettext("Tulis alasan menarik bukti. Belum ada yang berubah."))
    fresh.full_clean()
    fresh.save()
    record(
        "proof.withdrawn", fresh, by=by, at=at, thread=fresh.commitment, seals=[fresh], commitment=fresh.commitment_id
    )
    return fresh
