"""Other registers that share the words "kerja sosial": named here, and none of Pasal 85 applies to them."""

from enum import StrEnum

from masohi.law.citation import KUHP, KUHP_CHANGED, SPPA, Answer, Article, Level, Rule, rule
from masohi.writing import gettext_noop as _


class Register(StrEnum):
    """Where a piece of unpaid work belongs. Only `KERJA_SOSIAL` has hours, caps and sanctions of Pasal 85."""

    KERJA_SOSIAL = "kerja_sosial"
    PELAYANAN_MASYARAKAT_ANAK = "pelayanan_masyarakat_anak"
    KEADILAN_RESTORATIF = "keadilan_restoratif"
    SANKSI_PERDA = "sanksi_perda"


BASES = {
    Register.KERJA_SOSIAL: Article(KUHP, 85),
    Register.PELAYANAN_MASYARAKAT_ANAK: Article(SPPA, 76),
    Register.KEADILAN_RESTORATIF: Article("Perja 15/2020", None),
    Register.SANKSI_PERDA: Article("Perda tentang sampah", None),
}

NAMES = {
    Register.KERJA_SOSIAL: _("Pidana kerja sosial"),
    Register.PELAYANAN_MASYARAKAT_ANAK: _("Pelayanan masyarakat anak"),
    Register.KEADILAN_RESTORATIF: _("Kerja sosial keadilan restoratif (tanpa putusan)"),
    Register.SANKSI_PERDA: _("Sanksi administratif Perda"),
}


@rule(
    "KS-42",
    Article(KUHP_CHANGED, None),
    Level.BLOCK,
    title=_("Sanksi Perda bukan pidana kerja sosial"),
    says=_(
        "Tindak pidana Perda ini hanya diancam denda. Sanksi Perda bukan pidana kerja sosial; catat di registernya."
    ),
    confidence="I",
    fields=["offence_is_perda_fine_only"],
    also=[Article(KUHP, 85, 1)],
    examples=[
        ("Tindak pidana dalam KUHP", {"perda_fine_only": False}, "sesuai"),
        ("Pelanggaran Perda sampah yang hanya diancam denda", {"perda_fine_only": True}, "blokir"),
    ],
)
def not_a_perda_sanction(this: Rule, perda_fine_only: bool | None) -> Answer:
    """UU 1/2026 menghapus kurungan dalam Perda. Pelanggaran yang hanya diancam denda tidak diancam penjara kurang dari
    5 tahun, sehingga Pasal 85 ayat (1) tidak terbuka.

    >>> not_a_perda_sanction(True).rule
    'KS-42'
    """
    return this.found() if perda_fine_only else None


@rule(
    "KS-43",
    Article("Perja 15/2020", None),
    Level.BLOCK,
    title=_("Kerja sosial keadilan restoratif dicatat terpisah"),
    says=_("Kerja sosial tanpa putusan dicatat di register keadilan restoratif, bukan di sini."),
    confidence="V2/I",
    fields=["basis"],
    examples=[
        ("Dasar: putusan pengadilan", {"basis": "putusan"}, "sesuai"),
        ("Dasar: penghentian penuntutan", {"basis": "keadilan_restoratif"}, "blokir"),
    ],
)
def not_restorative_justice(this: Rule, basis: str) -> Answer:
    """Penghentian penuntutan berdasar keadilan restoratif dapat memuat kerja sosial tanpa putusan dan tanpa Pasal 85.

    >>> not_restorative_justice("keadilan_restoratif").level.value
    'block'
    """
    return this.found() if basis == Register.KEADILAN_RESTORATIF else None


NOT_MODELLED = [
    "Register pelayanan masyarakat anak, keadilan restoratif, dan sanksi Perda hanya dinamai; jam, batas, dan akibat "
    "menurut Pasal 85 tidak berlaku di sana.",
    "Pasal 94 dan 96 (ganti rugi dan kewajiban adat yang tidak dipenuhi): jamnya harus disebut dalam putusan.",
]
