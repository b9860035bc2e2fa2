"""What a phone asks of the server (SYNC-1): what to carry, take these entries, take this photo."""

import base64
import json
import re
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from masohi.faces.addresses import whole_number
from masohi.faces.field.signed import bodied, moment_now, signed_by_phone, told
from masohi.faces.guard import asks_too_often
from masohi.faces.phone_intake import keeper, part_of, settle, settle_classes, unfinished
from masohi.ledger.heads.actions import sign_head
from masohi.ledger.heads.queries import consistency, epoch, why_halted
from masohi.ledger.models import DEEDS
from masohi.ledger.signing import Halted
from masohi.parties.devices.actions import join_phone, note_contact
from masohi.parties.devices.models import Device
from masohi.parties.devices.queries import check_number, invitation
from masohi.parties.devices.terms import DeviceState
from masohi.reentry.onphone.queries import carried_lessons
from masohi.work.fieldreports.queries import report_states, unsettled
from masohi.work.fieldwork.actions import keep_photo, receive_entries
from masohi.work.fieldwork.queries import bundle, names_photo, photo
from masohi.work.fieldwork.terms import BATCH, CHUNK_BYTES, MIN_APP, PHOTO_BYTES
from masohi.writing import uploads
from masohi.writing.names import short_name
from masohi.writing.phone_notes import LARGEST, moment_text
from masohi.writing.refusals import Refused

UNFINISHED_AT_MOST = 50  # an honest phone sends one photo after the other
SHA256 = re.compile("[0-9a-f]{64}")


@require_GET
def clock(request: HttpRequest) -> HttpResponse:
    """The server's time, for a phone whose clock is off."""
    return JsonResponse({"v": 1, "server_time": moment_text(moment_now())})


@csrf_exempt
@require_POST
def join(request: HttpRequest) -> HttpResponse:
    """A phone brings the invitation it scanned and the public half of its key."""
    if asks_too_often(request, "pasang", 20):
        return told(429, "often", _("Terlalu sering dicoba. Tunggu satu menit."))
    said = _json(request)
    try:
        token, name = str(said["token"]), str(said["name"])
        algorithm, key = str(said["alg"]), base64.b64decode(str(said["key"]), validate=True)
        token.encode()
    except (KeyError, ValueError):
        return told(400, "form", _("Isian pemasangan tidak terbaca. Ulangi pemasangan."))
    found = invitation(token)
    if found is None:
        return told(410, "token", _("Kode pemasangan tidak berlaku. Minta kode baru di kantor."))
    at = moment_now()
    try:
        device = join_phone(invitation=found, algorithm=algorithm, key=key, name=name, by=found.user, at=at)
    except Refused as refusal:
        return told(410, "token", str(refusal))
    except PermissionDenied:
        return told(403, "role", _("Anda tidak lagi bertugas sebagai pengawas. HP ini belum terpasang."))
    answer = {"v": 1, "device": device.code, "state": "waiting", "check": check_number(key)}
    return JsonResponse(answer | {"server_time": moment_text(at)}, status=201)


@require_GET
@signed_by_phone(DeviceState.ACTIVE)
def provision(request: HttpRequest, device: Device) -> HttpResponse:
    """What the phone may carry for the next days, and how far its entries have come."""
    at = moment_now()
    try:
        head = _head(request.GET.get("seen"), at)
    except Halted as halted:
        return told(503, "halted", str(halted))
    note_contact(device=device, by=device.user, at=at)
    answer = {
        "v": 1,
        "device": device.code,
        "name": short_name(device.user.name),
        "state": "active",
        "cursor": device.cursor,
        "last": bytes(device.last_hash).hex(),
        "server_time": moment_text(at),
        "min_app": MIN_APP,
        "sessions": _with_reports(device, bundle(device, at=at)),
        "lessons": carried_lessons(device, at=at),
    }
    return JsonResponse(answer | head)


def _with_reports(device: Device, sessions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each session with what became of this phone's own report about it, so that its holder learns of questions."""
    states = report_states(device)
    return [one | {"report": states.get(one["code"], "")} for one in sessions]


@require_POST
@signed_by_phone(DeviceState.ACTIVE, DeviceState.REVOKED, DeviceState.QUARANTINED)
def push(request: HttpRequest, device: Device) -> HttpResponse:
    """Take a batch of signed entries. The answer's cursor is durable; what lies beyond it is to be sent again.

    `last` is the digest of the entry at the cursor: a phone whose own entry is another one is not the only phone with
    its key, and must not believe that its entries are here.
    """
    said = _json(request)
    batch = _batch(said)
    first = said.get("from_dseq") if said else None
    if batch is None or not isinstance(first, int) or isinstance(first, bool) or not 1 <= first <= LARGEST:
        return told(400, "form", _("Kiriman tidak terbaca. Catatan di HP tetap aman."))
    at = moment_now()
    if halted := why_halted():
        return told(503, "halted", halted)
    received = receive_entries(device=device, from_dseq=first, batch=batch, by=keeper(device), at=at)
    settle(unsettled(device))
    settle_classes(device)
    try:
        head = _head(said.get("seen"), at)
    except Halted as halted:
        return told(503, "halted", str(halted))
    if received.equivocation is not None:
        sentence = _("Ada dua catatan berbeda dengan nomor yang sama. Kedua catatan disimpan; HP ini dikarantina.")
        return told(409, "equivocation", sentence, dseq=received.equivocation, cursor=received.cursor)
    results = [{"dseq": one.dseq, "status": one.status, "code": one.code, "message": ""} for one in received.results]
    answer = {"v": 1, "cursor": received.cursor, "last": received.last, "expected_dseq": received.cursor + 1}
    return JsonResponse(answer | head | {"results": results, "server_time": moment_text(at)})


@require_http_methods(["HEAD", "PATCH"])
@signed_by_phone(DeviceState.ACTIVE, DeviceState.REVOKED, DeviceState.QUARANTINED)
def photo_piece(request: HttpRequest, device: Device, sha256: str) -> HttpResponse:
    """Where the upload of a photo stands (HEAD), or its next piece (PATCH)."""
    if not SHA256.fullmatch(sha256) or not names_photo(device, sha256):
        return told(404, "unknown", _("Belum ada catatan yang menyebut foto ini."))
    kept = photo(sha256)
    path = part_of(device, sha256)
    if request.method == "HEAD" or kept is not None:
        size = kept.size if kept else uploads.arrived(path)
        return _offset(204 if request.method == "PATCH" else 200, size)
    offset = whole_number(request.headers.get("Upload-Offset"), most=PHOTO_BYTES)
    length = whole_number(request.headers.get("Upload-Length"), most=PHOTO_BYTES)
    if offset is None or not length or len(request.body) > CHUNK_BYTES or offset + len(request.body) > length:
        return told(413, "size", _("Foto terlalu besar atau potongannya tidak pas."))
    if not offset and unfinished(device) >= UNFINISHED_AT_MOST:
        return told(429, "many", _("Terlalu banyak foto setengah terkirim. Foto di HP tetap aman; coba besok."))
    try:
        end = uploads.append(path, offset, request.body)
    except uploads.WrongOffset as wrong:
        return _offset(409, wrong.offset)
    return _offset(204, end) if end < length else _whole(device, sha256, path, end)


def _whole(device: Device, sha256: str, path: Path, end: int) -> HttpResponse:
    """The last piece has come: the bytes must be those that were signed, else the upload starts again."""
    try:
        keep_photo(device=device, sha256=sha256, data=path.read_bytes(), by=keeper(device), at=moment_now())
    except FileNotFoundError:  # the same piece came twice at once, and the other one has finished the photo
        kept = photo(sha256)
        return _offset(204, kept.size) if kept else _offset(409, 0)
    except Refused as refusal:
        path.unlink(missing_ok=True)
        return told(422, "hash", str(refusal))
    path.unlink(missing_ok=True)
    return _offset(204, end)


def _offset(status: int, offset: int) -> HttpResponse:
    return HttpResponse(status=status, headers={"Upload-Offset": str(offset), "Cache-Control": "no-store"})


def _head(seen: Any, at: Any) -> dict[str, Any]:
    """The newest signed head, and the proof that it goes on from the one the phone saw. Raises Halted."""
    signed = sign_head(DEEDS, at=at)
    old = seen if isinstance(seen, int) else whole_number(seen if isinstance(seen, str) else None)
    proof: list[bytes] = consistency(old, signed.size) if old and 0 < old <= signed.size else []
    return {
        "epoch": epoch(),
        "checkpoint": signed.text,
        "consistency": [base64.b64encode(one).decode() for one in proof],
    }


def _json(request: HttpRequest) -> dict[str, Any]:
    try:
        said = json.loads(bodied(request) or b"")
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _batch(said: dict[str, Any]) -> list[tuple[bytes, bytes]] | None:
    rows = said.get("entries")
    if not isinstance(rows, list) or len(rows) > BATCH:
        return None
    try:
        return [
            (base64.b64decode(row["bytes"], validate=True), base64.b64decode(row["sig"], validate=True)) for row in rows
        ]
    except (KeyError, TypeError, ValueError):
        return None
