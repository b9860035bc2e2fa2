"""What kinds of things offices promise, what a proof is, and the facts a promise can be measured by."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CommitmentKind(models.TextChoices):
    PLACES = "tempat", _("Tempat kerja sosial")
    SUPERVISION = "pengawasan", _("Pengawasan dan pembimbingan")
    TRAINING = "pelatihan", _("Pelatihan keterampilan")
    EQUIPMENT = "peralatan", _("Peralatan")
    MARKETING = "pemasaran", _("Pemasaran karya")
    BUDGET = "anggaran", _("Anggaran")
    POLICY = "kebijakan", _("Kebijakan")
    SERVICE = "layanan", _("Layanan dan rujukan")
    REPORTING = "laporan", _("Laporan dan evaluasi")


class Measure(models.TextChoices):
    """Where progress comes from. Anything but MANUAL is computed from facts by `reports`, never typed."""

    MANUAL = "bukti", _("Bukti yang diunggah atau angka yang dicatat")
    SITES_OPEN = "lokasi_dibuka", _("Lokasi dinas ini yang dapat dipakai")
    WEEKLY_PLACES = "kuota_mingguan", _("Kuota mingguan di lokasi dinas ini")
    SUPERVISORS = "pengawas", _("Pengawas lokasi yang ditunjuk dinas ini")
    SESSIONS = "sesi", _("Sesi yang terlaksana di lokasi dinas ini")
    HOURS = "jam_diakui", _("Jam kerja sosial yang diakui di lokasi dinas ini")
    SCANS = "naskah", _("Perjanjian teknis yang ditandatangani bersama dinas ini")


class ProofKind(models.TextChoices):
    FILE = "berkas", _("Berkas")
    FIGURE = "angka", _("Angka")


class Light(models.TextChoices):
    """A state that follows from dates and progress, not from anybody's opinion."""

    DONE = "selesai", _("Selesai")
    ON_TRACK = "sesuai", _("Sesuai jadwal")
    BEHIND = "tertinggal", _("Tertinggal")
    OVERDUE = "terlambat", _("Terlambat")
    WAITING = "belum_mulai", _("Belum mulai")
