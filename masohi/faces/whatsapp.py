"""Links that open WhatsApp with a text already written: a person reads it, and a person sends it."""

from collections.abc import Iterable
from urllib.parse import quote

from masohi.writing.reading import Unclear, phone


def whatsapp(contacts: Iterable[str], text: str) -> str:
    """An address that opens WhatsApp with a text, to the first contact that is a number; else the reader chooses."""
    return f"https://wa.me/{next(filter(None, map(_number, contacts)), '')}?text={quote(text)}"


def _number(contact: str) -> str:
    try:
        return phone(contact).removeprefix("+")
    except Unclear:
        return ""
