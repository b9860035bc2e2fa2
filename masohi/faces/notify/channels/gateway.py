"""Any gateway that takes JSON over HTTPS: one POST a message, with a key that lets it drop a second copy."""

import http.client
import json
import ssl
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings

from masohi.faces.notify.channels.failing import Failed
from masohi.faces.notify.terms import Fault

TIMEOUT: Final = 10  # seconds
MOST: Final = 65_536  # bytes of an answer that are read
AGAIN: Final = {408, 425, 429}
NEAR: Final = {"127.0.0.1", "localhost", "::1"}


def ready() -> bool:
    """Whether a gateway is set up, and reached over HTTPS or on this machine."""
    parts = urlsplit(settings.GATEWAY_URL)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in NEAR)


def send(*, number: str, text: str, key: str) -> str:
    """Hand a text over; returns the gateway's number for it, "" where it names none.

    `key` is the same at every try of one message. Raises Failed; redirects are not followed.
    """
    if not ready():
        raise Failed(Fault.NO_CHANNEL, final=True)
    body = json.dumps({"to": number, "text": text, "key": key}).encode()
    headers = {"Content-Type": "application/json", "Idempotency-Key": key}
    if settings.GATEWAY_TOKEN:
        headers["Authorization"] = f"Bearer {settings.GATEWAY_TOKEN}"
    try:
        status, answer = _post(body, headers)
    except TimeoutError:
        raise Failed(Fault.SLOW) from None
    except (OSError, ssl.SSLError, http.client.HTTPException):
        raise Failed(Fault.UNREACHED) from None
    return _understood(status, answer)


def _post(body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
    parts = urlsplit(settings.GATEWAY_URL)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    link = kind(parts.hostname or "", parts.port, timeout=TIMEOUT)
    try:
        link.request("POST", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), body, headers)
        answer = link.getresponse()
        return answer.status, answer.read(MOST)
    finally:
        link.close()


def _understood(status: int, answer: bytes) -> str:
    if status >= 500 or status in AGAIN:
        raise Failed(Fault.BROKEN)
    if status == 422 or status == 404:
        raise Failed(Fault.NUMBER, final=True)
    if not 200 <= status < 300:
        raise Failed(Fault.REFUSED, final=True)
    try:
        said: Any = json.loads(answer)
        return str(said.get("id") or "")[:100]
    except (ValueError, AttributeError, RecursionError):
        raise Failed(Fault.UNCLEAR) from None
