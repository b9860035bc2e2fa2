"""Drafts of agreements: the text of each kind, filled with parties, dates, promises and places.

What nobody has entered yet stays as a dotted line. The draft is neutral: no crest, two columns for the signatures.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from typing import Any, Final

from masohi.writing.indonesian import DAYS, joined, long_date
from masohi.writing.naskah_clauses import ARTICLES, BASES, DATA_SHARING, DUTIES, MINISTRY, SERVES

BLANK: Final = "………………………"
TITLES: Final = {
    "kesepakatan_bersama": "Kesepakatan Bersama",
    "nota_kesepakatan_sinergi": "Nota Kesepakatan Sinergi",
    "nota_kesepahaman": "Nota Kesepahaman",
    "rencana_kerja": "Rencana Kerja",
    "perjanjian_kerja_sama": "Perjanjian Kerja Sama",
    "adendum": "Adendum",
}
ORDINALS: Final = ("Kesatu", "Kedua", "Ketiga", "Keempat", "Kelima", "Keenam", "Ketujuh", "Kedelapan", "Kesembilan")
_SIGNS: Final = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF]) | {
    **{ord(sign): sign for sign in "\t\n"},
    **dict.fromkeys([0x0B, 0x0C, 0x85], "\n"),
    0xF0B7: "•",
}
CITY, CORRECTIONS, PROSECUTION = "kota", "pemasyarakatan", "kejaksaan"


@dataclass(frozen=True)
class Side:
    """One party: its name, which side it stands on (CITY, CORRECTIONS, PROSECUTION or ""), and who signs for it.

    `capacity` is "kepala_daerah", "kepala_unit" or "kuasa"; `behalf` is in whose name somebody signs by power.
    """

    name: str
    stands: str = ""
    signer: str = ""
    position: str = ""
    capacity: str = ""
    power_number: str = ""
    power_date: date | None = None
    behalf: str = ""


@dataclass(frozen=True)
class Draft:
    """Everything that is known about an agreement when its draft is written. `clauses` are keys of KJ-02.

    `promises` are rows (owner, what, how much, due day, article) in words; `sites` rows (name, place, work).
    """

    kind: str
    title: str
    sides: Sequence[Side]
    clauses: Sequence[str]
    begins: date
    ends: date
    numbers: Sequence[str] = ()
    purpose: str = ""
    signed_on: date | None = None
    where: str = ""
    umbrella: str = ""
    amends: str = ""
    promises: Sequence[tuple[str, str, str, str, str]] = ()
    sites: Sequence[tuple[str, str, str]] = ()


@dataclass(frozen=True)
class Section:
    """One article or annex: a heading over paragraphs; an annex may hold a table, its first row the header."""

    heading: str
    title: str
    paragraphs: list[str] = field(default_factory=list)
    table: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True)
class Text:
    """A whole draft, ready to be set: the same for DOCX and PDF. `signatures` are (party, position, name)."""

    title: str
    between: list[str]
    about: str
    numbers: list[str]
    opening: list[str]
    parties: list[str]
    bases: list[str]
    articles: list[Section]
    annexes: list[Section]
    signatures: list[tuple[str, str, str]]


def party_word(index: int) -> str:
    """How the text calls the party in this place, from 0.

    >>> party_word(0), party_word(9)
    ('PIHAK KESATU', 'PIHAK KE-10')
    """
    word = ORDINALS[index] if index < len(ORDINALS) else f"Ke-{index + 1}"
    return f"PIHAK {word.upper()}"


def subject(title: str) -> str:
    """What an agreement is about: its title without the words that only say what kind of paper it is.

    >>> subject("Konsep perjanjian kerja sama pembinaan keterampilan"), subject("Pelatihan bersama")
    ('pembinaan keterampilan', 'Pelatihan bersama')
    """
    rest = title.strip()
    for word in ("konsep", *(known.lower() for known in TITLES.values()), "tentang"):
        if rest.lower().startswith(f"{word} "):
            rest = rest[len(word) :].strip()
    return rest or title


def printable(value: Any) -> Any:
    """A text, or whatever holds texts, without signs that no paper holds: word processors leave them in what is pasted.

    >>> printable(["Pasal\x0b5", 5, (chr(0xF0B7) + "a\x01b",)])
    ['Pasal\\n5', 5, ('•ab',)]
    """
    if isinstance(value, str):
        return value.translate(_SIGNS)
    if isinstance(value, list | tuple):
        return type(value)(printable(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: printable(getattr(value, one.name)) for one in fields(value)})
    return value


def compose(draft: Draft) -> Text:
    """The text of a draft."""
    draft = printable(draft)
    draft = replace(draft, title=subject(draft.title))
    title = TITLES.get(draft.kind, TITLES["perjanjian_kerja_sama"])
    return Text(
        title=title,
        between=[side.name for side in draft.sides],
        about=draft.title,
        numbers=[draft.numbers[n] if n < len(draft.numbers) and draft.numbers[n] else BLANK for n in range(2)],
        opening=[_opening(draft, title)],
        parties=[_party(index, side) for index, side in enumerate(draft.sides)],
        bases=_bases(draft) if "dasar_hukum" in draft.clauses else [],
        articles=list(_articles(draft)),
        annexes=list(_annexes(draft)),
        signatures=[
            (party_word(index), side.position or BLANK, side.signer or BLANK) for index, side in enumerate(draft.sides)
        ],
    )


def _opening(draft: Draft, title: str) -> str:
    day = draft.signed_on
    when = f"hari {DAYS[day.weekday()]}, tanggal {long_date(day)}" if day else f"hari {BLANK}, tanggal {BLANK}"
    return (
        f"Pada {when}, bertempat di {draft.where or BLANK}, kami yang bertanda tangan di bawah ini membuat {title} "
        f"tentang {draft.title}."
    )


def _party(index: int, side: Side) -> str:
    return (
        f"{side.signer or BLANK}, {side.position or BLANK}, {_acting(side)}, selanjutnya disebut {party_word(index)}."
    )


def _acting(side: Side) -> str:
    name = f"{side.name}, {MINISTRY}" if side.stands == CORRECTIONS else side.name
    if side.capacity != "kuasa":
        return f"bertindak dalam jabatannya untuk dan atas nama {name}"
    day = long_date(side.power_date) if side.power_date else BLANK
    behalf = f"{name}, mewakili {side.behalf}" if side.behalf else name
    return f"berdasarkan Surat Kuasa Nomor {side.power_number or BLANK} tanggal {day} bertindak untuk {behalf}"


def _bases(draft: Draft) -> list[str]:
    stands = {side.stands for side in draft.sides}
    found = [text for whom, text in BASES if whom in {"", *stands}]
    return [*found, *([draft.umbrella] if draft.umbrella else [])]


def _articles(draft: Draft) -> Iterator[Section]:
    """The articles of the kind, numbered in order; an addendum has its own three."""
    said = _values(draft)
    chosen = [one for one in ARTICLES if one.only_for == draft.kind] or [
        one for one in ARTICLES if not one.only_for and one.key in draft.clauses
    ]
    for number, one in enumerate(chosen, start=1):
        paragraphs = [text.format(**said) for text in one.paragraphs]
        if one.key == "hak_kewajiban":
            paragraphs = [*_duties(draft), *paragraphs]
        yield Section(f"Pasal {number}", one.title, paragraphs)


def _duties(draft: Draft) -> list[str]:
    """What each party does, by the side it stands on."""
    return [
        f"{party_word(index)} {DUTIES[side.stands]}" for index, side in enumerate(draft.sides) if side.stands in DUTIES
    ]


def _values(draft: Draft) -> dict[str, str]:
    return {
        "title": draft.title,
        "purpose": draft.purpose or BLANK,
        "parties": joined([party_word(index) for index in range(len(draft.sides))]),
        "begins": long_date(draft.begins),
        "ends": long_date(draft.ends),
        "amends": draft.amends or BLANK,
        "copies": str(max(len(draft.sides), 2)),
        "serves": joined([SERVES[side.stands] for side in draft.sides if side.stands in SERVES]) or BLANK,
        "plan": "Lampiran I" if "rencana_kerja" in draft.clauses else "rencana kerja yang disusun bersama",
    }


def _annexes(draft: Draft) -> Iterator[Section]:
    numerals = iter(("I", "II", "III"))
    if "rencana_kerja" in draft.clauses:
        header = ["No.", "Penanggung jawab", "Komitmen", "Ukuran", "Tenggat", "Pasal"]
        rows = [[str(n), *row] for n, row in enumerate(draft.promises, start=1)] or [["1", *[BLANK] * 5]]
        intro = ["Setiap komitmen dinyatakan selesai hanya dengan bukti."]
        yield Section(f"Lampiran {next(numerals)}", "Rencana kerja dengan indikator", intro, [header, *rows])
    if "daftar_lokasi" in draft.clauses:
        header = ["No.", "Lokasi", "Tempat", "Pekerjaan"]
        rows = [[str(n), *row] for n, row in enumerate(draft.sites, start=1)] or [["1", *[BLANK] * 3]]
        intro = ["Lokasi ditambah atau dikurangi dengan persetujuan tertulis kedua pihak."]
        yield Section(f"Lampiran {next(numerals)}", "Daftar lokasi", intro, [header, *rows])
    if "berbagi_data" in draft.clauses:
        yield Section(f"Lampiran {next(numerals)}", "Berbagi data dan kerahasiaan", list(DATA_SHARING))
