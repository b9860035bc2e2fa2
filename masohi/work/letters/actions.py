"""Issue letters: a number from the unit's register, the unit's wording, a PDF kept by its hash, an entry."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.utils.module_loading import import_string
from django.utils.translation import gettext

from masohi.cases.orders.models import Order
from masohi.ledger.actions import consequence, deed, record
from masohi.ledger.models import Entry
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import units_to_set
from masohi.parties.organisations.facts import Head, letterhead_of, logo_folder, numbered
from masohi.parties.organisations.models import Letterhead, Organisation
from masohi.parties.organisations.queries import letterhead_row
from masohi.parties.organisations.terms import NUMBER_NEEDS, NUMBER_PARTS
from masohi.work.letters.facts import Content, Stamp, archive_folder, letter_sheet
from masohi.work.letters.models import Letter, Template
from masohi.work.letters.queries import current_template, text_of
from masohi.work.letters.terms import CLASSES, LAYOUTS, LetterKind, allowed
from masohi.work.placement.models import Session
from masohi.writing import archive, documents
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT, initials
from masohi.writing.markup import names_in, unknown_names
from masohi.writing.pictures import UnfitPicture, emblem
from masohi.writing.refusals import Conflict, Refused
from masohi.writing.signing import Signer, SigningFailed

DRAFT_NUMBER = "KONSEP"
DRAFT_CODE = "KONSEP"
MOST_WORDING = 8000  # signs of a template: about three pages
MOST_LOGO = 2 * 1024 * 1024  # bytes
HEAD_COLUMNS = ("lines", "address", "contact", "place", "paper", "pattern")


@consequence
def issue_letter(
    *,
    kind: LetterKind,
    unit: Organisation,
    content: Content,
    order: Order | None = None,
    session: Session | None = None,
    because: Entry,
) -> Letter:
    """Issue a letter of any kind but those that close an order, in the name of whoever did the deed `because`.

    Refused where the unit's wording names something that `content` does not tell: nothing is issued then.
    """
    head, template = letterhead_of(unit), current_template(unit, kind)
    letter = registered(kind, unit, head, order, because)
    letter.session, letter.template = session, template
    signer = signer_of(unit)
    stamp = Stamp(letter.number, letter.code, because.at, electronic=signer is not None)
    pdf = drawn(kind, head, content, text_of(kind, template), stamp)
    return keep_letter(letter=letter, pdf=pdf, head=head, signer=signer, because=because)


def signer_of(unit: Organisation) -> Signer | None:
    """Who signs letters of a unit electronically; None where a pen does. Refused where its certificate is broken."""
    if settings.CERTIFICATES is None:
        return None
    try:
        found: Signer | None = import_string(settings.SIGNER)(settings.CERTIFICATES, unit.short_name)
    except SigningFailed as fault:
        raise Refused(_unsigned(fault)) from fault
    return found


def _unsigned(fault: SigningFailed) -> str:
    told = gettext("Sertifikat elektronik %(file)s tidak dapat dipakai. Surat belum terbit. Hubungi pengelola sistem.")
    return told % {"file": fault.args[0]}


def registered(kind: LetterKind, unit: Organisation, head: Head, order: Order | None, because: Entry) -> Letter:
    """A letter, not stored yet, under the next number of its unit, kind and year. Deeds are serial, so nobody else
    takes this number before the deed ends; the database refuses it a second time whatever happens."""
    if because.actor is None:
        raise TypeError("a letter is issued by somebody")
    day = because.at.astimezone(WIT).date()
    last = Letter.objects.filter(unit=unit, kind=kind, year=day.year).aggregate(last=Max("serial"))["last"] or 0
    series = CLASSES[kind]
    return Letter(
        kind=kind,
        order=order,
        unit=unit,
        year=day.year,
        serial=last + 1,
        number=numbered(head.pattern, serial=last + 1, series=series, unit=unit.short_name, day=day),
        code=new_code(),
        initials=initials(order.person.name) if order is not None and not order.child else "",
        issued_by_id=because.actor,
        issued_at=because.at,
    )


@consequence
def keep_letter(
    *, letter: Letter, pdf: bytes, head: Head, signer: Signer | None, because: Entry, **facts: Any
) -> Letter:
    """Sign the PDF of a letter from `registered` where its unit signs electronically, store both, and record it."""
    if signer is not None:
        try:
            pdf, letter.electronic = signer.sign(pdf, name=head.name, place=head.place), True
        except SigningFailed as fault:
            raise Refused(_unsigned(fault)) from fault
    letter.sha256 = archive.keep(archive_folder(), pdf)
    letter.save(force_insert=True)
    told = {"kind": str(letter.kind), "pdf": letter.sha256, **facts}
    thread = letter.order or letter.session
    record("letter.issued", letter, because=because, thread=thread, seals=[letter], **told)
    return letter


@consequence
def take_back(*, letter: Letter, reason: str, because: Entry) -> None:
    """A letter falls with what it rested on: its public check answers DICABUT from now on. Once is enough."""
    fresh = Letter.objects.select_related("order", "session").get(pk=letter.pk)
    if fresh.revoked_at is not None:
        return
    fresh.revoked_at, fresh.revoked_reason = because.at, reason[:250]
    fresh.save(update_fields=["revoked_at", "revoked_reason"])
    record("letter.revoked", fresh, because=because, thread=fresh.order or fresh.session, seals=[fresh])


def drawn(kind: LetterKind, head: Head, content: Content, text: str, stamp: Stamp) -> bytes:
    """The PDF on the unit's paper. Refused where the wording names what `content` does not tell."""
    try:
        sheet = letter_sheet(kind, head, content, text, stamp)
    except KeyError as missing:
        told = gettext("Isian {%(name)s} belum ada untuk surat ini. Lengkapi datanya atau ubah templatnya.")
        raise Refused(f"{told % {'name': missing.args[0]}} {gettext('Surat belum terbit.')}") from None
    return documents.draw(LAYOUTS.get(kind, "surat"), sheet, at=stamp.at, paper=head.paper)


def preview(*, kind: LetterKind, unit: Organisation, content: Content, at: datetime) -> bytes:
    """The same PDF, marked KONSEP: without number, kept nowhere."""
    return draft(kind, letterhead_of(unit), content, text_of(kind, current_template(unit, kind)), at)


def draft(kind: LetterKind, head: Head, content: Content, text: str, at: datetime) -> bytes:
    """A PDF marked KONSEP with a letterhead and a wording that need not be stored."""
    return drawn(kind, head, content, text, Stamp(DRAFT_NUMBER, DRAFT_CODE, at, draft=True))


@deed
def set_template(*, unit: Organisation, kind: LetterKind, text: str, by: User, at: datetime) -> Template:
    """Give a unit its own wording of a kind; an empty one goes back to what comes with the program.

    Raises PermissionDenied where `by` may not set this unit's letters, Refused where a name in braces is unknown or
    nothing would change: then the old wording holds.
    """
    require(by, "letterhead.set")
    if unit not in units_to_set(by):
        raise PermissionDenied("letterhead.set")
    words = text.replace("\r\n", "\n").strip()
    check_wording(kind, words)
    last = current_template(unit, kind)
    if words == (last.text if last is not None else ""):
        raise Conflict(gettext("Templat ini sama dengan yang berlaku. Tidak ada yang berubah."))
    template = Template.objects.create(
        unit=unit, kind=kind, version=(last.version if last else 0) + 1, text=words, made_by=by, made_at=at
    )
    told: dict[str, Any] = {"kind": str(kind), "version": template.version}
    record("template.set", template, by=by, at=at, thread=unit, seals=[template], **told)
    return template


def check_wording(kind: LetterKind, text: str) -> None:
    """Refused, with the name, where a wording names what a letter of this kind does not know."""
    if len(text) > MOST_WORDING:
        raise Refused(gettext("Templat ini terlalu panjang. Paling banyak 8.000 huruf. Templat lama tetap berlaku."))
    unknown = unknown_names(text, allowed(kind))
    if unknown:
        names = ", ".join("{" + name + "}" for name in unknown)
        told = gettext("Isian %(names)s tidak dikenal. Pakai isian dari daftar. Templat lama tetap berlaku.")
        raise Refused(told % {"names": names})


@deed
def set_letterhead(*, unit: Organisation, wanted: Letterhead, logo: bytes | None, by: User, at: datetime) -> Letterhead:
    """Set how a unit's letters look, as `wanted` (not stored) says. `logo`: a PNG, b"" takes it away, None keeps it.

    Raises PermissionDenied where `by` may not set this unit's letters, Refused for a pattern that gives two letters
    one number and for a picture that is no PNG: then the old letterhead holds.
    """
    require(by, "letterhead.set")
    if unit not in units_to_set(by):
        raise PermissionDenied("letterhead.set")
    check_pattern(wanted.pattern)
    row = letterhead_row(unit)
    for name in HEAD_COLUMNS:
        setattr(row, name, getattr(wanted, name))
    if logo is not None:
        row.logo = archive.keep(logo_folder(), fit_logo(logo)) if logo else ""
    row.set_at = at
    row.save()
    record("letterhead.set", row, by=by, at=at, thread=unit)
    return row


def fit_logo(logo: bytes) -> bytes:
    """The picture drawn anew. Refused where it is no PNG or too large."""
    try:
        if len(logo) > MOST_LOGO:
            raise UnfitPicture("size")
        return emblem(logo)
    except UnfitPicture:
        told = gettext("Logo harus gambar PNG, paling besar 2 MB. Kop lama tetap berlaku.")
        raise Refused(told) from None


def check_pattern(pattern: str) -> None:
    """Refused where a pattern of numbers names something unknown or cannot tell two letters apart; "" is fine."""
    unknown = unknown_names(pattern, NUMBER_PARTS)
    if unknown:
        names = ", ".join("{" + name + "}" for name in unknown)
        told = gettext("Pola nomor memuat isian yang tidak dikenal: %(names)s. Kop lama tetap berlaku.")
        raise Refused(told % {"names": names})
    if pattern and not set(NUMBER_NEEDS) <= set(names_in(pattern)):
        told = gettext("Pola nomor harus memuat {urut}, {kelas}, dan {tahun}. Kop lama tetap berlaku.")
        raise Refused(told)
