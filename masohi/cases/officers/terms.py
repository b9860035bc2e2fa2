"""Which officer of an order changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.parties.roles import Role


class Post(models.TextChoices):
    PROSECUTOR = "jaksa", _("Jaksa pengawas")
    PROBATION = "pk", _("Pembimbing Kemasyarakatan (PK)")


COLUMNS = {Post.PROSECUTOR: ("prosecutor", "prosecutor_office"), Post.PROBATION: ("pk_officer", "bapas")}
"""Column of the officer and column of the institution."""
ROLES = {Post.PROSECUTOR: Role.PROSECUTOR, Post.PROBATION: Role.PROBATION}
NAMES = {Post.PROSECUTOR: "prosecutor_name", Post.PROBATION: "pk_name"}
