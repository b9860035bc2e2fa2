"""The town of the sample on the day it is opened: what planning anew is about, and every state of the follow-up."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from masohi.cases.contacts.models import PersonContact
from masohi.cases.officers.models import OfficerChange
from masohi.cases.orders.models import Order
from masohi.cases.pauses.models import Pause
from masohi.faces.jobs import main_job, scene
from masohi.faces.jobs.sample import open_sample_accounts
from masohi.faces.notify.reader import gather
from masohi.ledger.queries import verify
from masohi.parties.accounts.queries import account, system_account
from masohi.parties.organisations.facts import letterhead_of
from masohi.parties.organisations.queries import organisation_called
from masohi.reentry.equipment.models import Handover, Loan
from masohi.reentry.equipment.queries import stopped_tools
from masohi.reentry.equipment.stock.models import GearStock
from masohi.reentry.followup.checks.models import HomeCheck, NewVerdict
from masohi.reentry.followup.checks.queries import to_check
from masohi.reentry.followup.checks.terms import Reached
from masohi.reentry.followup.cohorts.queries import outcomes, years
from masohi.reentry.followup.models import PlanReview, Sharing
from masohi.reentry.followup.papers.models import ReferralPaper
from masohi.reentry.followup.programmes.models import Integration
from masohi.reentry.followup.programmes.queries import nearest_post
from masohi.reentry.followup.referrals.models import Referral, ReferralMeeting
from masohi.reentry.followup.referrals.queries import board, going_home, late_offices, questions, seen_by_office
from masohi.reentry.followup.referrals.terms import Column, Points, ReferralState
from masohi.reentry.livelihood.models import Application, ToolKept
from masohi.reentry.livelihood.queries import earned
from masohi.reentry.money.models import PremiEntry, Split
from masohi.reentry.money.queries import sales_to_split
from masohi.reentry.papers.awards.models import Award
from masohi.reentry.papers.handovers.models import HandoverPaper
from masohi.reentry.posts.candidates.queries import boxes
from masohi.reentry.posts.models import Vacancy
from masohi.reentry.posts.objections.models import Objection
from masohi.reentry.posts.objections.queries import to_answer
from masohi.reentry.posts.selection.facts import warned
from masohi.reentry.posts.selection.models import Panelist
from masohi.reentry.posts.selection.queries import in_training, standings, to_decide, to_induct
from masohi.reentry.posts.terms import VacancyState
from masohi.reentry.products.batches.models import BatchWork
from masohi.reentry.products.models import Product
from masohi.reentry.products.photos.models import Photo
from masohi.reentry.products.photos.queries import rendition, shown_by_product
from masohi.reentry.products.terms import Category
from masohi.reentry.sales.bazaar.models import Bazaar
from masohi.reentry.sales.models import Sale
from masohi.reentry.sales.reviews.models import Review
from masohi.reentry.sales.terms import Channel, SaleState
from masohi.reentry.trainees.models import Trainee
from masohi.reentry.training.models import Cohort, Competence
from masohi.work.absences.models import AbsenceDecision, Excuse
from masohi.work.absences.queries import open_absences
from masohi.work.attendance.models import Attendance
from masohi.work.duties.queries import neglected
from masohi.work.enforcement.breach.models import BreachFile
from masohi.work.enforcement.breach.queries import unfairness
from masohi.work.enforcement.models import Step
from masohi.work.invariants.queries import findings
from masohi.work.monthly.models import MonthlyReport, MonthlySummary
from masohi.work.ownpage.models import OwnComplaint, OwnLink
from masohi.work.placement.models import Appointment, Session
from masohi.work.replanning.models import Change, Replan
from masohi.work.replanning.queries import calls, unscheduled, waiting_replans
from masohi.work.replanning.terms import Cause
from masohi.writing.indonesian import WIT

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 9, tzinfo=WIT)  # a Monday in the weeks of the sample's register
RESTING = 1  # whose dates ahead were given back
MESSAGES = 25


@pytest.fixture
def town():
    """The sample as its reader finds it."""
    assert main_job.load_sample(at=AT)


def steps() -> Counter[tuple[str, str]]:
    return Counter(Step.objects.values_list("kind", "state"))


def planned_anew():
    pk = account("contoh-pk")
    (waiting,) = waiting_replans(pk)
    assert waiting.cause == Cause.SEA
    assert waiting.note == "Laut berbahaya: Pantai Namalatu Latuhalat"
    assert {one.cause for one in calls(pk, AT.date())} == {Cause.SEA, Cause.LEAVE}
    assert unscheduled(pk, new=False).count() == scene.PUT_OFF + RESTING
    week = Session.objects.filter(
        day__range=(AT.date() + timedelta(days=7), AT.date() + timedelta(days=13)), taken__gt=0
    )
    assert week.filter(announced_at=None).exists(), "drafts"
    assert week.exclude(announced_at=None).exists(), "beside what is announced"
    added = Appointment.objects.filter(plan__change__state="diterima")
    assert added.exists()
    assert not added.exclude(told_at=None).exists()


def answered():
    """Excuses and decisions, and the ladder at every step once."""
    assert {valid for (valid,) in AbsenceDecision.objects.values_list("valid")} == {True, False}
    assert Excuse.objects.filter(teller="pk").exists()
    assert Excuse.objects.filter(teller="orang").count() == 1
    late = [one for one in open_absences(account("contoh-pk")) if one.deadline < AT.date()]
    assert 0 < len(late) <= 2
    found = steps()
    assert found["peringatan", "usulan"] == found["peringatan", "terbit"] == found["kunjungan", "usulan"] == 1
    proof = Step.objects.filter(kind="panggilan-2", state="diserahkan", turn=1).exclude(proof=None)
    ladders = [set(Step.objects.filter(order=one.order).values_list("kind", flat=True)) for one in proof]
    assert {"peringatan", "panggilan-1", "panggilan-2"} in ladders, "nobody stands at the second summons"
    assert Attendance.objects.filter(outcome="cuaca").exists(), "rough sea"


def files():
    """One waits for the jaksa, one is held back because nobody was told in time."""
    sent, held = (BreachFile.objects.get(state=state) for state in ("diajukan", "disusun"))
    assert sent.letter is not None
    assert {one.fault for one in unfairness(held.order, held, day=AT.date())} == {"not_told"}


def reached():
    """Who carries whom, who is reached how, and what waits to be told."""
    second = account("contoh-pk-2")
    assert 5 < Order.objects.filter(pk_officer=second).count() < OfficerChange.objects.count() + 1 < 20
    assert second.phone != account("contoh-pk").phone != ""
    assert letterhead_of(organisation_called("Bapas Ambon")).contact.startswith("Telepon")
    assert PersonContact.objects.filter(kind="keluarga").exclude(phone="").exists()
    assert set(OwnLink.objects.values_list("medium", flat=True)) == {"hp", "kertas"}
    assert OwnComplaint.objects.count() == 1
    assert 0 < gather(by=system_account(), at=AT + timedelta(minutes=10)) < MESSAGES


def months():
    states = Counter(MonthlyReport.objects.filter(month="2026-10-01").values_list("state", flat=True))
    assert set(states) == {"rancangan", "terkirim", "diterima", "dikembalikan"}
    assert MonthlySummary.objects.count() == 1
    assert Pause.objects.get().kind == "medis"


def child():
    """A child works with a companion, and nobody sees it without the role."""
    order = Order.objects.get(child=True)
    assert order.diversion
    assert 0 < order.credited_minutes < order.minutes
    assert set(Attendance.objects.filter(appointment__order=order).values_list("companion", flat=True)) == {
        "Paula Pendamping"
    }
    seen = {name for name in ("contoh-petugas-anak", "contoh-jaksa-anak") if order in visible(name)}
    assert seen == {"contoh-petugas-anak", "contoh-jaksa-anak"}
    assert not [name for name in ("contoh-pk", "contoh-pk-2", "contoh-jaksa", "contoh-panitera") if visible(name, True)]


def taught():
    """A class that is over with its letters, one that meets today, one that more people want than have a place."""
    over, running, wanted = Cohort.objects.order_by("starts_on")
    assert (over.state, running.state, wanted.placed) == ("selesai", "buka", wanted.places)
    assert over.confirmed_at is not None
    assert Award.objects.count() == over.enrolments.filter(state="lulus").count() == 5
    assert over.enrolments.filter(state="belum_lulus").count() == 1
    assert wanted.enrolments.filter(state="menunggu").count() == 3
    begun = running.lessons.filter(starts_at__lt=AT)
    sheets = Counter((row.recorded_at is None, row.verified_at is None) for row in begun)
    assert sheets == {(False, False): 3, (False, True): 1, (True, True): 1}
    assert Trainee.objects.filter(court_ordered=True).count() == Competence.objects.count() == 1


def equipped():
    """A signed paper and one that waits, a tool that nobody may use, one that is not back, gear at two sites."""
    assert set(Handover.objects.values_list("state", flat=True)) == {"diterima", "menunggu"}
    assert HandoverPaper.objects.count() == 2
    running = Cohort.objects.get(state="buka", starts_on__lt=AT.date())
    assert [item.name for item in stopped_tools(running, AT.date())] == ["Kompor gas dua tungku"]
    assert Loan.objects.filter(back_at=None, due_on__lt=AT.date()).count() == 1
    assert GearStock.objects.values("site").distinct().count() == 2


def sold():
    """Goods of every kind with a picture of their own, and sales in every state; what was divided adds up."""
    goods = Product.objects.all()
    assert len({one.category for one in goods}) == len(Category)
    shown = [photos[0] for photos in shown_by_product(goods).values()]
    assert len({one.sha256 for one in shown}) == len(goods) == 10
    assert all(len(rendition(one.code, "480.avif")[0]) <= 25_000 for one in shown)
    assert Photo.objects.filter(checked_at=None).count() == 1
    assert BatchWork.objects.filter(verified_at=None).values("batch").distinct().count() == 1
    assert set(Sale.objects.values_list("state", flat=True)) == set(SaleState)
    assert set(Sale.objects.values_list("channel", flat=True)) == set(Channel)
    assert Counter(one.closed_at is None for one in Bazaar.objects.all()) == {True: 1, False: 1}
    assert Counter(Review.objects.values_list("shown", flat=True)) == {True: 6, False: 1}
    for split in Split.objects.all():
        assert split.recovered + split.premi + split.pnbp + split.modal == split.turnover == split.sale.total_rupiah
    assert set(PremiEntry.objects.values_list("kind", flat=True)) == {"premi", "tabungan", "cair"}
    assert sales_to_split(account("contoh-lpka")).exists()


def afterwards():
    """Enough people told what they have for a figure after three months, too few after six."""
    three, six, _twelve = earned(AT.date())
    assert (three.gone, three.known, six.median) == (12, 10, None)
    assert three.median is not None
    assert Counter(one.ended_at is None for one in Application.objects.all()) == {True: 2, False: 1}
    assert ToolKept.objects.count() == 3


def came_home():
    """Plans and referrals in every state, offices that read no child's name, one year with figures and one without."""
    lpka, pk = account("contoh-lpka"), account("contoh-pk")
    going = [(one.approved, one.drafted, one.unasked) for one in going_home(lpka, AT.date(), 90)]
    assert going == [(True, False, True), (True, False, True), (False, True, False), (False, False, False)]
    assert {one.state for one in Referral.objects.all()} == set(ReferralState)
    assert set(Referral.objects.exclude(points=None).values_list("points", flat=True)) == set(Points)
    assert {one.column for one in board(pk, most=99, ended=99)} == set(Column)
    assert {one.office.short_name for one in questions(pk)} == {"Disnaker"}
    assert [one.escalated for one in late_offices(AT.date())] == [True, False]
    came = set(ReferralMeeting.objects.values_list("came", "failure"))
    assert {("ya", ""), ("terlambat", ""), ("tidak", "dinas"), ("tidak", "keadaan"), ("", "")} == came
    for row in Referral.objects.filter(client__person__child=True):
        assert seen_by_office(row, AT.date())["nama"] == "A.L."
    assert Counter(one.letter.revoked_at is None for one in ReferralPaper.objects.all()) == {True: 1, False: 1}
    assert set(Sharing.objects.values_list("ground", flat=True)) == {"setuju", "kewajiban"}
    assert PlanReview.objects.count() == 1
    assert {one.months for one in to_check(pk, AT.date())} == {1, 3}
    assert set(HomeCheck.objects.values_list("reached", flat=True)) == set(Reached)
    assert NewVerdict.objects.count() == 1
    young, old = years(AT.date())
    counted = outcomes(date(young, 1, 1), date(young, 12, 31), AT.date())
    assert [row.due is None for row in counted] == [False, False, False, True, True]
    assert counted[2].shares["work"].of >= 10
    assert all(row.due is None for row in outcomes(date(old, 1, 1), date(old, 12, 31), AT.date()))
    assert Integration.objects.get().post == nearest_post(Integration.objects.get().client).post


def filled():
    """City posts in every state: one whose order is not firm, one that waits for the mayor, one that has to be trained."""
    assert set(Vacancy.objects.values_list("state", flat=True)) == set(VacancyState)
    scored = Vacancy.objects.get(title="Kepala Bidang Pengelolaan Sampah")
    rows = standings(scored, AT.date())
    assert [row.placed.firm for row in rows if row.placed] == [False, False, True, True]
    assert {one.key for row in rows for one in row.barred} == {"age", "discipline"}
    assert any(row.missing for row in rows)
    assert set(Panelist.objects.values_list("conflict", flat=True)) == {None, False, True}
    assert {one.answer == "" for one in Objection.objects.all()} == {True, False}
    mayor, keeper = account("contoh-walikota"), account("contoh-bkpsdm")
    assert to_decide(mayor).count() == to_induct(keeper).count() == to_answer(account("contoh-penilai-1")).count() == 1
    (serving,) = in_training(keeper)
    assert warned(serving.training_due, day=AT.date()) == 90
    found = boxes(keeper)
    assert (sum(map(len, found.values())), len(found[0])) == (12, 1)


def visible(name: str, child: bool = True):
    return list(Order.objects.visible_to(account(name)).filter(child=child))


def test_the_sample_shows_every_state_and_opens_years_later_too(town):
    for part in (
        planned_anew,
        answered,
        files,
        months,
        child,
        reached,
        taught,
        equipped,
        sold,
        afterwards,
        came_home,
        filled,
    ):
        part()
    assert verify().ok
    assert neglected(AT.date()) == {}
    assert findings(AT) == {}
    made = (Replan.objects.count(), Change.objects.count(), Sale.objects.count(), steps())
    later = AT + timedelta(days=900)
    scene.play(open_sample_accounts(later), later)
    assert (Replan.objects.count(), Change.objects.count(), Sale.objects.count(), steps()) == made
