"""Kinds, states and clauses of agreements (`domain.md` 4.1 and 4.2), and in which capacity somebody signs."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    """What the instrument is called. The first three are umbrellas; the others rest on one."""

    JOINT = "kesepakatan_bersama", _("Kesepakatan Bersama")
    SYNERGY = "nota_kesepakatan_sinergi", _("Nota Kesepakatan Sinergi")
    UNDERSTANDING = "nota_kesepahaman", _("Nota Kesepahaman")
    WORK_PLAN = "rencana_kerja", _("Rencana Kerja")
    TECHNICAL = "perjanjian_kerja_sama", _("Perjanjian Kerja Sama")
    ADDENDUM = "adendum", _("Adendum")


UMBRELLAS = frozenset({DocumentKind.JOINT, DocumentKind.SYNERGY, DocumentKind.UNDERSTANDING})


class Family(models.TextChoices):
    """Between whom and the city: one placement usually rests on both families."""

    CORRECTIONS = "pemasyarakatan", _("Pemasyarakatan dan kota")
    PROSECUTION = "kejaksaan", _("Kejaksaan dan kota")
    OTHER = "lain", _("Lainnya")


class AgreementState(models.TextChoices):
    DRAFT = "konsep", _("Konsep")
    SIGNED = "ditandatangani", _("Ditandatangani")
    ENDED = "diakhiri", _("Diakhiri")


class Phase(models.TextChoices):
    """Where an agreement stands on a day: it follows from its state, its dates and the notices of the office."""

    DRAFT = "konsep", _("Konsep")
    AHEAD = "belum-berlaku", _("Belum berlaku")
    RUNNING = "berlaku", _("Berlaku")
    SOON = "segera-berakhir", _("Segera berakhir")
    LAPSED = "berakhir", _("Sudah berakhir")


class Capacity(models.TextChoices):
    """In which capacity a person signs. The head of an office signs by power of attorney (KJ-01)."""

    REGION_HEAD = "kepala_daerah", _("Kepala daerah")
    UNIT_HEAD = "kepala_unit", _("Kepala unit vertikal")
    BY_POWER = "kuasa", _("Dengan surat kuasa")


class ClauseKey(models.TextChoices):
    """Minimum content of an agreement (KJ-02)."""

    PARTIES = "para_pihak", _("Para pihak dan kewenangan menandatangani")
    LEGAL_BASIS = "dasar_hukum", _("Dasar hukum")
    PURPOSE = "maksud_tujuan", _("Maksud dan tujuan")
    SUBJECT = "objek", _("Objek")
    SCOPE = "ruang_lingkup", _("Ruang lingkup")
    EXECUTION = "pelaksanaan", _("Pelaksanaan dan penanggung jawab")
    DUTIES = "hak_kewajiban", _("Hak dan kewajiban")
    FUNDING = "pembiayaan", _("Pembiayaan")
    TERM = "jangka_waktu", _("Jangka waktu")
    FORCE_MAJEURE = "keadaan_kahar", _("Keadaan kahar")
    DISPUTES = "perselisihan", _("Penyelesaian perselisihan")
    CHANGES = "perubahan", _("Perubahan dan adendum")
    CORRESPONDENCE = "korespondensi", _("Korespondensi")
    EVALUATION = "evaluasi", _("Pemantauan, evaluasi, dan laporan")
    CLOSING = "penutup", _("Penutup")
    DATA_SHARING = "berbagi_data", _("Lampiran berbagi data dan kerahasiaan")
    SITES = "daftar_lokasi", _("Daftar lokasi")
    WORK_PLAN = "rencana_kerja", _("Rencana kerja dengan indikator")
