"""Which village somebody means: by code, or by a name that only one village bears (GE-02)."""

from collections import defaultdict
from collections.abc import Iterable

from masohi.law.geography import VILLAGE
from masohi.parties.organisations.models import Place
from masohi.parties.organisations.terms import Level
from masohi.writing import gettext_noop as _
from masohi.writing.indonesian import joined
from masohi.writing.names import search_key
from masohi.writing.reading import Unclear, plain, quoted

LEVEL_WORDS = {"kelurahan": Level.WARD, "kel": Level.WARD, "desa": Level.VILLAGE, "negeri": Level.VILLAGE}

UNKNOWN_CODE = _("Kode {code} tidak ada di Kota Ambon. Pilih kode yang benar, atau kosongkan bila di luar kota.")
UNKNOWN_NAME = _('Kelurahan atau negeri "{text}" tidak dikenal. Tulis kodenya, misalnya 81.71.02.1017.')
SEVERAL = _('Nama "{text}" ada di {count} tempat: {codes}. Tulis kodenya.')


class Villages:
    """The villages that exist, to be asked many times without a query."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.by_code = {place.code: place for place in places}
        self.by_name: dict[str, list[Place]] = defaultdict(list)
        for place in self.by_code.values():
            for name in place.name.split("/"):
                self.by_name[search_key(name)].append(place)

    def meant(self, text: str) -> Place:
        """The village of a code with or without dots, or of a name that only one bears. Raises Unclear otherwise."""
        digits = "".join(character for character in text if character.isdigit())
        if len(digits) == 10 and text.replace(".", "").replace(" ", "") == digits:
            code = f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}.{digits[6:]}"
            if code in self.by_code:
                return self.by_code[code]
        if VILLAGE.fullmatch(text.strip()) or digits:
            raise Unclear(UNKNOWN_CODE, code=quoted(text))
        found = self._called(text)
        if len(found) > 1:
            codes = joined([f"{place.code} ({place.level})" for place in found])
            raise Unclear(SEVERAL, text=quoted(text), count=len(found), codes=codes)
        if not found:
            raise Unclear(UNKNOWN_NAME, text=quoted(text))
        return found[0]

    def _called(self, text: str) -> list[Place]:
        whole = self.by_name.get(search_key(text), [])
        words = plain(text).split()
        level = LEVEL_WORDS.get(words[0].strip(".")) if len(words) > 1 else None
        if whole or level is None:
            return whole
        return [place for place in self.by_name.get(search_key(" ".join(words[1:])), []) if place.level == level]
