"""How offices write: dates, hours, money, names, spreadsheets and letters. Plain Python, knows no chapter.

`indonesian` prints values the way a reader in Ambon expects them; `reading` understands what people type;
`sheets` reads the spreadsheets that offices keep; `documents` draws PDF letters.
"""


def gettext_noop(message: str) -> str:
    """Mark `message` for translation without translating it: plain Python has no language of its own."""
    return message
