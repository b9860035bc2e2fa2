"""What is odd about a recorded session, in words."""

from django.utils.translation import gettext_lazy as _

FLAGS = {
    "counts_differ": _("Hitungan awal dan akhir berbeda"),
    "more_names_than_heads": _("Nama lebih banyak daripada hitungan"),
    "corrected": _("Ada koreksi"),
    "before_session": _("Mulai sebelum jadwal"),
    "after_session": _("Selesai setelah jadwal"),
}
