"""What people type, as values: numbers, hours, money, durations, yes and no, NIK, phone numbers.

Every reader takes the text of a cell and gives a value, or raises `Unclear` with an Indonesian sentence that says what
could not be read and how to write it. Nothing is guessed: where a text has two meanings, it has none.
"""

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from masohi.writing import gettext_noop as _

LONGEST_QUOTE = 60
MONTH_DAYS = 30  # KUHP Pasal 184
Value = TypeVar("Value")


class Unclear(ValueError):
    """A text that is not what its column holds. `template` is a msgid, `values` are ready to be printed."""

    def __init__(self, template: str, **values: str | int) -> None:
        self.template, self.values = template, values
        super().__init__(template.format(**values))


def quoted(text: str) -> str:
    """The text as a message repeats it: one line, short, nothing unprintable.

    >>> quoted("31\\x00 Februari ")
    '31 Februari'
    """
    shown = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return shown if len(shown) <= LONGEST_QUOTE else shown[: LONGEST_QUOTE - 1] + "…"


def plain(text: str) -> str:
    """Small letters, single blanks, without remarks in brackets.

    >>> plain("150 (seratus lima puluh)  JAM")
    '150 jam'
    """
    return " ".join(re.sub(r"\([^()]*\)", " ", text).lower().split())


def number(text: str) -> Decimal:
    """A number as Indonesians write it: dots group thousands, a comma begins the decimals.

    >>> number("1.250.000"), number("4,5"), number("10,000,000"), number("2.5")
    (Decimal('1250000'), Decimal('4.5'), Decimal('10000000'), Decimal('2.5'))
    >>> number("10,000")
    Traceback (most recent call last):
    masohi.writing.reading.Unclear: "10,000" bisa berarti 10 atau 10000. Tulis tanpa titik dan koma.
    """
    body = plain(text).replace(" ", "")
    says = _('"{text}" bukan bilangan. Tulis dengan angka, misalnya 150.')
    if not re.fullmatch(r"[0-9][0-9.,]{0,20}", body, re.ASCII):
        raise Unclear(says, text=quoted(text))
    if re.fullmatch(r"[1-9]\d{0,2},\d{3}", body):
        whole, rest = body.split(",")
        twice = _('"{text}" bisa berarti {one} atau {other}. Tulis tanpa titik dan koma.')
        raise Unclear(twice, text=quoted(text), one=whole, other=whole + rest)
    for pattern, drop in ((r"\d{1,3}(\.\d{3})+(,\d+)?", "."), (r"\d{1,3}(,\d{3}){2,}(\.\d+)?", ",")):
        if re.fullmatch(pattern, body):
            body = body.replace(drop, "")
    try:
        return Decimal(body.replace(",", "."))
    except InvalidOperation:
        raise Unclear(says, text=quoted(text)) from None


def whole_number(text: str) -> int:
    """A number without decimals.

    >>> whole_number("8,0")
    8
    """
    value = number(text)
    if value != value.to_integral_value():
        raise Unclear(_('"{text}" bukan bilangan bulat.'), text=quoted(text))
    return int(value)


def whole_hours(text: str) -> int:
    """Full hours; the unit may be written.

    >>> whole_hours("150 jam"), whole_hours("5"), whole_hours("5 jam/hari")
    (150, 5, 5)
    >>> whole_hours("4,5 jam")
    Traceback (most recent call last):
    masohi.writing.reading.Unclear: "4,5 jam" bukan jam penuh. Tulis jam tanpa pecahan, misalnya 4.
    """
    body = re.sub(r"\s*jam\b(\s*(/|per|se|dalam\s+1)\s*hari)?\.?$", "", plain(text))
    try:
        return whole_number(body)
    except Unclear:
        if re.fullmatch(r"\d+[.,]\d{1,2}", body, re.ASCII):
            says = _('"{text}" bukan jam penuh. Tulis jam tanpa pecahan, misalnya {example}.')
            raise Unclear(says, text=quoted(text), example=re.split("[.,]", body)[0]) from None
        raise Unclear(_('"{text}" bukan jumlah jam. Tulis dengan angka, misalnya 150.'), text=quoted(text)) from None


MULTIPLES = {"": 1, "ribu": 10**3, "rb": 10**3, "juta": 10**6, "jt": 10**6}


def rupiah(text: str) -> int:
    """Money as integer rupiah.

    >>> rupiah("Rp10.000.000"), rupiah("Rp. 5.000.000,-"), rupiah("2,5 juta"), rupiah("750 ribu")
    (10000000, 5000000, 2500000, 750000)
    """
    body = re.sub(r"^(rp\.?|idr)\s*|(,-+|,--)$|\s*rupiah$", "", plain(text))
    found = re.fullmatch(r"([0-9.,]+)\s*(ribu|rb|juta|jt|)", body, re.ASCII)
    if not found:
        raise Unclear(_('"{text}" bukan jumlah uang. Tulis seperti Rp5.000.000.'), text=quoted(text))
    amount = number(found[1]) * MULTIPLES[found[2]]
    if amount != amount.to_integral_value():
        raise Unclear(_('"{text}" bukan rupiah bulat. Tulis seperti Rp5.000.000.'), text=quoted(text))
    return int(amount)


UNITS = {"tahun": "tahun", "thn": "tahun", "th": "tahun", "bulan": "bulan", "bln": "bulan", "bl": "bulan"}
UNITS |= {"minggu": "minggu", "hari": "hari", "hr": "hari"}


def _duration(text: str, days_of: dict[str, int], example: str) -> int:
    """Sum of "number unit" parts by the weights in `days_of`; a number without a unit is refused."""
    body = re.sub(r"^(selama|paling lama|maksimal|maks\.?|max\.?)\s+|\bdan\b", " ", plain(text))
    parts = re.findall(r"\b(\d{1,5})\s*([a-z]+)\.?", body)
    if re.fullmatch(r"\s*\d+\s*", body):
        says = _('"{text}" belum bersatuan. Tulis hari, bulan, atau tahunnya, misalnya {example}.')
        raise Unclear(says, text=quoted(text), example=example)
    left = re.sub(r"\b\d{1,5}\s*[a-z]+\.?", "", body).strip(" ,")
    units = [UNITS.get(word) for _digits, word in parts]
    if not parts or left or len(set(units)) < len(units) or not all(unit in days_of for unit in units):
        says = _('"{text}" bukan lama waktu yang dikenal. Tulis seperti {example}.')
        raise Unclear(says, text=quoted(text), example=example)
    return sum(int(digits) * days_of[str(UNITS[word])] for digits, word in parts)


def days(text: str) -> int:
    """A duration in days; 1 bulan is 30 days (KUHP 184), 1 tahun 12 bulan.

    >>> days("3 bulan"), days("180 hari"), days("2 (dua) bulan 15 hari")
    (90, 180, 75)
    >>> days("6")
    Traceback (most recent call last):
    masohi.writing.reading.Unclear: "6" belum bersatuan. Tulis hari, bulan, atau tahunnya, misalnya 3 bulan.
    """
    return _duration(text, {"tahun": 360, "bulan": MONTH_DAYS, "minggu": 7, "hari": 1}, "3 bulan")


def months(text: str) -> int:
    """A duration in months.

    >>> months("4 tahun 8 bulan"), months("56 bulan"), months("paling lama 2 tahun")
    (56, 56, 24)
    """
    return _duration(text, {"tahun": 12, "bulan": 1}, "4 tahun 8 bulan")


YES = frozenset(["ya", "y", "ada", "sudah", "setuju", "benar", "yes", "true", "1", "√", "✓", "✔", "v"])
NO = frozenset(["tidak", "t", "tdk", "belum", "tanpa", "bukan", "no", "false", "0", "-", "–"]) | {
    "tidak ada",
    "belum ada",
}


def yes_or_no(text: str) -> bool:
    """Ya or tidak in the words of registers.

    >>> [yes_or_no(word) for word in ("Ya", "√", "belum", "Tidak ada")]
    [True, True, False, False]
    """
    return one_of({**dict.fromkeys(YES, True), **dict.fromkeys(NO, False)}, _("ya atau tidak"))(text)


def one_of(words: dict[str, Value], example: str) -> Callable[[str], Value]:
    """A reader of a closed list of words; dots and letters' case do not matter."""

    def read(text: str) -> Value:
        word = plain(text).strip(" .")
        if word not in words:
            raise Unclear(_('"{text}" tidak dikenal. Tulis {example}.'), text=quoted(text), example=example)
        return words[word]

    return read


MALE, FEMALE = ["l", "lk", "laki", "laki-laki", "laki2", "pria"], ["p", "pr", "perempuan", "wanita"]
sex = one_of({**dict.fromkeys(MALE, "L"), "laki laki": "L", **dict.fromkeys(FEMALE, "P")}, _("L atau P"))


def destroyed(text: str) -> bool:
    """Whether a spreadsheet has turned long digits into a rounded number.

    >>> destroyed("8,17102010599E+15"), destroyed("8171020105990001")
    (True, False)
    """
    return bool(re.fullmatch(r"\s*\d([.,]\d+)?[eE]\+?\d{1,2}\s*", text, re.ASCII))


def digits(text: str) -> str:
    """Digits of an identifier (NIK, NIP), leading zeros kept; messages do not repeat them.

    >>> digits("'8171 0201 0599 0001")
    '8171020105990001'
    >>> digits("8,17102010599E+15")
    Traceback (most recent call last):
    masohi.writing.reading.Unclear: Angkanya rusak karena sel berformat bilangan. Ubah format sel menjadi Teks, \
lalu ketik ulang dari KTP-el.
    """
    if destroyed(text):
        raise Unclear(
            _(
                "Angkanya rusak karena sel berformat bilangan. "
                "Ubah format sel menjadi Teks, lalu ketik ulang dari KTP-el."
            )
        )
    found = re.sub(r"[\s.'`’-]", "", text)
    if not re.fullmatch(r"\d{1,30}", found, re.ASCII):
        raise Unclear(_("Isinya bukan deretan angka. Ketik angkanya saja, seperti di KTP-el."))
    return found


def phone(text: str) -> str:
    """A mobile number as E.164.

    >>> phone("0812-4800-1234"), phone("62812 4800 1234"), phone("+62 812 4800 1234"), phone("81248001234")
    ('+6281248001234', '+6281248001234', '+6281248001234', '+6281248001234')
    """
    found = re.sub(r"[\s.()'’-]", "", text)
    match = re.fullmatch(r"(?:\+?62|0)?(8\d{8,11})", found, re.ASCII)
    if not match:
        raise Unclear(_('"{text}" bukan nomor HP. Tulis seperti 0812 4800 1234.'), text=quoted(text))
    return f"+62{match[1]}"


def dialled(text: str) -> str:
    """The number as a phone dials it, or nothing where it is none.

    >>> dialled("0812 4800 1234"), dialled("tidak punya")
    ('+6281248001234', '')
    """
    try:
        return phone(text)
    except Unclear:
        return ""


def coordinate(text: str) -> Decimal:
    """Degrees with a point or a comma, five decimals kept.

    >>> coordinate("-3,696"), coordinate("128.180001")
    (Decimal('-3.69600'), Decimal('128.18000'))
    """
    body = text.replace(" ", "").replace("−", "-").replace(",", ".")
    if not re.fullmatch(r"-?\d{1,3}(\.\d{1,15})?", body, re.ASCII) or abs(Decimal(body)) > 180:
        raise Unclear(_('"{text}" bukan koordinat. Tulis derajat desimal, misalnya -3,69600.'), text=quoted(text))
    return Decimal(body).quantize(Decimal("0.00001"))
