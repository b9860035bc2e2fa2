"""Requests that a phone signs: no cookie, no password, the phone's own key over method, path, body and time."""

import base64
import hashlib
import re
import zlib
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse, RawPostDataException, UnreadablePostError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from masohi.faces.pages import now
from masohi.parties.devices.models import Device
from masohi.parties.devices.queries import phone
from masohi.parties.devices.terms import DeviceState
from masohi.writing.phone_notes import REQUEST_AS, moment_text
from masohi.writing.signatures import signed

CLOCK_SLACK_MS = 600_000
CODE = re.compile("[0-9A-Z]{6,12}")
BODY_BYTES = 900_000  # 512 KiB of entries as base64
STATES = {
    DeviceState.WAITING: ("waiting", _("HP ini menunggu persetujuan petugas kedua.")),
    DeviceState.REVOKED: ("revoked", _("HP ini sudah dicabut. Catatan di dalamnya tetap aman; bawa ke kantor.")),
    DeviceState.QUARANTINED: ("quarantined", _("HP ini dikarantina. Catatan di dalamnya tetap aman; bawa ke kantor.")),
}


def moment_now() -> datetime:
    """Now, in whole milliseconds: what the phone is told must be exactly what is kept."""
    at = now()
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def told(status: int, error: str, message: "str | Promise", **more: Any) -> JsonResponse:
    """A refusal for the app: a word for its code, a sentence for the person."""
    answer = {"v": 1, "error": error, "message": message, "server_time": moment_text(moment_now()), **more}
    return JsonResponse(answer, status=status)


def bodied(request: HttpRequest) -> bytes | None:
    """The request's body, unpacked where it is gzip; None where it cannot be read or is too large."""
    try:
        raw = request.body
    except (RawPostDataException, UnreadablePostError):  # a form with files, or a connection that broke off
        return None
    if request.headers.get("Content-Encoding") != "gzip":
        return raw if len(raw) <= BODY_BYTES else None
    try:
        unpack = zlib.decompressobj(31)
        data = unpack.decompress(raw, BODY_BYTES + 1)
    except zlib.error:
        return None
    return data if len(data) <= BODY_BYTES and unpack.eof else None


def signed_by_phone(*states: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """For requests with a good signature of a phone in one of `states`; the view gets the phone as second argument."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            device, refusal = _who(request)
            if device is None or refusal is not None:
                return refusal or told(401, "device", _("HP ini tidak dikenal."))
            if device.state not in states:
                return told(403, *STATES[DeviceState(device.state)])
            try:
                return view(request, device, *args, **kwargs)
            except PermissionDenied:
                return told(403, "role", _("Anda tidak lagi bertugas sebagai pengawas. Catatan di HP tetap aman."))

        return csrf_exempt(inside)

    return decorate


def _who(request: HttpRequest) -> tuple[Device | None, JsonResponse | None]:
    parts = request.headers.get("Authorization", "").split(" ")
    if len(parts) != 4 or parts[0] != "Masohi" or not (parts[2].isascii() and parts[2].isdigit()) or len(parts[2]) > 15:
        return None, told(401, "device", _("Permintaan ini tidak ditandatangani oleh HP yang terpasang."))
    try:
        body = request.body
    except (RawPostDataException, UnreadablePostError):  # a form with files, or a connection that broke off
        return None, told(400, "form", _("Kiriman tidak terbaca. Catatan di HP tetap aman."))
    device = phone(parts[1]) if CODE.fullmatch(parts[1]) else None
    message = b"".join(
        [
            REQUEST_AS,
            f"{request.method}\n{request.path}\n{hashlib.sha256(body).hexdigest()}\n{parts[2]}".encode(),
        ]
    )
    try:
        signature = base64.b64decode(parts[3], validate=True)
    except ValueError:
        signature = b""
    if device is None or not signed(device.algorithm, bytes(device.public_key), message, signature):
        return None, told(401, "signature", _("Tanda tangan HP tidak cocok. Catatan di HP tetap aman."))
    if abs(int(parts[2]) - int(moment_now().timestamp() * 1000)) > CLOCK_SLACK_MS:
        return None, told(401, "clock", _("Jam HP berbeda jauh dari waktu server."))
    return device, None
