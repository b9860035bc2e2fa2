"""The questions of the data-quality page: what each counts, why it matters, and where one puts it right."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

NOT_RECORDED: Final = timedelta(days=2)
NOT_VERIFIED: Final = timedelta(days=7)


@dataclass(frozen=True)
class Question:
    """`deed` and `url`: who may see the rows behind the count, and the name of the page that lists them."""

    key: str
    label: Any
    why: Any
    deed: str
    url: str
    query: str = ""


QUESTIONS: Final = (
    Question(
        "sessions_unrecorded",
        _("Sesi lewat 2 hari yang belum dicatat"),
        _("Jam orang yang sudah bekerja belum ada. Batas waktunya tetap berjalan."),
        "schedule.view",
        "schedule",
    ),
    Question(
        "records_unverified",
        _("Catatan kehadiran lebih dari 7 hari yang belum diperiksa"),
        _("Jam yang belum diperiksa tidak dihitung. Makin lama, makin sulit memastikannya."),
        "attendance.verify",
        "verify-hours",
    ),
    Question(
        "people_without_session",
        _("Perkara berjalan tanpa sesi berikutnya"),
        _("Tanpa jadwal, sisa jam tidak berkurang dan perkara dapat melewati batas."),
        "order.view",
        "orders",
        "saring=berjalan",
    ),
    Question(
        "orders_without_officer",
        _("Perkara tanpa jaksa atau PK"),
        _("Harus ada jaksa yang mengawasi dan PK yang membimbing (KUHP Pasal 85 ayat 8)."),
        "order.view",
        "orders",
        "saring=tindakan",
    ),
    Question(
        "orders_without_deadline",
        _("Perkara berjalan tanpa tanggal batas"),
        _("Tanpa tanggal batas, tidak ada yang tahu apakah perkara terlambat."),
        "order.view",
        "orders",
        "saring=berjalan",
    ),
    Question(
        "people_without_phone",
        _("Orang tanpa nomor HP"),
        _("Perubahan jadwal tidak sampai kepada orangnya."),
        "order.view",
        "orders",
        "saring=berjalan",
    ),
    Question(
        "people_without_nik",
        _("Orang tanpa NIK dan tanpa alasan"),
        _("Dua orang dapat tertukar. Tulis NIK, atau alasan mengapa belum ada."),
        "order.view",
        "orders",
        "saring=berjalan",
    ),
    Question(
        "twins_open",
        _("Orang serupa yang belum diputuskan"),
        _("Selama belum diputuskan, perkaranya tidak dapat dimulai."),
        "duplicate.decide",
        "tasks",
    ),
    Question(
        "sites_undeclared",
        _("Lokasi tanpa pernyataan"),
        _("Tanpa pernyataan tidak komersial, lokasi tidak dapat dipakai (KUHP Pasal 85 ayat 3)."),
        "site.view",
        "sites",
    ),
    Question(
        "sites_without_agreement",
        _("Lokasi tanpa perjanjian yang berlaku"),
        _("Lokasi bertumpu pada perjanjian. Tanpa itu, hari kerjanya dapat dipersoalkan."),
        "site.view",
        "sites",
    ),
    Question(
        "sites_unconfirmed",
        _("Lokasi dengan koordinat yang belum diperiksa di tempat"),
        _("Jarak HP ke lokasi dihitung dari koordinat ini."),
        "site.view",
        "sites",
    ),
    Question(
        "sites_without_supervisor",
        _("Lokasi tanpa pengawas"),
        _("Tanpa pengawas, tidak ada yang mencatat kehadiran."),
        "site.view",
        "sites",
    ),
    Question(
        "offices_silent",
        _("Dinas yang belum mengirim catatan"),
        _("Angka dinas itu belum lengkap. Angka keseluruhan ikut kurang."),
        "schedule.view",
        "schedule",
    ),
)
