"""Roles. A role is held at an organisation, and what it shows is bounded by that organisation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

SYSTEM_ACCOUNT = "sistem"
CITY = "pemkot"
"""`organisations.terms.Kind.CITY`, which the grants may not read: institutions stand above them."""


class Role(models.TextChoices):
    CLERK = "panitera", _("Panitera")
    PROSECUTOR = "jaksa", _("Jaksa")
    PROBATION = "pk", _("Pembimbing Kemasyarakatan (PK)")
    SUPERVISOR = "pengawas", _("Pengawas lokasi")
    OFFICE = "opd", _("Petugas dinas")
    UNIT = "upt", _("Petugas pemasyarakatan")
    COOPERATION = "kerjasama", _("Bagian kerja sama")
    LEADER = "pimpinan", _("Pimpinan")
    PERSONNEL = "kepegawaian", _("Petugas kepegawaian")
    PANEL = "tim_penilai", _("Anggota tim penilai kinerja")
    ADMINISTRATOR = "admin", _("Pengelola sistem")
    CHILD_OFFICER = "petugas_anak", _("Petugas perkara anak")
    SYSTEM = "sistem", _("Sistem")
