"""What buyers say afterwards."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.parties.accounts.models import User
from masohi.reentry.sales.models import Sale


class Review(models.Model):
    """Stars and a few words about an order that was handed over. Others read the words once an officer released them,
    because somebody may have written a name into them.
    """

    sale = models.OneToOneField(Sale, models.PROTECT, related_name="review")
    stars = models.PositiveSmallIntegerField(_("bintang"), validators=[MinValueValidator(1), MaxValueValidator(5)])
    text = models.CharField(_("ulasan"), max_length=300, blank=True)
    given_at = models.DateTimeField()
    shown = models.BooleanField(default=False)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "ulasan pembeli"
        ordering = ["-given_at", "-pk"]
        constraints = [models.CheckConstraint(condition=models.Q(stars__gte=1, stars__lte=5), name="one_to_five_stars")]
