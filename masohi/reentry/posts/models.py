"""Vacant posts of the city, and what will be weighed for each, set before anybody is seen."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.reentry.posts.terms import CLOSED_LIST, Acting, Component, PostKind, VacancyState


class Vacancies(models.QuerySet["Vacancy"]):
    def visible_to(self, user: User) -> "Vacancies":
        """Posts that the own personnel office fills, those the own city decides, and those one is on the panel of."""
        keeps, decides = user.offices_for("post.manage"), user.offices_for("post.decide")
        on_panel = models.Q(panel__member=user) if user.offices_for("post.declare") else models.Q(pk=None)
        own = models.Q(keeper__in=keeps) | models.Q(keeper__parent__in=decides) | on_panel
        return self.filter(pk__in=self.model.objects.filter(own).values("pk"))


class Vacancy(models.Model):
    """A post that nobody holds, at `unit`; `keeper` is the personnel office that fills it for its city.

    `weights_sealed_at`: from then on the weights cannot change, and only then candidates are named.
    """

    code = models.CharField(max_length=12, unique=True)
    title = models.CharField(_("nama jabatan"), max_length=160)
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="vacancies", verbose_name=_("unit"))
    keeper = models.ForeignKey(Organisation, models.PROTECT, related_name="kept_vacancies")
    post_class = models.CharField(_("kelas jabatan"), max_length=16, choices=PostKind)
    vacant_since = models.DateField(_("kosong sejak"))
    acting = models.CharField(_("pengisi sementara"), max_length=8, choices=Acting, default=Acting.NOBODY)
    acting_holder = models.CharField(_("nama pengisi sementara"), max_length=120, blank=True)
    acting_until = models.DateField(_("sampai"), null=True, blank=True)
    state = models.CharField(max_length=12, choices=VacancyState, default=VacancyState.OPEN)
    weights_sealed_at = models.DateTimeField(null=True, blank=True)
    announced_on = models.DateField(_("diumumkan"), null=True, blank=True)
    closes_on = models.DateField(_("penutupan"), null=True, blank=True)
    ended_reason = models.CharField(max_length=250, blank=True)
    edition = models.PositiveIntegerField(default=1)

    objects = Vacancies.as_manager()

    class Meta:
        verbose_name = "kekosongan jabatan"
        ordering = ["vacant_since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[VacancyState.OPEN, VacancyState.CANCELLED])
                | models.Q(weights_sealed_at__isnull=False),
                name="weights_before_candidates",
            ),
            models.CheckConstraint(
                condition=models.Q(closes_on=None) | models.Q(announced_on__lte=models.F("closes_on")),
                name="post_announcement_dates",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} · {self.unit}"


class PostWeight(models.Model):
    """How much one component counts for one post, in basis points; all of a post together are 10,000."""

    vacancy = models.ForeignKey(Vacancy, models.PROTECT, related_name="weights")
    component = models.CharField(max_length=16, choices=Component)
    points = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(10_000)])

    class Meta:
        verbose_name = "bobot penilaian"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["vacancy", "component"], name="one_weight_a_component"),
            models.CheckConstraint(condition=models.Q(component__in=CLOSED_LIST), name="weight_of_a_known_component"),
        ]
