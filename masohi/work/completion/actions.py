"""Close an order with its letters; take a letter back."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext, gettext_noop

from masohi.cases.orders.actions import fulfil_order
from masohi.cases.orders.models import Order
from masohi.cases.orders.terms import State
from masohi.law import kuhp_85_sanction
from masohi.law.citation import listed
from masohi.ledger.actions import deed, record
from masohi.ledger.models import Entry
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.organisations.facts import letterhead_of
from masohi.work.attendance.actions import refold_credit
from masohi.work.completion.facts import credit_rows, letter_data
from masohi.work.completion.queries import open_questions, part_of_file, touched_records
from masohi.work.letters.actions import keep_letter, registered, signer_of
from masohi.work.letters.models import Letter
from masohi.work.letters.terms import CLOSING, LetterKind
from masohi.work.placement.actions import release_ahead
from masohi.writing import documents
from masohi.writing.refusals import Conflict, Refused, Unlawful

QUESTIONS = {
    "unverified": gettext_noop("Masih ada catatan kehadiran yang belum diperiksa."),
    "held": gettext_noop("Masih ada catatan yang menunggu persetujuan kedua."),
    "reports": gettext_noop("Masih ada catatan HP yang belum diputuskan."),
    "flags": gettext_noop("Masih ada tanda yang belum diperiksa petugas lain."),
}


@deed
def complete_order(*, order: Order, by: User, at: datetime) -> list[Letter]:
    """Issue minutes and certificate and end the order, only at 100 % verified hours and no open question (KS-37).

    The hours are credited anew from the accepted records and the rows compared with the ledger: what somebody wrote
    into the database certifies nothing. For an order that has ended, letters that were revoked are issued again.
    Raises Unlawful or Refused with what is missing; nothing is issued then.
    """
    require(by, "certificate.issue")
    fresh = Order.objects.visible_to(by).filter(pk=order.pk).first()
    if fresh is None:
        raise PermissionDenied("certificate.issue")
    if fresh.state not in {State.RUNNING, State.COMPLETED}:
        raise Conflict(gettext("Perkara ini tidak sedang berjalan. Surat yang sudah terbit ada di tab Dokumen."))
    if any(touched_records(fresh)):
        raise Refused(gettext("Catatan perkara ini berubah di luar program. Surat tidak terbit. Hubungi pengelola."))
    entry = record("certificate.decided", fresh, by=by, at=at, thread=fresh)
    if fresh.state == State.RUNNING:
        refold_credit(order=fresh, because=entry)
    fresh = Order.objects.select_related("person", "court", "bapas", "prosecutor_office__parent").get(pk=order.pk)
    _nothing_missing(fresh)
    living = set(fresh.letters.filter(revoked_at=None).values_list("kind", flat=True))
    kinds = [kind for kind in (LetterKind.MINUTES, LetterKind.CERTIFICATE) if kind not in living]
    if not kinds:
        raise Conflict(gettext("Surat untuk perkara ini sudah terbit. Lihat tab Dokumen."))
    issued = [_issue(fresh, kind, entry) for kind in kinds]
    if fresh.state == State.RUNNING:
        release_ahead(order=fresh, after=at, because=entry)
        fulfil_order(order=fresh, because=entry)
    return issued


def _nothing_missing(order: Order) -> None:
    findings = listed(kuhp_85_sanction.all_hours_served(order.credited_minutes, sentence_minutes=order.minutes))
    if findings:
        raise Unlawful(findings)
    questions = open_questions(order)
    if questions:
        told = " ".join(gettext(QUESTIONS[one]) for one in questions)
        raise Refused(told + " " + gettext("Selesaikan dulu; belum ada surat yang terbit."))


def _issue(order: Order, kind: LetterKind, because: Entry) -> Letter:
    head = letterhead_of(order.prosecutor_office)
    letter = registered(kind, order.prosecutor_office, head, order, because)
    signer = signer_of(order.prosecutor_office)
    data = letter_data(order, head, letter.number, letter.code, letter.issued_at)
    data["electronic"] = signer is not None
    pdf = documents.draw(kind.value, data, at=letter.issued_at, paper=head.paper)
    told: dict[str, Any] = {"credited": order.credited_minutes, "sentence": order.minutes, "credit": credit_rows(order)}
    return keep_letter(letter=letter, pdf=pdf, head=head, signer=signer, because=because, **told)


@deed
def revoke_letter(*, letter: Letter, reason: str, by: User, at: datetime) -> Letter:
    """Take a letter back with a reason; its public check answers DICABUT from now on.

    Raises PermissionDenied for a letter that `by` may not see, for one of another unit, and for a letter that ends an
    order unless `by` is jaksa;
    Refused for a letter of a step or a file that still stands: the step is withdrawn, or the jaksa returns the file.
    """
    require(by, "certificate.revoke" if letter.kind in CLOSING else "letter.issue")
    fresh = Letter.objects.visible_to(by).filter(pk=letter.pk).select_related("order", "session").first()
    if fresh is None or (fresh.kind not in CLOSING and fresh.unit_id not in by.offices_for("letter.issue")):
        raise PermissionDenied("letter.issue")
    letter = fresh
    if part_of_file(letter):
        raise Refused(gettext("Surat ini bagian dari langkah yang berlaku. Batalkan langkahnya. Surat masih berlaku."))
    if letter.revoked_at is not None:
        raise Conflict(gettext("Surat ini sudah dicabut. Tidak ada yang berubah."))
    if not reason.strip():
        raise Refused(gettext("Tulis alasan pencabutan. Surat masih berlaku."))
    letter.revoked_at, letter.revoked_reason = at, reason.strip()
    letter.save(update_fields=["revoked_at", "revoked_reason"])
    record("letter.revoked", letter, by=by, at=at, thread=letter.order or letter.session, seals=[letter])
    return letter
