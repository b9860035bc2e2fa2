"""Organisations that sign, host, sentence and supervise; places by their official code."""

from datetime import date

from django.db import models

from masohi.parties.organisations.terms import Kind, Level, Paper


class Place(models.Model):
    """A city, district or village by its Kemendagri code; two villages may share a name, never a code."""

    code = models.CharField(max_length=13, primary_key=True)
    name = models.CharField(max_length=80)
    level = models.CharField(max_length=12, choices=Level)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True)
    lat = models.DecimalField(max_digits=8, decimal_places=5)
    lon = models.DecimalField(max_digits=8, decimal_places=5)
    valid_from = models.DateField(default=date(2026, 1, 2))
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "wilayah"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """An institution with the dates between which it bears this name."""

    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(max_length=160, unique=True)
    short_name = models.CharField(max_length=60, unique=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True)
    place = models.CharField(max_length=60, blank=True)
    valid_from = models.DateField(default=date(2026, 1, 2))
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "organisasi"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.short_name


class Letterhead(models.Model):
    """How a unit's letters look: the lines above its name, address, logo (by its hash in the archive), paper, numbers.

    A unit without a row, and every column left empty, has what `facts.letterhead_of` derives from its kind.
    """

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="letterhead")
    lines = models.CharField(max_length=400, blank=True)  # one line of the head a line of text
    address = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=60, blank=True)
    logo = models.CharField(max_length=64, blank=True)
    paper = models.CharField(max_length=2, choices=Paper, default=Paper.A4)
    pattern = models.CharField(max_length=80, blank=True)
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = "kop surat"
