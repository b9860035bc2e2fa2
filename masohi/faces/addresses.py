"""Addresses: `path` knows our codes, and numbers in a question are read without surprises."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from masohi.writing.codes import tidy_code

__all__ = ["path", "whole_number"]

LARGEST = 10**18  # what every database holds as a key


class Code:
    """A code as `<code:code>`: letters and digits, in capitals or not; anything else is no address of ours."""

    regex = "[0-9A-Za-z]{6,12}"

    def to_python(self, value: str) -> str:
        """Codes are stored in capitals."""
        return value.upper()

    def to_url(self, value: str) -> str:
        """The code as it is stored."""
        return value


class TypedCode(Code):
    """A code that people read off a letter and type, as `<typed:code>`: blanks and hyphens inside do no harm."""

    regex = "[0-9A-Za-z][0-9A-Za-z -]{4,18}[0-9A-Za-z]"

    def to_python(self, value: str) -> str:
        """Without blanks and hyphens, in capitals."""
        return tidy_code(value)


def one_of(*words: str) -> type:
    """A converter that knows these words and no others."""
    return type("Word", (StringConverter,), {"regex": "|".join(words)})


register_converter(one_of("sebelum", "sesudah"), "side")
register_converter(one_of("kecil", "besar"), "size")
register_converter(one_of("csv", "json"), "kind")
register_converter(Code, "code")
register_converter(TypedCode, "typed")


def whole_number(text: str | None, *, most: int = LARGEST) -> int | None:
    """The number that somebody wrote into an address, or None for anything else: `²` is a digit and no number.

    >>> whole_number("17"), whole_number("²"), whole_number("9" * 5000), whole_number("51", most=50)
    (17, None, None, None)
    """
    written = text or ""
    if not (written.isascii() and written.isdigit() and len(written) <= len(str(most))):
        return None
    return int(written) if int(written) <= most else None
