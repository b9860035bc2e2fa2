"""Outcomes of an appointment. Each carries three marks: attended? enforceable? and whose failure was it."""

from enum import StrEnum
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    PRESENT = "hadir", _("Hadir")
    LATE = "terlambat", _("Terlambat")
    LEFT_EARLY = "pulang_awal", _("Pulang awal")
    SENT_HOME = "dipulangkan", _("Dipulangkan karena sikap")
    ABSENT = "tidak_hadir", _("Tidak hadir")
    EXCUSED = "izin", _("Izin dengan alasan")
    SICK = "sakit", _("Sakit")
    SITE_SHUT = "lokasi_tutup", _("Lokasi tutup")
    NO_SUPERVISOR = "tanpa_pengawas", _("Pengawas tidak ada")
    WEATHER = "cuaca", _("Cuaca atau laut berbahaya")


class Fault(StrEnum):
    NONE = "none"
    PERSON = "person"
    SERVICE = "service"


class Marks(NamedTuple):
    """`enforceable`: may become part of a breach file; the decision stays with the jaksa."""

    attended: bool
    enforceable: bool
    fault: Fault


MARKS = {
    Outcome.PRESENT: Marks(True, False, Fault.NONE),
    Outcome.LATE: Marks(True, False, Fault.PERSON),
    Outcome.LEFT_EARLY: Marks(True, False, Fault.PERSON),
    Outcome.SENT_HOME: Marks(True, True, Fault.PERSON),
    Outcome.ABSENT: Marks(False, True, Fault.PERSON),
    Outcome.EXCUSED: Marks(False, False, Fault.NONE),
    Outcome.SICK: Marks(False, False, Fault.NONE),
    Outcome.SITE_SHUT: Marks(False, False, Fault.SERVICE),
    Outcome.NO_SUPERVISOR: Marks(False, False, Fault.SERVICE),
    Outcome.WEATHER: Marks(False, False, Fault.SERVICE),
}


class Source(models.TextChoices):
    WEB = "web", _("Halaman web")
    PAPER = "kertas", _("Daftar hadir kertas")
    PHONE = "hp", _("HP di lapangan")


class Phase(models.TextChoices):
    START = "awal", _("Awal")
    END = "akhir", _("Akhir")


class Hold(models.TextChoices):
    """Why a record earns no minutes, accepted or not, until a second approver lets it go."""

    TIME = "waktu", _("Waktu belum terverifikasi")
    LATE = "lambat", _("Terkirim lebih dari 7 hari sesudah sesi")
