"""Numbers of coming home: when release programmes may begin, how soon a plan is made, how soon an office answers."""

from datetime import date
from typing import Final

from masohi.law.citation import KUHP, Article
from masohi.law.dated import Dated, Parameter
from masohi.law.parameter_kinds import COUNT
from masohi.writing import gettext_noop as _

IN_FORCE: Final = date(2026, 1, 2)
POLICY: Final = "Kebijakan Masohi"
FROM_MEMORY: Final = "Permenkumham 3/2018 jo. 7/2022; dari ingatan, periksa naskahnya"


def _statute(key: str, label: str, unit: str, value: int, article: Article) -> Parameter:
    return Parameter(key, label, unit, COUNT, Dated(((IN_FORCE, value, article),)), "V")


def _office(key: str, label: str, unit: str, value: int, source: str, confidence: str = "I") -> Parameter:
    return Parameter(key, label, unit, COUNT, Dated(((IN_FORCE, value, source),)), confidence, office=True)


HOME: Final = (
    _statute("parole_days", _("Pembebasan bersyarat: paling sedikit dijalani"), _("hari"), 270, Article(KUHP, 72, 1)),
    _statute("parole_extra_years", _("Masa percobaan sesudah sisa pidana"), _("tahun"), 1, Article(KUHP, 72, 4)),
    _office("leave_days", _("Cuti bersyarat dan cuti menjelang bebas paling lama"), _("hari"), 180, FROM_MEMORY, "M"),
    _office("leave_term_months", _("Cuti bersyarat: pidana paling lama"), _("bulan"), 18, FROM_MEMORY, "M"),
    _office("last_leave_days", _("Cuti menjelang bebas: paling sedikit dijalani"), _("hari"), 270, FROM_MEMORY, "M"),
    _office("homecoming_days", _("Rencana pulang dimulai sebelum bebas"), _("hari"), 90, POLICY),
    _office("referral_reply_days", _("Dinas menjawab rujukan paling lama"), _("hari"), 7, POLICY),
    _office("homecoming_review_days", _("Rencana pulang ditinjau setiap"), _("hari"), 90, POLICY),
    _office("cohort_minimum", _("Angka sesudah pulang ditampilkan sejak"), _("orang"), 10, POLICY),
)
"""What the code says is shown and not editable; the rest the office sets with a day and a source."""
