"""What the gateway says afterwards: a message arrived, or it cannot."""

import hmac
import json
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from masohi.faces.notify.handing import settle
from masohi.faces.notify.queries import reported
from masohi.faces.pages import now
from masohi.parties.accounts.queries import system_account

MOST: Final = 4096  # bytes of a report


@csrf_exempt
@require_POST
def delivery(request: HttpRequest) -> HttpResponse:
    """`{"id" or "key", "status"}` with the shared secret as a bearer: 204 understood, 404 unknown, 403 without it.

    A report that comes twice changes nothing the second time. What is neither arrival nor failure is passed over.
    """
    if not _known(request.headers.get("Authorization", "")):
        return HttpResponse(status=403)
    said = _read(request)
    if said is None:
        return JsonResponse({"ok": False}, status=400)
    message = reported(_text(said, "id"), _text(said, "key"))
    if message is None:
        return HttpResponse(status=404)
    settle(code=message.code, status=_text(said, "status").lower(), by=system_account(), at=now())
    return HttpResponse(status=204)


def _known(given: str) -> bool:
    secret = settings.GATEWAY_SECRET
    return bool(secret) and hmac.compare_digest(given.encode(), f"Bearer {secret}".encode())


def _read(request: HttpRequest) -> dict[str, Any] | None:
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST:
        return None
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def _text(said: dict[str, Any], name: str) -> str:
    value = said.get(name, "")
    return value[:100] if isinstance(value, str) else ""
