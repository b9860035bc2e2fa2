"""Today's work of each role, as rows: what it is, about whom or where, until when, and the page where it is done."""

from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masohi.cases.orders.queries import not_started, overdue, without_officers
from masohi.cases.twins.queries import undecided
from masohi.faces.web.agreements.tasks import agreement_tasks
from masohi.faces.web.equipment.tasks import equipment_tasks
from masohi.faces.web.home.followup import followup_tasks
from masohi.faces.web.home.promises import promise_tasks
from masohi.faces.web.home.rows import SHOWN, Task, about, task
from masohi.faces.web.livelihood.tasks import livelihood_tasks
from masohi.faces.web.posts.tasks import post_tasks
from masohi.faces.web.reintegration.tasks import returning_tasks
from masohi.faces.web.replanning.tasks import replanning_tasks
from masohi.faces.web.sales.tasks import sale_tasks
from masohi.faces.web.training.tasks import training_tasks
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.roles import Role
from masohi.supply.beneficiaries.queries import beneficiaries_to_confirm
from masohi.supply.results.queries import results_to_release
from masohi.supply.sites.queries import undeclared_sites
from masohi.ui.formats import long_date
from masohi.work.attendance.queries import held_records, sessions_to_verify
from masohi.work.audits.queries import audits_to_visit
from masohi.work.completion.queries import ready_to_certify
from masohi.work.countersign.queries import slips_to_confirm
from masohi.work.fieldreports.queries import reports_to_decide, sessions_with_open_reports
from masohi.work.fieldwork.queries import matters_to_decide
from masohi.work.flags.queries import open_flags
from masohi.work.placement.models import Session
from masohi.work.placement.queries import (
    my_drafts,
    next_sessions,
    sessions_due,
    unplanned_orders,
    waiting_plans,
)

DUE_SOON = timedelta(days=7)


def _to_record(sessions: QuerySet[Session], label: str, name: str) -> list[Task]:
    """Sessions that nobody has recorded; what a phone has told already is not late, it waits for the PK."""
    rows = list(sessions[:SHOWN])
    told = sessions_with_open_reports(rows)
    return [
        _told_by_phone(s) if s.pk in told else task(label, str(s.site), reverse(name, args=[s.code]), s.day)
        for s in rows
    ]


def _told_by_phone(session: Session) -> Task:
    row = task(
        _("Lihat daftar orang"), f"{session.site} · {long_date(session.day)}", reverse("session", args=[session.code])
    )
    return row | {"status": {"kind": "menunggu", "text": _("Sudah dikirim HP, menunggu PK")}}


def _prosecutor(user: User, day: date) -> list[Task]:
    """Decisions that only the jaksa can take."""
    return [
        *(
            about(p.order, _("Putuskan usulan jadwal"), reverse("plan", args=[p.code]))
            for p in waiting_plans(user)[:SHOWN]
        ),
        *(
            about(o, _("Terbitkan surat selesai"), reverse("order-complete", args=[o.code]))
            for o in ready_to_certify(user)[:SHOWN]
        ),
        *(
            about(o, _("Lewat batas, ambil keputusan"), reverse("order", args=[o.code]), o.deadline)
            for o in overdue(user, day)[:SHOWN]
        ),
        *(
            about(o, _("Tetapkan jaksa dan PK"), reverse("order-officers", args=[o.code]))
            for o in without_officers(user)[:SHOWN]
        ),
        *(
            about(o, _("Catat surat perintah"), reverse("order-start", args=[o.code]))
            for o in not_started(user).exclude(prosecutor=None).exclude(pk_officer=None)[:SHOWN]
            if not o.person.duplicate_open
        ),
        *_odd_things(user, day),
        *_slips(user),
        *_namesakes(user),
    ]


def _namesakes(user: User) -> list[Task]:
    """Orders that cannot start before somebody has said who the person is."""
    return [
        about(o, _("Putuskan orang serupa"), reverse("order-person", args=[o.code])) for o in undecided(user)[:SHOWN]
    ]


def _slips(user: User) -> list[Task]:
    """Paper slips of beneficiaries that somebody of another office has keyed."""
    return [
        task(_("Baca ulang slip penerima manfaat"), str(s.session.site), reverse("session-slip", args=[s.session.code]))
        for s in slips_to_confirm(user)[:SHOWN]
    ]


def _odd_things(user: User, day: date) -> list[Task]:
    """What rules, phones and the draw want a person to look at: one row for each kind, with how many there are."""
    counted = [
        (_("Periksa tanda"), "flags", len(open_flags(user))),
        (_("Putuskan jam tertahan"), "held-hours", _many(held_records(user), user, "attendance.release")),
        (_("Putuskan catatan HP"), "field-matters", _many(reports_to_decide(user), user, "report.decide")),
        (_("Putuskan hal dari HP"), "field-matters", _many(matters_to_decide(user), user, "report.decide")),
        (_("Datangi sesi yang diundi"), "audits", _many(audits_to_visit(user, day), user, "visit.report")),
    ]
    return [
        task(label, ngettext("%(n)s menunggu", "%(n)s menunggu", n) % {"n": n}, reverse(name))
        for label, name, n in counted
        if n
    ]


def _many(rows: QuerySet[Any], user: User, deed: str) -> int:
    return rows.count() if may(user, deed) else 0


def _probation(user: User, day: date) -> list[Task]:
    """Hours to decide on, people to plan."""
    return [
        *replanning_tasks(user, day),
        *(
            task(_("Periksa kehadiran"), str(s.site), f"{reverse('verify-hours')}#{s.code}", s.day)
            for s in sessions_to_verify(user)[:SHOWN]
        ),
        *(about(p.order, _("Terima usulan jadwal"), reverse("plan", args=[p.code])) for p in my_drafts(user)[:SHOWN]),
        *(about(o, _("Buat jadwal"), reverse("order", args=[o.code])) for o in unplanned_orders(user)[:SHOWN]),
        *(
            task(_("Konfirmasi penerima manfaat"), str(b.site), reverse("site-beneficiaries", args=[b.site.slug]))
            for b in beneficiaries_to_confirm(user)[:SHOWN]
        ),
        *_odd_things(user, day),
        *_slips(user),
        *_namesakes(user),
    ]


def _supervisor(user: User, day: date) -> list[Task]:
    """Sessions to record, and those to come."""
    soon = next_sessions(user, day).filter(day__lte=day + DUE_SOON)[:SHOWN]
    return [
        *_to_record(sessions_due(user, day), _("Catat kehadiran"), "session-record"),
        *(task(_("Lihat daftar orang"), str(s.site), reverse("session", args=[s.code]), s.day) for s in soon),
    ]


def _office(user: User, day: date) -> list[Task]:
    """Sites that cannot be used yet, sessions that nobody recorded."""
    return [
        *(
            task(_("Lengkapi pernyataan lokasi"), str(s), reverse("site-change", args=[s.slug]))
            for s in undeclared_sites(user, day)[:SHOWN]
        ),
        *_to_record(sessions_due(user, day).filter(day__lt=day), _("Kehadiran belum dicatat pengawas"), "session"),
        *_slips(user),
        *(
            task(
                _("Lihat gambar, lalu lepas untuk umum"),
                f"{row.site} · {row.caption}",
                reverse("result", args=[row.code]),
            )
            for row in results_to_release(user)[:SHOWN]
        ),
    ]


def _administrator(user: User, day: date) -> list[Task]:
    """What keeps the system trustworthy."""
    return [task(_("Periksa catatan"), _("Catatan tidak boleh berubah diam-diam"), reverse("ledger"))]


def _clerk(user: User, day: date) -> list[Task]:
    """Orders of the own court that wait for the jaksa."""
    return [
        task(_("Menunggu jaksa"), f"{o.person.short_name} · {o.case_number}", reverse("order", args=[o.code]))
        for o in not_started(user)[:SHOWN]
    ]


def _cooperation(user: User, day: date) -> list[Task]:
    """Agreements about to end or incomplete."""
    return [*agreement_tasks(user, day)]


JOBS = {
    Role.PROSECUTOR: _prosecutor,
    Role.PROBATION: _probation,
    Role.SUPERVISOR: _supervisor,
    Role.OFFICE: _office,
    Role.CLERK: _clerk,
    Role.ADMINISTRATOR: _administrator,
    Role.COOPERATION: _cooperation,
}


def tasks_of(user: User, day: date) -> list[Task]:
    """Every row of every role held, each thing once: who holds two roles does it once."""
    rows = followup_tasks(user, day)
    rows += [row for role, job in JOBS.items() if user.has(role) for row in job(user, day)]
    rows += training_tasks(user, day)
    rows += [*equipment_tasks(user, day), *livelihood_tasks(user, day), *sale_tasks(user, day)]
    rows += [*returning_tasks(user, day), *promise_tasks(user, day), *post_tasks(user, day)]
    by_key = {(row["label"], row["url"], row["note"]): row for row in reversed(rows)}
    return list(by_key.values())[::-1]
