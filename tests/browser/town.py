"""One town for the tests of pages: enough of everything for every page to show something."""

from dataclasses import replace
from datetime import date, timedelta

from django.urls import reverse

from masohi.cases.intake.actions import check_rows, stage_register
from masohi.cases.intake.queries import refused_rows, register_table
from masohi.cases.orders.models import Order
from masohi.ledger.heads.actions import sign_head
from masohi.parties.parameters.queries import parameters_in_force
from masohi.reports.figures.actions import freeze_month, take_snapshot
from masohi.supply.beneficiaries.actions import invite_beneficiary
from masohi.supply.sites.actions import close_days, give_leave
from masohi.work.audits.actions import draw_audits
from masohi.work.completion.actions import complete_order
from masohi.work.countersign.actions import key_slip
from masohi.work.fieldreports.actions import settle_report
from masohi.work.fieldwork.actions import receive_entries
from masohi.work.fieldwork.facts import ticket_of
from masohi.work.fieldwork.models import FieldMatter
from masohi.work.flags.actions import raise_flags
from masohi.work.placement.actions import announce_sessions, propose_plans
from masohi.work.placement.models import Session
from masohi.work.replanning.actions import forbid, make_replan
from masohi.work.replanning.facts import draft
from masohi.work.replanning.queries import running_orders
from masohi.work.replanning.terms import Cause
from masohi.writing.indonesian import WIT
from tests import cast, children, equipping, learning, making, missed, months, opened, own, promised, returning
from tests.browser.pages import PAGES
from tests.field import phone_of
from tests.intake.sheets_made import row, xlsx
from tests.reentry import posting, stalls
from tests.supply import agreed


class Town:
    """One order running, one waiting, one finished, one recorded session, one upload: enough for every page to show something."""

    def __init__(self):
        self.people = cast.people()
        self.site_row = cast.site(self.people, "Pantai Namalatu")
        finished = cast.running(self.people, case_number="101/Pid.B/2026/PN Amb", person_name="Yohana Wael", hours=8)
        cast.planned(self.people, finished)
        after = cast.work_out(self.people, finished)
        _, letter = complete_order(order=finished, by=self.people.prosecutor, at=after)
        running = cast.running(self.people)
        cast.planned(self.people, running)
        cast.site(self.people, "Lapangan Merdeka")  # only now: of two sites equally good, either may be proposed
        first = Session.objects.filter(appointments__order=running).earliest("starts_at")
        cast.attend(self.people, first)
        waiting = cast.order(self.people, case_number="103/Pid.B/2026/PN Amb", person_name="Petrus Salakory")
        other = cast.running(self.people, case_number="104/Pid.B/2026/PN Amb", person_name="Ruth Sopacua")
        (plan,) = propose_plans(orders=[other], by=self.people.pk, at=cast.AT)
        content = xlsx([row(1), row(2, Jam="300 jam")])
        table = register_table(content)
        batch = stage_register(table=table, content=content, file_name="r.xlsx", by=self.people.prosecutor, at=cast.AT)
        batch = check_rows(batch=batch, by=self.people.prosecutor, at=cast.AT)
        contact = cast.beneficiary(self.people, self.site_row, at=cast.AT)
        other = cast.beneficiary(
            self.people, self.site_row, name="Yosina Tanpa Akun", function="Bendahara sekolah", pin=""
        )
        key_slip(session=first, beneficiary=contact, heads=1, done_well=True, by=self.people.office, at=first.ends_at)
        self._field(first)
        self.evening = first.ends_at + timedelta(hours=1)
        announce_sessions(
            sessions=Session.objects.filter(appointments__order=running), by=self.people.pk, at=self.evening
        )
        second = Session.objects.filter(appointments__order=running, state="terjadwal").earliest("starts_at")
        self.arguments = {
            "letter": letter.code,
            "letter_kind": "rujukan",
            "letter_duty": "surat-tugas",
            "letter_unit": "bapas-ambon",
            "order": running.code,
            "finished": Order.objects.get(pk=finished.pk).code,
            "waiting": waiting.code,
            "plan": plan.code,
            "session": second.code,
            "movable": second.appointments.get(order=running).pk,
            "recorded": first.code,
            "token": invite_beneficiary(beneficiary=other, by=self.people.pk, at=cast.AT),
            "matter": FieldMatter.objects.get(kind="di_luar_daftar").pk,
            "appointment": first.appointments.get(order=running).pk,
            "site": self.site_row.slug,
            "account": self.people.pk.pk,
            "parameter": "min_session_minutes",
            "batch": batch.code,
            "row": refused_rows(batch).get().number,
            **self._agreed(),
            **promised.arguments(self.people),
            **self._counted(),
            "replan": self._replanned(running),
            **missed.arguments(self.people, running, self.evening),
            **opened.arguments(self.people, self.site_row, self.evening),
            **own.arguments(self.people, running, self.evening),
            **self._child(),
            **months.arguments(self.people, self.evening),
            **learning.arguments(self.people, self.evening),
            **equipping.arguments(self.people, self.site_row),
            **stalls.arguments(self.people, self.evening),
            **making.arguments(self.people),
            **posting.arguments(self.people),
            **returning.arguments(self.people, self.evening),
        }

    def _child(self):
        """A child's case with dates ahead; `kids` is the cast as the officers for children's cases stand in it."""
        theirs = children.officers(self.people)
        self.kids = replace(self.people, pk=theirs.pk, prosecutor=theirs.prosecutor)
        children.site(self.people)
        order = children.running(self.people, theirs)
        cast.planned(self.kids, order)
        ahead = Session.objects.filter(appointments__order=order).latest("starts_at")
        return {
            "child": order.code,
            "child_session": ahead.code,
            "child_appointment": ahead.appointments.get(order=order).pk,
        }

    def _replanned(self, order):
        """A site shut for one day, a supervisor on leave for another, rules of one person, and a proposal that waits."""
        at, day = self.evening, Session.objects.filter(appointments__order=order).latest("starts_at").day
        shut = {"site": self.site_row, "first_day": day, "last_day": day, "by": self.people.office, "at": at}
        close_days(**shut, reason="Perbaikan jalan")
        post, away = self.site_row.supervisors.get(), day - timedelta(days=7)
        give_leave(supervisor=post, first_day=away, last_day=away, reason="Cuti", by=self.people.office, at=at)
        forbid(order=order, weekday=3, reason="Hari pasar", by=self.people.pk, at=at)
        today = at.astimezone(WIT).date()
        made = draft(
            running_orders(self.people.pk, [order.pk]),
            cause=Cause.CLOSURE,
            note="Lokasi tutup: Pantai Namalatu",
            day=today,
            parameters=parameters_in_force(),
        )
        return make_replan(draft=made, by=self.people.pk, at=at).code

    def _counted(self):
        """A month that is over and frozen, and a snapshot of this evening."""
        freeze_month(month=date(2026, 9, 1), by=self.people.system, at=self.evening)
        take_snapshot(by=self.people.system, at=self.evening)
        return {"month": "2026-09", "figure": "completion"}

    def _agreed(self):
        """An umbrella, a technical agreement under it that ends soon and carries a promise with a proof, a draft."""
        above = agreed.umbrella(self.people)
        row = agreed.technical(self.people, umbrella=above, ends_on=cast.MONDAY + timedelta(days=80))
        agreed.signers(self.people, row)
        agreed.addendum(self.people, above, cast.MONDAY.replace(year=2032))
        agreed.scan(self.people, row)
        self.site_row.agreements.add(row)
        agreed.promise(self.people, row)
        return {"agreement": row.code, "concept": agreed.draft(self.people, umbrella=above).code, "party": 1}

    def _field(self, session):
        """A phone that tells another story of the recorded session and of somebody who was not on its list; a drawn audit."""
        sign_head(at=cast.AT)
        draw_audits(day=session.day, by=self.people.system, at=session.starts_at)
        phone, device = phone_of(self.people.supervisor, self.people)
        phone.sessions = {session.code: {"ticket": ticket_of(device.code, session.code)}}
        early, late = session.starts_at, session.ends_at
        facts = {"heads": 2, "began": 480, "absent": [], "late": [], "cards": []}
        phone.write("start", session.code, facts, claimed=early)
        phone.write("walkin", session.code, {"card": "", "note": "Tidak ada di daftar", "began": 480}, claimed=early)
        phone.write("end", session.code, {"heads": 2, "ended": 700, "rest": 0}, claimed=late)
        holder = self.people.supervisor
        receive_entries(device=device, from_dseq=1, batch=phone.written, by=holder, at=late)
        settle_report(device=device, session=session, by=holder, at=late)
        raise_flags(session=session, by=self.people.system, at=late)

    def user(self, role):
        if role and role.startswith("return_"):
            return getattr(returning, role.removeprefix("return_"))(self.people)
        if role and role.startswith("post_"):
            return getattr(posting.chamber(self.people), role.removeprefix("post_"))
        if role and role.startswith("child_"):
            return getattr(self.kids, role.removeprefix("child_"))
        return getattr(self.people, role) if role else None

    def path(self, name):
        return reverse(name, args=[self.arguments[key] for key in PAGES[name][1]])
