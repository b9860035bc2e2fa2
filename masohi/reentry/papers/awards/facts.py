"""What the letter about a class says: nothing on its face tells where or why somebody learnt."""

import re
from collections.abc import Iterable
from typing import Final

from masohi.parties.organisations.facts import Head
from masohi.reentry.training.models import Cohort, Enrolment
from masohi.work.letters.facts import Content, Signer
from masohi.writing.indonesian import hours, long_date

TELLING: Final = re.compile(
    r"\b(lapas|lpka|lpp|rutan|bapas|penjara|tahanan|napi|narapidana|terpidana|pidana|hukuman|putusan|kriminal"
    r"|pemasyarakatan|pembinaan khusus|warga binaan|anak binaan|imigrasi)\b",
    re.IGNORECASE,
)
"""Words that would tell an employer where somebody was."""


def telling_word(texts: Iterable[str]) -> str:
    """The first word in `texts` that tells of a prison or a court, or nothing.

    >>> telling_word(["Ketahanan pangan", "Kerajinan bambu"]), telling_word(["Bengkel LPKA Ambon"])
    ('', 'LPKA')
    """
    for text in texts:
        found = TELLING.search(text)
        if found:
            return found.group()
    return ""


def face(content: Content, head: Head, wording: str) -> list[str]:
    """Every text on the face of the letter except the person's own name."""
    told = [value for name, value in content.fields.items() if name != "nama"]
    rows = [cell for row in content.facts for cell in row]
    hands = [part for one in content.signers for part in (one.role, one.name, one.office)]
    return [*told, *rows, *hands, wording, head.name, *head.lines, head.address, head.contact]


def award_content(enrolment: Enrolment, cohort: Cohort, minutes: int) -> Content:
    """The letter about one person who passed: name, programme, dates, who taught, and how long (`minutes` that were
    held, not those that were planned). Never unit or place.
    """
    programme = cohort.programme
    last = min(cohort.ends_on, cohort.ended_on or cohort.ends_on)
    taught_by = programme.institution or programme.provider.name
    fields = {
        "nama": enrolment.trainee.person.name,
        "program": programme.title,
        "bidang": str(programme.get_skill_display()),
        "lama_pelatihan": hours(minutes),
        "masa": f"{long_date(cohort.starts_on)} sampai {long_date(last)}",
        "pelaksana": taught_by,
        "instruktur": cohort.instructor,
    }
    return Content(
        fields=fields,
        facts=(("Pelaksana", taught_by), ("Instruktur", cohort.instructor)),
        signers=(
            Signer("Pejabat penyelenggara", "", programme.provider.name),
            Signer("Instruktur", cohort.instructor, ""),
        ),
    )
