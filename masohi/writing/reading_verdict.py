"""Words of a verdict that registers abbreviate: sanction, considerations, limits of a body, kind of register."""

from masohi.writing import gettext_noop as _
from masohi.writing.reading import Unclear, plain, quoted

SANCTION_WORDS = (("fine", ("denda",)), ("repeat", ("ulang",)), ("prison", ("penjara", "kurungan")))
LIMIT_WORDS = (
    ("heavy", ("angkat", "berat")),
    ("sun", ("matahari", "panas")),
    ("smell", ("bau",)),
    ("height", ("tinggi",)),
    ("water", ("air", "laut", "sungai")),
)
HEALTHY = frozenset({"sehat", "tidak ada pembatasan", "normal"})
REGISTER_WORDS = (
    ("keadilan_restoratif", ("restoratif", "rj")),
    ("pelayanan_masyarakat_anak", ("anak", "pelayanan masyarakat")),
    ("sanksi_perda", ("perda", "sampah")),
    ("kerja_sosial", ("pidana", "kerja sosial", "biasa", "singkat", "cepat", "pid.b", "pid.sus", "tipiring")),
)
LETTERS = "abcdefg"
ALL_LETTERS = frozenset({"lengkap", "semua", "7/7", "7", "a-g", "a–g", "as/dg", "asampaig", "as.d.g", LETTERS})


def sanction(text: str) -> str:
    """What follows if the work is not done (KUHP 85(7)): "fine", "repeat" or "prison".

    Letter c names the fine together with the prison that replaces it, hence the fine wins.

    >>> sanction("Menjalani penjara 3 bulan"), sanction("bayar denda atau penjara pengganti"), sanction("Mengulang")
    ('prison', 'fine', 'repeat')
    """
    body = plain(text)
    found = [word for word, signs in SANCTION_WORDS if any(sign in body for sign in signs)]
    if not found or ("repeat" in found and len(found) > 1):
        says = _('"{text}" belum jelas. Tulis salah satu: ulang, penjara, atau denda.')
        raise Unclear(says, text=quoted(text))
    return found[0]


def considerations(text: str) -> list[str]:
    """Letters a to g of KUHP 85(2).

    >>> considerations("lengkap") == considerations("a s/d g"), considerations("a, c dan d")
    (True, ['a', 'c', 'd'])
    """
    body = plain(text).replace("huruf", "").replace(" ", "")
    letters = set(LETTERS) if body in ALL_LETTERS else set(body.replace("dan", ",").replace(";", ",").split(",")) - {""}
    if not letters or not letters <= set(LETTERS):
        says = _('"{text}" belum jelas. Tulis huruf pertimbangan, misalnya a-g atau a, b, c.')
        raise Unclear(says, text=quoted(text))
    return sorted(letters)


def limits(text: str) -> list[str]:
    """What a person must not do, in the words that sites use for their hazards; never a diagnosis.

    >>> limits("tidak angkat berat, tidak kuat panas matahari"), limits("sehat")
    (['heavy', 'sun'], [])
    """
    body = plain(text)
    parts = [part.strip() for part in body.replace(" dan ", ",").replace(";", ",").split(",")]
    found = set()
    for part in filter(None, [] if body in HEALTHY else parts):
        word = next((word for word, signs in LIMIT_WORDS if any(sign in part for sign in signs)), None)
        if word is None:
            says = _('"{text}" belum jelas. Tulis batas kerjanya saja, misalnya tidak angkat berat.')
            raise Unclear(says, text=quoted(part))
        found.add(word)
    return sorted(found)


def register(text: str) -> str:
    """Which register a case belongs to, by the names of `masohi.law.registers.Register`.

    >>> register("Pidana biasa"), register("Perkara Anak"), register("Tipiring Perda"), register("RJ")
    ('kerja_sosial', 'pelayanan_masyarakat_anak', 'sanksi_perda', 'keadilan_restoratif')
    """
    body = plain(text)
    found = next((name for name, signs in REGISTER_WORDS if any(sign in body for sign in signs)), None)
    if found is None:
        raise Unclear(_('"{text}" tidak dikenal. Tulis pidana biasa, anak, Perda, atau RJ.'), text=quoted(text))
    return found
