"""Case numbers of district courts: one spelling out of the many that registers and newspapers use."""

import re

CASE_NUMBER = re.compile(
    r"\d{1,5}/Pid\.(B|S|C|R|Sus|Pra|Sus-[A-Za-z]+)/(19|20)\d{2}/PN [A-Z][a-z]{2}",
    re.ASCII,
)
LOOSE = re.compile(
    r"(?:nomor|no)?[.:]*(?P<serial>\d{1,5})/pid[.\-]*(?P<kind>sus|pra|[bscr])(?:[.\-]*(?P<sub>[a-z]+))?/(?P<year>\d{4})"
    r"/pn[.]*(?P<court>[a-z]+)[.]*",
    re.ASCII,
)
COURTS = {"ambon": "Amb", "ambe": "Amb"}
NAME_OF_COURT = re.compile(r"(?:pn|pengadilan ?negeri)[. ]*(?P<town>.+)", re.ASCII)
SUBS = {"tpk": "TPK", "lh": "LH", "phi": "PHI"}


def normalise_case_number(text: str | None) -> str | None:
    """The number as the court writes it, or None where it is no district court's criminal case number.

    Spaces, case, stray dots and the long name of the court are put right; nothing is guessed beyond that.

    >>> normalise_case_number(" No. 8 / PID.B/ 2026 / PN. Ambon ")
    '8/Pid.B/2026/PN Amb'
    >>> normalise_case_number("16/Pid.Sus.Anak/2025/PN MDN"), normalise_case_number("8/Pdt.G/2026/PN Amb")
    ('16/Pid.Sus-Anak/2025/PN Mdn', None)
    """
    found = LOOSE.fullmatch(re.sub(r"\s+", "", text or "").lower())
    if not found:
        return None
    sub = f"-{SUBS.get(found['sub'], found['sub'].capitalize())}" if found["sub"] else ""
    court = COURTS.get(found["court"], found["court"].capitalize())
    number = f"{int(found['serial'])}/Pid.{found['kind'].capitalize()}{sub}/{found['year']}/PN {court}"
    return number if CASE_NUMBER.fullmatch(number) else None


def number_of_court(number: str, court: str) -> bool:
    """Whether a number in the standard spelling can be this court's: its code is made of letters of the court's town.

    A court whose name is written in no way we know is not doubted.

    >>> number_of_court("8/Pid.B/2026/PN Amb", "PN Ambon"), number_of_court("8/Pid.B/2026/PN Msh", "PN Masohi")
    (True, True)
    >>> number_of_court("8/Pid.B/2026/PN Amb", "PN Masohi"), number_of_court("8/Pid.B/2026/PN Amb", "Mahkamah Agung")
    (False, True)
    """
    named = NAME_OF_COURT.fullmatch(" ".join(court.lower().split()))
    if not named:
        return True
    town, code = iter(named["town"]), number.rpartition(" ")[2].lower()
    return named["town"].startswith(code[0]) and all(letter in town for letter in code)
