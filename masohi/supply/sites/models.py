"""Sites where people work, the weekly slots they offer, who supervises and when not, when they are closed."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation, Place
from masohi.parties.roles import Role
from masohi.supply.agreements.models import Agreement
from masohi.supply.sites.terms import Risk, Shut


class Sites(models.QuerySet["Site"]):
    def visible_to(self, user: User) -> "Sites":
        """Offices and supervisors see their own sites; those who place people or steer see all; others none."""
        if not may(user, "site.view"):
            return self.none()
        if user.has(Role.PROBATION, Role.PROSECUTOR, Role.COOPERATION, Role.ADMINISTRATOR):
            return self
        own = models.Q(host__in=user.organisations_as(Role.OFFICE)) | models.Q(supervisors__person=user)
        return self.filter(own).distinct()


class Site(models.Model):
    """A place of work under a host office. Without the declaration it cannot be used (KUHP 85(3), KS-17)."""

    code = models.CharField(max_length=12, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("nama"), max_length=120)
    host = models.ForeignKey(Organisation, models.PROTECT, verbose_name=_("dinas pengampu"))
    village = models.ForeignKey(Place, models.PROTECT, verbose_name=_("kelurahan/desa/negeri"))
    address = models.CharField(_("alamat"), max_length=200, blank=True)
    lat = models.DecimalField(_("lintang"), max_digits=8, decimal_places=5)
    lon = models.DecimalField(_("bujur"), max_digits=8, decimal_places=5)
    coordinates_confirmed = models.BooleanField(_("koordinat diperiksa di tempat"), default=False)
    tasks = models.TextField(_("pekerjaan"))
    risk = models.CharField(_("risiko"), max_length=8, choices=Risk, default=Risk.LOW)
    hazards = models.JSONField(_("bahaya"), default=list, blank=True)
    equipment = models.JSONField(_("alat pelindung diri"), default=list, blank=True)
    indoor = models.BooleanField(_("di dalam ruangan"), default=False)
    child_suitable = models.BooleanField(_("cocok untuk anak"), default=False)
    child_declared_by = models.CharField(_("penanda tangan pernyataan untuk anak"), max_length=120, blank=True)
    declared_on = models.DateField(_("pernyataan ditandatangani"), null=True, blank=True)
    declared_by = models.CharField(_("penanda tangan"), max_length=120, blank=True)
    agreements = models.ManyToManyField(Agreement, blank=True, verbose_name=_("dasar perjanjian"))
    active = models.BooleanField(_("dipakai"), default=True)
    edition = models.PositiveIntegerField(default=1)

    objects = Sites.as_manager()

    class Meta:
        verbose_name = "lokasi"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def welcomes_children(self) -> bool:
        """Whether the office has declared, by name, that children may work here; without the name nobody may."""
        return self.child_suitable and bool(self.child_declared_by.strip())

    def declared(self, day: date) -> bool:
        """Whether somebody has signed, by `day`, that work here is neither commercial nor degrading (KS-17)."""
        return self.declared_on is not None and self.declared_on <= day and bool(self.declared_by.strip())


class Slot(models.Model):
    """A weekly opening. Minutes of the day in WIT; a slot ends on the day it begins."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="slots")
    weekday = models.PositiveSmallIntegerField(_("hari"), validators=[MaxValueValidator(6)])
    starts = models.PositiveSmallIntegerField(_("mulai"), validators=[MaxValueValidator(1439)])
    minutes = models.PositiveSmallIntegerField(_("lama"), validators=[MinValueValidator(30), MaxValueValidator(480)])
    places = models.PositiveSmallIntegerField(_("kuota"), validators=[MinValueValidator(1), MaxValueValidator(200)])
    active = models.BooleanField(default=True)

    class Meta:
        verbose_name = "bukaan mingguan"
        ordering = ["weekday", "starts"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "weekday", "starts"], condition=models.Q(active=True), name="one_slot_at_a_time"
            )
        ]


class Supervisor(models.Model):
    """A field supervisor appointed to a site, for at most `capacity` people at once."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="supervisors")
    person = models.ForeignKey(User, models.PROTECT)
    capacity = models.PositiveSmallIntegerField(default=10, validators=[MinValueValidator(1), MaxValueValidator(40)])

    class Meta:
        verbose_name = "pengawas lokasi"
        constraints = [models.UniqueConstraint(fields=["site", "person"], name="supervisor_once_a_site")]


class Closure(models.Model):
    """Days on which a site is shut, both ends included."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="closures")
    first_day = models.DateField()
    last_day = models.DateField()
    reason = models.CharField(max_length=160)
    kind = models.CharField(max_length=5, choices=Shut, default=Shut.CLOSED)

    class Meta:
        verbose_name = "penutupan lokasi"
        constraints = [
            models.CheckConstraint(condition=models.Q(last_day__gte=models.F("first_day")), name="closure_dates")
        ]


class Leave(models.Model):
    """Days on which a supervisor is away from a site, both ends included: the places there are fewer on these days."""

    supervisor = models.ForeignKey(Supervisor, models.CASCADE, related_name="leaves")
    first_day = models.DateField()
    last_day = models.DateField()
    reason = models.CharField(max_length=160)

    class Meta:
        verbose_name = "cuti pengawas"
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(last_day__gte=models.F("first_day")), name="leave_dates")
        ]
