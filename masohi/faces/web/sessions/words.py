"""What is odd about a recorded session, in words."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from masohi.work.flags.models import Flag
from masohi.writing.indonesian import number

FLAGS = {
    "counts_differ": _("Hitungan awal dan akhir berbeda"),
    "more_names_than_heads": _("Nama lebih banyak daripada hitungan"),
    "manual": _("Manual: diisi dari daftar kertas"),
    "corrected": _("Ada koreksi"),
    "before_session": _("Mulai sebelum jadwal"),
    "after_session": _("Selesai setelah jadwal"),
    "waktu": _("Ditahan: waktu belum terverifikasi"),
    "lambat": _("Ditahan: terkirim lebih dari 7 hari sesudah sesi"),
    "report": _("Ada catatan HP lain yang belum diputuskan"),
    "witness_differs": _("Penerima manfaat menghitung jumlah lain"),
}
FACTS = {
    "minutes": _("menit"),
    "times": _("kali"),
    "names": _("nama tercatat hadir"),
    "start": _("hitungan awal"),
    "end": _("hitungan akhir"),
    "witness": _("hitungan penerima manfaat"),
    "heads": _("hitungan pemeriksa"),
    "presses": _("catatan HP"),
    "outside": _("di luar jam sesi"),
    "metres": _("meter dari lokasi"),
    "seconds": _("detik"),
    "exact": _("sesi tepat jam penuh"),
    "share": _("persen oleh petugas yang sama"),
    "days": _("hari"),
    "records": _("catatan"),
}


def flag_words(flags: Iterable[Flag]) -> list[dict[str, Any]]:
    """Flags with their numbers in words, for lists: who, what, how many."""
    return [{"flag": flag, "label": flag.get_code_display(), "facts": fact_words(flag)} for flag in flags]


def fact_words(flag: Flag) -> str:
    """The numbers of a flag that say something to a reader; ids stay inside."""
    told = [(name, value) for name, value in flag.facts.items() if name in FACTS and isinstance(value, int)]
    return " · ".join(f"{number(value)} {FACTS[name]}" for name, value in told)
