"""Monthly reports, their summary for two offices, and alarms about the pace of an order."""

from django.db import models

from masohi.cases.orders.models import Order, handled_by
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.parties.roles import Role
from masohi.work.letters.models import Letter
from masohi.work.monthly.terms import AlarmCode, ReportState


class Told(models.Model):
    """What is sent from Bapas to the jaksa about a month, version by version; `facts` are frozen when it is sent.

    `month` is the first day of the month. `digest` is the SHA-256 of the facts as canonical JSON, "" for a draft.
    """

    code = models.CharField(max_length=12, unique=True)
    month = models.DateField()
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=14, choices=ReportState, default=ReportState.DRAFT)
    facts = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    note = models.TextField(max_length=2000, blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_note = models.TextField(max_length=1000, blank=True)
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="+")

    UNSEALED = ("letter_id",)  # the letter follows from the report's own entry and is sealed itself

    class Meta:
        abstract = True


class MonthlyReports(models.QuerySet["MonthlyReport"]):
    def visible_to(self, user: User) -> "MonthlyReports":
        """Reports of orders that `user` may see; a draft stays with those who write it."""
        rows = self.filter(handled_by(user, "order__"))
        return rows if user.has(Role.PROBATION) else rows.exclude(state=ReportState.DRAFT)


class MonthlyReport(Told):
    """One order in one month."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="monthly_reports")

    objects = MonthlyReports.as_manager()

    class Meta:
        verbose_name = "laporan bulanan"
        ordering = ["month", "version", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["order", "month", "version"], name="monthly_report_version_once"),
            models.UniqueConstraint(
                fields=["order", "month"],
                condition=~models.Q(state=ReportState.RETURNED),
                name="one_living_report_a_month",
            ),
        ]
        indexes = [models.Index(fields=["month", "state"], name="monthly_reports_by_state")]


class MonthlySummaries(models.QuerySet["MonthlySummary"]):
    def visible_to(self, user: User) -> "MonthlySummaries":
        """Summaries of the own Bapas or the own prosecutor's office."""
        bapas = models.Q(bapas__in=user.organisations_as(Role.PROBATION))
        return self.filter(bapas | models.Q(kejari__in=user.organisations_as(Role.PROSECUTOR)))


class MonthlySummary(Told):
    """All orders that one Bapas guides for one prosecutor's office, in one month."""

    bapas = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kejari = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    objects = MonthlySummaries.as_manager()

    class Meta:
        verbose_name = "rekap bulanan"
        ordering = ["month", "version", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["bapas", "kejari", "month", "version"], name="monthly_summary_version_once")
        ]


class PaceAlarms(models.QuerySet["PaceAlarm"]):
    def visible_to(self, user: User) -> "PaceAlarms":
        """Alarms about orders that `user` may see."""
        return self.filter(handled_by(user, "order__"))


class PaceAlarm(models.Model):
    """A warning that an order may not end in time, before it is too late (KS-09). Minutes throughout.

    `fits` is what was found to fit, `bound` the most that the weeks before the deadline can hold at all.
    """

    code = models.CharField(max_length=12, unique=True)
    order = models.ForeignKey(Order, models.PROTECT, related_name="pace_alarms")
    why = models.CharField(max_length=10, choices=AlarmCode)
    week = models.DateField()  # its Monday
    deadline = models.DateField()
    minutes = models.PositiveIntegerField()
    credited = models.PositiveIntegerField()
    open_minutes = models.PositiveIntegerField()
    fits = models.PositiveIntegerField()
    bound = models.PositiveIntegerField()
    raised_at = models.DateTimeField()
    pk_seen_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    pk_seen_at = models.DateTimeField(null=True)
    jaksa_seen_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    jaksa_seen_at = models.DateTimeField(null=True)

    objects = PaceAlarms.as_manager()

    class Meta:
        verbose_name = "peringatan laju"
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "week"], condition=~models.Q(why=AlarmCode.LAST_CALL), name="one_alarm_a_week"
            ),
            models.UniqueConstraint(
                fields=["order", "deadline"], condition=models.Q(why=AlarmCode.LAST_CALL), name="one_last_call"
            ),
        ]
