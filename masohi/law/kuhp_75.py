"""UU 1/2023 (KUHP) Pasal 75 to 77: pidana pengawasan, the sibling register."""

from datetime import date

from masohi.law.citation import KUHP, Answer, Article, Level, Rule, rule
from masohi.law.counting import months_in_words
from masohi.law.parameters import DEFAULTS, Parameters
from masohi.writing import gettext_noop as _


@rule(
    "PW-01",
    Article(KUHP, 76),
    Level.BLOCK,
    title=_("Pengawasan paling lama 3 tahun"),
    says=_("Masa pengawasan {months}. Paling lama {limit}."),
    confidence="V",
    fields=["supervision_months", "offence_max_prison_months"],
    also=[Article(KUHP, 75)],
    numbers=["supervision_months", "supervision_threat"],
    examples=[
        ("Pengawasan 36 bulan, ancaman 60 bulan", {"months": 36, "threat_months": 60}, "sesuai"),
        ("Pengawasan 37 bulan", {"months": 37, "threat_months": 60}, "blokir"),
        ("Ancaman 61 bulan", {"months": 12, "threat_months": 61}, "blokir"),
    ],
)
def supervision_length(
    this: Rule, months: int, *, threat_months: int, day: date, parameters: Parameters = DEFAULTS
) -> Answer:
    """Pidana pengawasan untuk tindak pidana yang diancam penjara paling lama 5 tahun, dan paling lama 3 tahun.

    >>> supervision_length(37, threat_months=60, day=date(2026, 3, 2)).message
    'Masa pengawasan 3 tahun 1 bulan. Paling lama 3 tahun.'
    """
    limit, threat = (parameters.value(key, day) for key in ("supervision_months", "supervision_threat"))
    if threat_months > threat:
        says = _("Ancaman penjara {threat} melebihi {limit}. Pidana pengawasan tidak terbuka.")
        return this.found(
            says, article=this.also[0], threat=months_in_words(threat_months), limit=months_in_words(threat)
        )
    return this.found(months=months_in_words(months), limit=months_in_words(limit)) if months > limit else None


NOT_MODELLED = ["Syarat umum dan syarat khusus pengawasan, serta usul jaksa bila dilanggar, belum dimodelkan."]
