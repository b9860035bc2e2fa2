"""Names as Indonesia writes them: one field, old and new spelling side by side."""

import re
import unicodedata

_OLD_SPELLING = (
    ("oe", "u"),
    ("dj", "j"),
    ("tj", "c"),
    ("nj", "ny"),
    ("sj", "sy"),
    ("ch", "k"),
    ("kh", "k"),
    ("y", "i"),
)


def tidy_name(text: str) -> str:
    """Blanks collapsed and control characters dropped; letters stay as written.

    >>> tidy_name("  Maria   Ratulangi ")
    'Maria Ratulangi'
    """
    kept = "".join(c for c in unicodedata.normalize("NFC", text) if c.isprintable())
    return " ".join(kept.split())


def storable(text: str) -> str:
    """Without NUL and without halves of letters (a phone cuts an emoji in two): no database takes them.

    >>> storable("luka" + chr(0) + chr(0xD83D) + " di tangan")
    'luka di tangan'
    """
    return "".join(c for c in text if c != chr(0) and not 0xD800 <= ord(c) <= 0xDFFF)


def search_key(text: str) -> str:
    """A form in which spellings of one name meet, for search and for the duplicate warning.

    >>> search_key("Soeharto") == search_key("Suharto"), search_key("Djamaluddin") == search_key("Jamaludin")
    (True, True)
    """
    plain = unicodedata.normalize("NFKD", tidy_name(text)).encode("ascii", "ignore").decode().lower()
    letters = re.sub(r"[^a-z ]", "", plain)
    for old, new in _OLD_SPELLING:
        letters = letters.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", letters)


def short_name(text: str) -> str:
    """First word and initials: enough to call somebody on a beach, too little to look them up.

    >>> short_name("Maria Ratulangi Sapulete"), short_name("Suharto")
    ('Maria R. S.', 'Suharto')
    """
    first, *rest = tidy_name(text).split() or [""]
    return " ".join([first, *(f"{word[0].upper()}." for word in rest)])


def initials(text: str) -> str:
    """Nothing but the first letter of each word.

    >>> initials("Maria Ratulangi Sapulete"), initials("Suharto")
    ('M. R. S.', 'S.')
    """
    return " ".join(f"{word[0].upper()}." for word in tidy_name(text).split())
