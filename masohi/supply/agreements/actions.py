"""Keep the register of agreements: drafts, what was signed, its signatories, points, scans, its end."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.supply.agreements.facts import capacities, flaws, insist_on_signers
from masohi.supply.agreements.models import Agreement, Clause, Scan, Signatory
from masohi.supply.agreements.terms import AgreementState, ClauseKey, DocumentKind, Family
from masohi.supply.files.actions import keep_file
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused

WRITTEN: Final = ("number", "second_number", "title", "purpose", "family", "umbrella", "signed_where", "source")
AGREED: Final = ("kind", "amends", "signed_on", "begins_on", "ends_on")
"""What both parties put their names under: once the signed text is there, only an addendum changes it."""
DATES: Final = frozenset({"signed_on", "begins_on", "ends_on"})
"""Nobody moves one of these without the old and the new day on record."""


@deed
def register_agreement(
    kind: str,
    number: str,
    title: str,
    parties: Sequence[Organisation],
    begins_on: date,
    ends_on: date,
    umbrella: Agreement | None = None,
    *,
    family: str = Family.CORRECTIONS,
    second_number: str = "",
    purpose: str = "",
    signed_on: date | None = None,
    signed_where: str = "",
    amends: Agreement | None = None,
    state: str = AgreementState.SIGNED,
    source: str = "",
    by: User,
    at: datetime,
) -> Agreement:
    """Enter an agreement as signed, or as a draft (`state`). A signed addendum moves the end of what it amends.

    Raises ValidationError for a number in use, dates in the wrong order, fewer than two parties.
    """
    require(by, "agreement.register")
    made = Agreement(code=new_code(), kind=kind, number=number, second_number=second_number, title=title, state=state)
    made.purpose, made.family, made.source, made.signed_where = purpose, family, source, signed_where
    made.umbrella, made.amends = umbrella, amends
    made.begins_on, made.ends_on, made.signed_on = begins_on, ends_on, signed_on
    _sound(made, parties, at)
    if made.state == AgreementState.SIGNED:
        _amend(made, by, at)
    made.save(force_insert=True)
    kept, gone = _put_parties(made, parties)
    told: dict[str, Any] = {"parties": sorted(party.pk for party in parties), "state": made.state}
    record("agreement.registered", made, by=by, at=at, thread=made, seals=[made, *kept], gone=gone, **told)
    return made


@deed
def change_agreement(
    *,
    agreement: Agreement,
    edition: int,
    parties: Sequence[Organisation] | None = None,
    by: User,
    at: datetime,
    **details: Any,
) -> Agreement:
    """Change columns named in WRITTEN and AGREED; what was agreed only in drafts, and until a scan shows the text."""
    require(by, "agreement.change")
    fresh = _fresh(agreement, edition)
    held = {"parties": set(fresh.parties.all()), **{name: getattr(fresh, name) for name in WRITTEN + AGREED}}
    wanted = {"parties": set(parties)} if parties is not None else {}
    wanted |= details
    changed = sorted(name for name, value in wanted.items() if held[name] != value)
    if set(changed) & {*AGREED, "parties"}:
        _still_open(fresh)
    for name, value in details.items():
        setattr(fresh, name, value)
    stays = list(parties) if parties is not None else list(fresh.parties.all())
    _sound(fresh, stays, at)
    _save(fresh)
    kept, gone = _put_parties(fresh, stays)
    left = list(fresh.signatories.exclude(organisation__in=stays))
    moved = {name: [str(held[name] or ""), str(wanted[name] or "")] for name in changed if name in DATES}
    told: dict[str, Any] = {"fields": changed, "changed": moved}
    record("agreement.changed", fresh, by=by, at=at, thread=fresh, seals=[fresh, *kept], gone=[*gone, *left], **told)
    for signatory in left:
        signatory.delete()
    return fresh


@deed
def sign_agreement(
    *,
    agreement: Agreement,
    edition: int,
    signed_on: date,
    number: str,
    second_number: str = "",
    signed_where: str = "",
    by: User,
    at: datetime,
) -> Agreement:
    """Record that a draft was signed. Raises Unlawful where somebody signed without the right to (KJ-01)."""
    require(by, "agreement.change")
    fresh = _fresh(agreement, edition)
    if fresh.state != AgreementState.DRAFT:
        raise Conflict(gettext("Perjanjian ini sudah ditandatangani. Tidak ada yang berubah."))
    insist_on_signers(fresh)
    fresh.state, fresh.signed_on, fresh.number = AgreementState.SIGNED, signed_on, number
    fresh.second_number, fresh.signed_where = second_number, signed_where
    _sound(fresh, list(fresh.parties.all()), at)
    _amend(fresh, by, at)
    _save(fresh)
    record("agreement.signed", fresh, by=by, at=at, thread=fresh, seals=[fresh], signed_on=signed_on.isoformat())
    return fresh


@deed
def end_agreement(
    *, agreement: Agreement, edition: int, ended_on: date, reason: str, by: User, at: datetime
) -> Agreement:
    """The parties end it before its printed day; `ended_on` is its last day in force."""
    require(by, "agreement.change")
    fresh = _fresh(agreement, edition)
    if fresh.state != AgreementState.SIGNED:
        raise Conflict(gettext("Hanya perjanjian yang ditandatangani dapat diakhiri. Tidak ada yang berubah."))
    if fresh.kind == DocumentKind.ADDENDUM:
        raise Refused(gettext("Adendum tidak diakhiri sendiri. Akhiri perjanjiannya, atau buat adendum baru."))
    if not fresh.begins_on <= ended_on <= fresh.ends_on:
        raise ValidationError({"ended_on": gettext("Pilih hari di dalam masa berlakunya.")})
    if not reason.strip():
        raise ValidationError({"reason": gettext("Tulis alasannya. Perjanjian masih berlaku.")})
    fresh.state, fresh.ended_on, fresh.ended_reason = AgreementState.ENDED, ended_on, reason.strip()
    fresh.full_clean()
    _save(fresh)
    record("agreement.ended", fresh, by=by, at=at, thread=fresh, seals=[fresh], ended_on=ended_on.isoformat())
    return fresh


@deed
def add_signatory(
    *,
    agreement: Agreement,
    organisation: Organisation,
    name: str,
    position: str,
    capacity: str,
    power_number: str = "",
    power_date: date | None = None,
    power: tuple[str, bytes] | None = None,
    edition: int | None = None,
    by: User,
    at: datetime,
) -> Signatory:
    """Say who signs for a party, or correct it; `power` is the scan (name, bytes) of the surat kuasa.

    One row a party: a scan that is there already stays where no new one is given.
    """
    require(by, "agreement.change")
    fresh = _fresh(agreement, edition)
    if not fresh.parties.filter(pk=organisation.pk).exists():
        raise Refused(gettext("Instansi ini bukan pihak perjanjian. Tambahkan dulu sebagai pihak."))
    if capacity not in dict(capacities(organisation.kind)):
        says = gettext("Pilihan ini bukan untuk instansi itu. Kepala dinas menandatangani dengan surat kuasa.")
        raise ValidationError({"capacity": says})
    if power_date is not None and power_date > (fresh.signed_on or at.astimezone(WIT).date()):
        raise ValidationError({"power_date": gettext("Surat kuasa harus ada sebelum ditandatangani. Periksa tanggal.")})
    row = fresh.signatories.filter(organisation=organisation).first()
    row = row or Signatory(agreement=fresh, organisation=organisation)
    row.name, row.position, row.capacity = name, position, capacity
    row.power_number, row.power_date = power_number, power_date
    if power is not None:
        row.power = keep_file(name=power[0], content=power[1], by=by, at=at)
    row.full_clean()
    row.save()
    _save(fresh)
    record("agreement.signatory", fresh, by=by, at=at, thread=fresh, seals=[fresh, row], party=organisation.pk)
    return row


@deed
def set_clauses(
    *, agreement: Agreement, places: Mapping[str, str], edition: int | None = None, by: User, at: datetime
) -> list[Clause]:
    """Replace the checklist: key of a point to where it stands ("Pasal 5"). A point without a place is not there."""
    require(by, "agreement.change")
    fresh = _fresh(agreement, edition)
    wanted = {ClauseKey(key): " ".join(place.split()) for key, place in places.items() if place.strip()}
    held = {clause.key: clause for clause in fresh.clauses.all()}
    gone = [clause for key, clause in held.items() if key not in wanted]
    rows = [held.get(key) or Clause(agreement=fresh, key=key) for key in wanted]
    for row in rows:
        row.place = wanted[ClauseKey(row.key)]
        row.full_clean()
        row.save()
    _save(fresh)
    facts: dict[str, Any] = {"keys": sorted(wanted)}
    record("agreement.checked", fresh, by=by, at=at, thread=fresh, seals=[fresh, *rows], gone=gone, **facts)
    for clause in gone:
        clause.delete()
    return rows


@deed
def add_scan(*, agreement: Agreement, name: str, content: bytes, note: str = "", by: User, at: datetime) -> Scan:
    """Keep an edition of the signed text; the earlier ones stay. Raises Refused for a draft and for a strange file."""
    require(by, "agreement.change")
    if agreement.state == AgreementState.DRAFT:
        raise Refused(gettext("Perjanjian ini masih konsep. Catat tanda tangannya dulu, lalu unggah pindaiannya."))
    last = agreement.scans.select_related("file").first()
    file = keep_file(name=name, content=content, by=by, at=at)
    if last is not None and last.file.sha256 == file.sha256:
        raise Conflict(gettext("Berkas ini sama dengan versi terbaru. Tidak ada yang perlu diunggah lagi."))
    version = last.version + 1 if last is not None else 1
    scan = Scan(agreement=agreement, version=version, file=file, note=note.strip(), added_by=by, added_at=at)
    scan.full_clean()
    scan.save(force_insert=True)
    told: dict[str, Any] = {"version": version, "sha256": file.sha256}
    record("agreement.scanned", agreement, by=by, at=at, thread=agreement, seals=[scan], **told)
    return scan


def _fresh(agreement: Agreement, edition: int | None) -> Agreement:
    """The agreement as it is stored. Conflict where a page showed another edition; None where no page showed any."""
    fresh = Agreement.objects.get(pk=agreement.pk)
    if edition is not None and fresh.edition != edition:
        raise Conflict(
            gettext("Perjanjian ini baru saja diubah orang lain. Isian Anda masih ada; bandingkan lalu simpan lagi.")
        )
    if fresh.state == AgreementState.ENDED:
        raise Refused(gettext("Perjanjian ini sudah diakhiri. Isinya tidak diubah lagi."))
    return fresh


def _save(agreement: Agreement) -> None:
    agreement.edition += 1
    agreement.save()


def _still_open(agreement: Agreement) -> None:
    if agreement.state == AgreementState.DRAFT:
        return
    if agreement.scans.exists() or agreement.addenda.exclude(state=AgreementState.DRAFT).exists():
        raise Refused(
            gettext("Jenis, para pihak, dan tanggal sudah terbukti dengan naskah bertanda tangan. Ubah dengan adendum.")
        )
    if agreement.kind == DocumentKind.ADDENDUM:
        raise Refused(gettext("Adendum ini sudah mengubah perjanjiannya. Buat adendum baru untuk mengubahnya lagi."))


def _sound(agreement: Agreement, parties: Sequence[Organisation], at: datetime) -> None:
    """Raises ValidationError with a sentence at each field that is wrong."""
    found = flaws(agreement, parties, at.astimezone(WIT).date())
    if found:
        raise ValidationError(found)
    agreement.full_clean()


def _amend(addendum: Agreement, by: User, at: datetime) -> None:
    """A signed addendum moves the last day of what it amends; the earlier one stays in the addendum."""
    if addendum.amends_id is None:
        return
    amended = Agreement.objects.get(pk=addendum.amends_id)
    if amended.state != AgreementState.SIGNED:
        raise Refused(gettext("Perjanjian yang diubah sedang tidak ditandatangani atau sudah diakhiri. Periksa dulu."))
    addendum.former_end, amended.ends_on = amended.ends_on, addendum.ends_on
    amended.full_clean()
    _save(amended)
    told: dict[str, Any] = {"former_end": addendum.former_end.isoformat(), "ends_on": amended.ends_on.isoformat()}
    record("agreement.amended", amended, by=by, at=at, thread=amended, seals=[amended], addendum=addendum.code, **told)


def _put_parties(
    agreement: Agreement, parties: Sequence[Organisation]
) -> tuple[list[models.Model], list[models.Model]]:
    """Store who the parties are; rows that stand now, and rows that are gone."""
    through = Agreement.parties.through.objects.filter(agreement=agreement)
    before = {row.pk: row for row in through}
    agreement.parties.set(parties)
    kept = list(through.order_by("pk"))
    left = {row.pk for row in kept}
    return list(kept), [row for key, row in before.items() if key not in left]
