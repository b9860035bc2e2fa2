"""Which words an office does not read about somebody."""

import re
from typing import Final

CASE: Final = re.compile(
    r"\b(?:\w*(?:pidana|penjara|kriminal|aniaya|cabul|perkosa|korup|residiv|dakwa|vonis)\w*"
    r"|(?:napi|putusan|perkara|hukuman|kasus|tahanan|kejahatan|penjahat|pencuri|pencurian|mencuri|curian|penipuan"
    r"|penggelapan|pembunuh|pembunuhan|membunuh|pid|kuhp)(?:nya)?)\b",
    re.IGNORECASE,
)
"""Words about a case, its number, or what somebody did."""

TELLING: Final = re.compile(rf"{CASE.pattern}|\b(?:pasal|instrumen|asesmen)(?:nya)?\b", re.IGNORECASE)
"""Words about a case or an assessment: no office needs them to help."""

WORD: Final = re.compile(r"[^\W\d_]{2,}")


def _names(name: str) -> set[str]:
    return {word.casefold() for word in WORD.findall(name)}


def telling_word(text: str, name: str, *, named: bool) -> str:
    """The first word of `text` that the office may not read: of a case, of an assessment, or, unless `named`, a name.

    >>> telling_word("Dampingi rekam KTP", "Yosafat Rumahkewi", named=False)
    ''
    >>> telling_word("KTP untuk yosafat", "Yosafat Rumahkewi", named=False)
    'yosafat'
    >>> telling_word("KTP untuk Yosafat, Pasal 362", "Yosafat Rumahkewi", named=True)
    'Pasal'
    >>> [telling_word(text, "", named=True) for text in ("Ini perkaranya", "Lihat 7/Pid.B/2026/PN Amb", "Dulu mencuri")]
    ['perkaranya', 'Pid', 'mencuri']
    """
    found = TELLING.search(text)
    if found:
        return found.group()
    hidden = set() if named else _names(name)
    return next((word for word in WORD.findall(text) if word.casefold() in hidden), "")


def silent_ground(text: str) -> str:
    """The text of a duty as an office may read it: its article, and nothing where it names a case.

    >>> silent_ground("UU 23/2006 Pasal 63 ayat (1)"), silent_ground("Putusan 7/Pid.B/2026/PN Amb")
    ('UU 23/2006 Pasal 63 ayat (1)', '')
    """
    return "" if CASE.search(text) else text


def veiled(text: str, name: str) -> str:
    """The same text with initials where it names the person: consent may end after something was written.

    >>> veiled("KTP untuk Yosafat Rumahkewi dan ibunya", "Yosafat Rumahkewi")
    'KTP untuk Y. R. dan ibunya'
    """
    hidden = _names(name)
    return WORD.sub(lambda word: f"{word[0][0].upper()}." if word[0].casefold() in hidden else word[0], text)
