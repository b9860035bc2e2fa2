"""Words of city posts: their classes, how far a selection is, what may be weighed."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.planning.ranking import COMPONENTS


class PostKind(models.TextChoices):
    """The classes of `law.posts.PostClass` with their words."""

    ADMINISTRATOR = "administrator", _("Administrator")
    SUPERVISOR = "pengawas", _("Pengawas")


class Acting(models.TextChoices):
    """How somebody holds a vacant post for a while."""

    NOBODY = "kosong", _("Tidak ada")
    TASK = "plt", _("Pelaksana tugas (Plt.)")
    DAILY = "plh", _("Pelaksana harian (Plh.)")


class VacancyState(models.TextChoices):
    OPEN = "buka", _("Bobot belum dikunci")
    WEIGHED = "nilai", _("Calon dinilai")
    RECOMMENDED = "rekomendasi", _("Menunggu keputusan PPK")
    DECIDED = "putus", _("Menunggu pelantikan")
    FILLED = "terisi", _("Terisi")
    CANCELLED = "batal", _("Dibatalkan")


ENDED: Final = (VacancyState.FILLED, VacancyState.CANCELLED)
UNDECIDED: Final = (VacancyState.OPEN, VacancyState.WEIGHED, VacancyState.RECOMMENDED)


class Component(models.TextChoices):
    """The closed list of `planning.ranking.COMPONENTS` with its words: nothing else may be weighed (JB-04)."""

    PERFORMANCE = "performance", _("Kinerja")
    POTENTIAL = "potential", _("Potensi")
    TECHNICAL = "technical", _("Kompetensi teknis")
    MANAGERIAL = "managerial", _("Kompetensi manajerial")
    SOCIOCULTURAL = "sociocultural", _("Kompetensi sosial kultural")
    EXPERIENCE = "experience", _("Pengalaman jabatan")
    EDUCATION = "education", _("Pendidikan")
    TRAINING = "training", _("Pelatihan")


CLOSED_LIST: Final = list(COMPONENTS)
"""What the database itself lets into a weight and a score."""
