"""Who writes which letter, and what the officer adds by hand."""

from typing import Final, NamedTuple

from django.utils.translation import gettext_lazy as _

from masohi.parties.roles import Role
from masohi.work.letters.terms import LetterKind


class Ask(NamedTuple):
    """One thing that only the officer knows. `lines`: several lines, one entry each."""

    name: str
    label: object
    hint: object = ""
    lines: bool = False
    required: bool = True


class Paper(NamedTuple):
    """A letter that an officer may write: in which roles, and what is asked."""

    kind: LetterKind
    roles: tuple[Role, ...]
    why: object
    asks: tuple[Ask, ...] = ()


_NOTE = Ask("catatan", _("Catatan"), required=False)

OF_ORDER: Final[dict[LetterKind, tuple[str, Paper]]] = {
    LetterKind.RECEIPT: (
        "prosecutor_office",
        Paper(LetterKind.RECEIPT, (Role.PROSECUTOR,), _("Bukti bahwa Bapas menerima putusan untuk dilaksanakan.")),
    ),
    LetterKind.SCHEDULE: (
        "bapas",
        Paper(LetterKind.SCHEDULE, (Role.PROBATION,), _("Satu lembar huruf besar untuk dibawa pulang orangnya.")),
    ),
    LetterKind.REFERRAL: (
        "bapas",
        Paper(
            LetterKind.REFERRAL,
            (Role.PROBATION,),
            _("Memperkenalkan orangnya kepada dinas atau lembaga yang membantu."),
            (
                Ask("tujuan", _("Kepada"), _("Nama dinas atau lembaga, misalnya Dinas Tenaga Kerja Kota Ambon.")),
                Ask("keperluan", _("Keperluan"), _("Misalnya: mengikuti pelatihan las.")),
                _NOTE,
            ),
        ),
    ),
}
"""By kind: the column of an order that names the issuing unit, and the paper."""

_HOSTS = (Role.OFFICE, Role.SUPERVISOR)

OF_SESSION: Final[dict[LetterKind, Paper]] = {
    LetterKind.DUTY: Paper(
        LetterKind.DUTY, (Role.OFFICE,), _("Menugaskan pengawas untuk sesi ini dan sesi sesudahnya selama satu bulan.")
    ),
    LetterKind.ROLL: Paper(LetterKind.ROLL, _HOSTS, _("Daftar hadir bernomor, disimpan bersama surat lain.")),
    LetterKind.SESSION: Paper(
        LetterKind.SESSION, _HOSTS, _("Apa yang terjadi pada sesi ini: jumlah orang, jam, tanda."), (_NOTE,)
    ),
    LetterKind.HANDOVER: Paper(
        LetterKind.HANDOVER,
        _HOSTS,
        _("Alat kerja dan alat pelindung diri berpindah tangan."),
        (
            Ask("alat", _("Alat"), _("Satu alat satu baris: nama; jumlah. Misalnya: Sapu lidi; 4 buah"), lines=True),
            Ask("penyerah", _("Yang menyerahkan")),
            Ask("penerima", _("Yang menerima")),
        ),
    ),
}
"""The unit that hosts the session issues these."""
