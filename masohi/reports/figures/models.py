"""Figures that were computed once: today's for the pages that must open at once, a month's for ever."""

from django.db import models


class Snapshot(models.Model):
    """Every figure of the programme as it stood at one moment. Pages show the newest one with its age."""

    taken_at = models.DateTimeField(unique=True)
    body = models.JSONField()

    class Meta:
        verbose_name = "potret angka"
        ordering = ["-taken_at"]


class MonthFigure(models.Model):
    """One frozen figure of a month. It is never changed; what came late is shown beside it.

    `part` is empty for the whole programme, or says of what it is a part ("dinas:DLHP", "lokasi:<code>"). Minutes,
    people, rupiah or rows, as the figure's definition says; `denominator` is 0 where the figure is no share. `people`
    is how many persons stand behind it: small ones stay out of what is published.
    """

    month = models.DateField()  # its first day
    key = models.CharField(max_length=40)
    part = models.CharField(max_length=80, blank=True)
    numerator = models.BigIntegerField()
    denominator = models.BigIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    definition = models.PositiveSmallIntegerField(default=1)
    frozen_at = models.DateTimeField()

    class Meta:
        verbose_name = "angka bulanan"
        ordering = ["month", "key", "part"]
        constraints = [models.UniqueConstraint(fields=["month", "key", "part"], name="a_figure_once_a_month")]
