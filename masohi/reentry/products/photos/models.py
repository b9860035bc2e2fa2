"""Pictures of goods, drawn anew: nothing but what they show, and no face in it."""

from django.db import models

from masohi.parties.accounts.models import User
from masohi.reentry.products.models import Product


class Photo(models.Model):
    """One picture. It is shown once another officer has looked at it and found no face and no name in it.

    `sha256` is the picture drawn anew; `renditions` are its shown forms: "480.avif" to a digest in the archive.
    """

    code = models.CharField(max_length=12, unique=True)
    product = models.ForeignKey(Product, models.PROTECT, related_name="photos")
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    renditions = models.JSONField(default=dict)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    faces_none = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "foto produk"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(checked_by=None) | ~models.Q(checked_by=models.F("added_by")),
                name="photo_checked_by_another",
            ),
            models.CheckConstraint(
                condition=models.Q(faces_none=False) | models.Q(checked_by__isnull=False),
                name="photo_without_faces_is_checked",
            ),
        ]
