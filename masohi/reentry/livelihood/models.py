"""What somebody takes home from a class: tools, an open door at an office, and what they earn by it later."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.reentry.equipment.models import Item
from masohi.reentry.livelihood.terms import MILESTONES, Aim, Answer, Keeping, Living, Step
from masohi.reentry.trainees.models import Trainee


class ToolKept(models.Model):
    """A tool that goes home with somebody: theirs from now on, or lent until `until` for work at home.

    `item` where it stood in the list of equipment; `what` says it in words in any case.
    """

    code = models.CharField(max_length=12, unique=True)
    trainee = models.ForeignKey(Trainee, models.PROTECT, related_name="tools")
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="kept")
    what = models.CharField(_("alat"), max_length=160)
    keeping = models.CharField(_("cara"), max_length=8, choices=Keeping)
    day = models.DateField(_("tanggal"))
    until = models.DateField(_("dipinjam sampai"), null=True, blank=True)
    back_on = models.DateField(null=True, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = "alat untuk usaha"
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=models.Q(back_on=None, item__isnull=False), name="a_tool_is_with_one_person"
            ),
            models.CheckConstraint(
                condition=models.Q(keeping=Keeping.KEPT, until=None, back_on=None)
                | models.Q(keeping=Keeping.LENT, until__isnull=False),
                name="only_a_lent_tool_has_an_end",
            ),
        ]


class Applications(models.QuerySet["Application"]):
    def visible_to(self, user: User) -> "Applications":
        """Applications of the own unit's trainees, and those that the own office was asked to answer."""
        return self.filter(
            models.Q(trainee__unit__in=user.offices_for("livelihood.view"))
            | models.Q(office__in=user.offices_for("application.answer"))
        )


class Application(models.Model):
    """Something asked for in somebody's name, as a task with a day: cooperative, KUR, NIB and the like."""

    code = models.CharField(max_length=12, unique=True)
    trainee = models.ForeignKey(Trainee, models.PROTECT, related_name="applications")
    aim = models.CharField(_("tujuan"), max_length=10, choices=Aim)
    office = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("dinas yang membantu")
    )
    task = models.CharField(_("langkah berikutnya"), max_length=250)
    due_on = models.DateField(_("paling lambat"))
    step = models.CharField(max_length=10, choices=Step, default=Step.PREPARED)
    result = models.CharField(_("hasil"), max_length=250, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    edition = models.PositiveIntegerField(default=1)

    objects = Applications.as_manager()

    class Meta:
        verbose_name = "permohonan usaha"
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["trainee", "aim"], condition=models.Q(ended_at=None), name="one_open_application_an_aim"
            )
        ]


class Income(models.Model):
    """What somebody said they earn a month, asked `months` after they went home, with their consent.

    A row that was wrong, or whose consent was taken back, loses its number and keeps the reason.
    """

    trainee = models.ForeignKey(Trainee, models.PROTECT, related_name="incomes")
    months = models.PositiveSmallIntegerField(choices=[(count, count) for count in MILESTONES])
    day = models.DateField(_("tanggal bertanya"))
    answer = models.CharField(max_length=16, choices=Answer)
    rupiah = models.PositiveBigIntegerField(_("penghasilan sebulan"), null=True, blank=True)
    living = models.CharField(_("dari mana"), max_length=10, choices=Living, blank=True)
    consent = models.BooleanField(default=False)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=250, blank=True)

    class Meta:
        verbose_name = "penghasilan sesudah pulang"
        ordering = ["months", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["trainee", "months"],
                condition=models.Q(withdrawn_at=None, answer=Answer.TOLD),
                name="one_income_a_milestone",
            ),
            models.CheckConstraint(
                condition=models.Q(answer=Answer.TOLD, consent=True, rupiah__isnull=False) & ~models.Q(living="")
                | ~models.Q(answer=Answer.TOLD) & models.Q(rupiah=None, living=""),
                name="income_only_with_consent",
            ),
        ]
