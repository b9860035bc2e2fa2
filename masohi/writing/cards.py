"""Printed cards for people without a phone: a short code and a signed QR. No name stands on them."""

import base64
import hashlib
import hmac
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from masohi.writing.codes import ALPHABET

PREFIX: Final = "MASOHI1"
LENGTH: Final = 8  # letters of a card's code: 38 bits, so two orders of one city do not meet


def card_code(key: bytes, order_code: str) -> str:
    """The code on the card of one order: the same each time, and without `key` nobody finds the order by it.

    >>> card_code(b"k" * 32, "B7K9MQ2X4T") == card_code(b"k" * 32, "B7K9MQ2X4T") != card_code(b"k" * 32, "B7K9MQ2X4V")
    True
    """
    number = int.from_bytes(hmac.new(key, b"masohi/card/v1\n" + order_code.encode(), hashlib.sha256).digest(), "big")
    letters = []
    for _ in range(LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return "".join(letters)


def public_half(seed: bytes) -> bytes:
    """The 32 bytes with which `read_card` checks what was signed with `seed` (32 bytes, kept secret)."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def sign_card(seed: bytes, card: str) -> str:
    """The text of the QR: prefix, code, and an Ed25519 signature over both as base64url without padding."""
    signature = Ed25519PrivateKey.from_private_bytes(seed).sign(_message(card))
    return f"{PREFIX}:{card}:{_written(signature)}"


def read_card(public: bytes, text: str) -> str | None:
    """The code of a card as scanned, or None where the text is no card of ours or one letter of it was changed.

    >>> seed = bytes(range(32))
    >>> read_card(public_half(seed), sign_card(seed, "B7K9MQ2X")), read_card(public_half(seed), "MASOHI1:B7K9MQ2X:AAAA")
    ('B7K9MQ2X', None)
    """
    prefix, _, rest = text.strip().partition(":")
    card, _, written = rest.partition(":")
    if prefix != PREFIX or len(card) != LENGTH or set(card) - set(ALPHABET):
        return None
    try:
        signature = base64.b64decode(written + "==", altchars=b"-_", validate=True)
        if _written(signature) != written:  # spare bits of the last letter: two texts would be one card
            return None
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _message(card))
    except (InvalidSignature, ValueError):
        return None
    return card


def spaced(code: str) -> str:
    """A code in groups of four, as it is printed and read aloud.

    >>> spaced("B7K9MQ2X"), spaced("B7K9MQ2X4T")
    ('B7K9 MQ2X', 'B7K9 MQ2X 4T')
    """
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def _written(signature: bytes) -> str:
    return base64.urlsafe_b64encode(signature).rstrip(b"=").decode()


def _message(card: str) -> bytes:
    return f"masohi/card/v1\n{card}".encode()
