"""What follows an order after its start, as tasks: absences, steps of the ladder, files, months, warnings, pauses."""

from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masohi.cases.officers.queries import received_since
from masohi.faces.web.enforcement.showing import address, button
from masohi.faces.web.home.rows import SHOWN, Task, about, task
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.parameters.queries import parameters_in_force
from masohi.parties.roles import Role
from masohi.ui.formats import long_date, month_and_year, number, short_date
from masohi.work.absences.queries import open_absences
from masohi.work.enforcement.breach.queries import files_to_decide
from masohi.work.enforcement.queries import open_steps
from masohi.work.monthly.facts import after
from masohi.work.monthly.loads.queries import pauses_ending
from masohi.work.monthly.pace.queries import alarms_to_see
from masohi.work.monthly.queries import months_due, reports_to_receive, returned_reports, summaries_to_receive, unsent
from masohi.work.ownpage.queries import complaints_waiting
from masohi.writing.indonesian import WIT

RECEIVED = timedelta(days=7)  # how long a hand-over is news
PAUSE_ENDS = timedelta(days=14)
MONTHS_BACK = 3  # older months are in the list of months


def followup_tasks(user: User, day: date) -> list[Task]:
    """Rows of every matter that `user` may settle. A fixed number of queries, however many matters."""
    return [
        *_alarms(user),
        *_files(user),
        *_absences(user, day),
        *_steps(user),
        *_complaints(user),
        *_months(user, day),
        *_pauses(user, day),
        *_received(user, day),
    ]


def _alarms(user: User) -> list[Task]:
    """Unread warnings, one row an order: the newest stands for those before it."""
    if not may(user, "pace.see"):
        return []
    newest = [next(rows) for _order, rows in groupby(alarms_to_see(user), key=lambda one: one.order_id)]
    return [
        about(
            one.order,
            _("Baca peringatan laju"),
            reverse("pace-alarm", args=[one.code]),
            note=_("batas %(day)s") % {"day": short_date(one.deadline)},
        )
        for one in newest[:SHOWN]
    ]


def _files(user: User) -> list[Task]:
    if not user.has(Role.PROSECUTOR):
        return []
    return [
        about(one.order, _("Putuskan berkas pelanggaran"), reverse("order-breach", args=[one.order.code]))
        for one in files_to_decide(user)[:SHOWN]
    ]


def _absences(user: User, day: date) -> list[Task]:
    """The PK decides; a jaksa is asked only about what has waited too long (KS-34)."""
    found = open_absences(user)
    if not user.has(Role.PROBATION):
        found = [one for one in found if one.deadline < day]
    return [
        about(
            one.appointment.order,
            _("Putuskan ketidakhadiran"),
            reverse("absence", args=[one.appointment.session.code, one.appointment.order.code]),
            one.deadline,
            note=short_date(one.appointment.session.day),
        )
        for one in found[:SHOWN]
    ]


def _steps(user: User) -> list[Task]:
    """Steps of the ladder that wait to be issued or handed over."""
    if not may(user, "step.issue"):
        return []
    return [
        about(one.order, str(button(one)), address(one), one.due_on, note=one.get_kind_display())
        for one in open_steps(user)[:SHOWN]
    ]


def _complaints(user: User) -> list[Task]:
    """Whoever complains is named on the page of the complaint only."""
    return [
        task(_("Jawab aduan klien"), one.code, reverse("own-complaint", args=[one.code]), one.due_on)
        for one in complaints_waiting(user)[:SHOWN]
    ]


def _months(user: User, day: date) -> list[Task]:
    """Last month's reports to send, those that came back, and those to read: one row a month."""
    return [*(_to_send(user, day) if may(user, "month.send") else []), *_to_read(user)]


def _to_send(user: User, day: date) -> list[Task]:
    """Reports of the last months that nobody has sent, and those that came back."""
    until = timedelta(days=int(parameters_in_force().value("report_due_day", day)) - 1)
    rows = [
        about(
            one.order,
            _("Perbaiki laporan"),
            reverse("monthly-report", args=[one.month.isoformat()[:7], one.order.code]),
            note=month_and_year(one.month),
        )
        for one in returned_reports(user)[:SHOWN]
    ]
    for month in months_due(user, day, back=MONTHS_BACK):
        if waiting := unsent(user, month).count():
            label = _("Kirim laporan bulanan")
            rows.append(task(label, _month_words(month, waiting), _month_url(month), after(month) + until))
    return rows


def _to_read(user: User) -> list[Task]:
    if not may(user, "month.receive"):
        return []
    reports = [
        task(_("Baca laporan bulanan"), _month_words(month, count), _month_url(month))
        for month, count in reports_to_receive(user)[:SHOWN]
    ]
    return reports + [
        task(_("Baca rekap bulanan"), f"{month_and_year(row.month)} · {row.bapas}", _month_url(row.month))
        for row in summaries_to_receive(user)[:SHOWN]
    ]


def _month_words(month: date, count: int) -> str:
    reports = ngettext("%(n)s laporan", "%(n)s laporan", count) % {"n": number(count)}
    return f"{month_and_year(month)} · {reports}"


def _month_url(month: date) -> str:
    return reverse("monthly-month", args=[month.isoformat()[:7]])


def _pauses(user: User, day: date) -> list[Task]:
    """Rests that end soon, or have ended without anybody's word."""
    if not may(user, "pace.see"):
        return []
    return [
        about(
            one.order,
            _("Tinjau jeda"),
            reverse("pause-end", args=[one.order.code, one.code]),
            one.until,
            note=one.get_kind_display(),
        )
        for one in pauses_ending(user, day, day + PAUSE_ENDS)[:SHOWN]
    ]


def _received(user: User, day: date) -> list[Task]:
    """Orders that somebody else has handed to `user` in the last days, one row for what came together."""
    if not may(user, "caseload.view"):
        return []
    since = datetime.combine(day, time(), WIT) - RECEIVED
    found = groupby(sorted(received_since(user, since), key=lambda one: one.batch), key=lambda one: one.batch)
    rows = []
    for batch, changes in found:
        together = list(changes)
        orders = ngettext("%(n)s perkara", "%(n)s perkara", len(together)) % {"n": number(len(together))}
        said = _("%(orders)s, %(day)s") % {"orders": orders, "day": long_date(together[0].made_at)}
        rows.append(task(_("Kenali perkara yang diserahkan"), said, reverse("caseload-handed", args=[batch])))
    return rows[:SHOWN]
