"""Photos from a session: the copy drawn anew, for those who decide about its people and for its supervisors."""

import re
from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masohi.faces.pages import actor, now, one, page
from masohi.ledger.reads.actions import note_read
from masohi.parties.accounts.models import User
from masohi.work.fieldwork.models import Photo
from masohi.work.fieldwork.queries import DECIDES, Pictured, may_see_photos, photo_folder, photos_of
from masohi.work.fieldwork.terms import NoteKind
from masohi.work.placement.models import Session
from masohi.work.placement.queries import session_with_people
from masohi.writing.archive import fetch
from masohi.writing.phone_notes import read_note

LENGTH = 16  # hex digits of a photo's digest that stand in its address
ADDRESS = re.compile(f"[0-9a-f]{{{LENGTH}}}")
WHEN = {"sebelum": gettext_lazy("Foto sebelum"), "sesudah": gettext_lazy("Foto sesudah")}
KINDS = dict(NoteKind.choices)
REFUSED = {
    "format": gettext_lazy("Berkas ini bukan foto yang dapat dibaca."),
    "metadata": gettext_lazy("Foto ini berasal dari galeri, bukan dari aplikasi."),
    "pixels": gettext_lazy("Foto ini terlalu besar."),
}


@page("attendance.record", *DECIDES)
def photo_file(request: HttpRequest, code: str, digest: str) -> HttpResponse:
    """The clean copy of one photo; whoever opens it is noted. On its way, refused and foreign are alike not there."""
    user = actor(request)
    session = one(session_with_people(user, code))
    photo = one(_shown(user, session, digest))
    note_read(photo, person=None, screen="session-photo", by=user, at=now())
    try:
        content = fetch(photo_folder(), photo.clean_sha256)
    except (FileNotFoundError, ValueError):
        raise Http404 from None
    headers = {
        "Content-Disposition": f'inline; filename="foto-{digest}.jpg"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type="image/jpeg", headers=headers)


def _shown(user: User, session: Session, digest: str) -> Photo | None:
    if not ADDRESS.fullmatch(digest) or not may_see_photos(user, session):
        return None
    named = photos_of([session]).get(session.pk, [])
    photos = [one.photo for one in named if one.sha256.startswith(digest)]
    return next((photo for photo in photos if photo is not None and photo.clean_sha256), None)


def pictures_of(sessions: Iterable[Session]) -> dict[int, list[dict[str, Any]]]:
    """By session: each photo named, with its caption, and its address or the reason why it is not shown."""
    rows = list(sessions)
    found = photos_of(rows)
    return {row.pk: [_picture(row, one) for one in found.get(row.pk, [])] for row in rows}


def _picture(session: Session, pictured: Pictured) -> dict[str, Any]:
    photo, entry = pictured.photo, pictured.entry
    shown = photo is not None and bool(photo.clean_sha256)
    address = reverse("session-photo", args=[session.code, pictured.sha256[:LENGTH]]) if shown else ""
    return {
        "label": _label(pictured),
        "at": entry.claimed_at,
        "address": address,
        "reason": "" if shown else _reason(photo),
        "quarantined": entry.quarantined,
    }


def _label(pictured: Pictured) -> str:
    """Before or after the work; a photo of something else bears the name of the entry that it belongs to."""
    try:
        when = read_note(bytes(pictured.entry.body)).facts.get("when")
    except ValueError:  # bytes that somebody touched: the comparison with the ledger tells, not this page
        when = None
    if isinstance(when, str) and when in WHEN:
        return str(WHEN[when])
    return _("Foto: %(kind)s") % {"kind": KINDS.get(pictured.entry.kind, "HP")}


def _reason(photo: Photo | None) -> str:
    if photo is None:
        return _("Foto masih di perjalanan.")
    why = REFUSED.get(photo.refused, gettext_lazy("Foto ini tidak dapat dipakai."))
    return _("Foto tidak ditampilkan. %(why)s Berkas aslinya tetap tersimpan.") % {"why": why}
