"""Each guard of coming home, taken away: what it holds back then happens, so the tests of the guards can fail."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from masohi.reentry.followup.checks import actions as checks
from masohi.reentry.followup.checks.models import HomeCheck, NewVerdict
from masohi.reentry.followup.cohorts import facts
from masohi.reentry.followup.cohorts.facts import cohort
from masohi.reentry.followup.models import Client, Clients, Plan
from masohi.reentry.followup.planning import actions as planning
from masohi.reentry.followup.queries import clients
from masohi.reentry.followup.referrals.actions import escalate_referral
from masohi.reentry.followup.referrals.models import Referral
from masohi.writing.refusals import Conflict, Refused
from tests import returning
from tests.reentry.test_followup_cohorts import DAY as COHORT_DAY
from tests.reentry.test_followup_cohorts import FIRST, LAST, person
from tests.reentry.test_followup_cohorts import people as five_hundred
from tests.returning import AT, DAY

pytestmark = pytest.mark.django_db


def read_by(client, user, row):
    client.force_login(user)
    return client.get(reverse("referral", args=[row.code])).content.decode()


# --- an office reads only what is shared


def test_an_office_reads_the_name_only_because_of_what_is_told(client, people, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)
    row, helper = returning.referral(people, returning.child(people)), returning.helper(people)
    assert "Yosafat" not in read_by(client, helper, row)
    monkeypatch.setattr("masohi.reentry.followup.queries.told", lambda fields, *, name, **_: {"nama": name})
    assert "Yosafat" in read_by(client, helper, row)


def test_no_field_about_a_sentence_can_be_shared(people):
    row = returning.child(people)
    with pytest.raises(Refused, match="dari daftar"):
        returning.sharing(people, row, fields=["nama", "pasal"])
    assert returning.sharing(people, row, fields=["nama"]).fields == ["nama"]


# --- a child is hidden


def test_a_child_of_bapas_is_seen_only_with_the_role(people, monkeypatch):
    cleared = returning.for_children(people)
    given = {"unit": people.bapas, "basis": "klien", "release_on": None, "home_on": DAY, "by": cleared}
    row = returning.child(people, **given)
    assert (list(clients(people.pk)), list(clients(cleared))) == ([], [row])
    monkeypatch.setattr(
        Clients, "visible_to", lambda self, user: self.filter(unit__in=user.offices_for("homecoming.view"))
    )
    assert list(clients(people.pk)) == [row]


# --- a verdict comes from a court


def test_hearsay_is_kept_out_by_the_number_alone(people, monkeypatch):
    row = returning.adult(people)
    given = {"client": row, "court": people.court, "decided_on": DAY, "source": "SIPP", "by": people.pk, "at": AT}
    with pytest.raises(Refused, match="sumber pengadilan"):
        checks.note_verdict(**given, number="kata tetangga")
    monkeypatch.setattr(checks, "normalise_case_number", lambda text: text)
    assert checks.note_verdict(**given, number="kata tetangga").number == "kata tetangga"


@pytest.mark.parametrize("gone", ["number", "source"])
def test_the_database_keeps_no_verdict_without_number_or_source(people, gone):
    row = returning.adult(people)
    given = {"court": people.court, "decided_on": DAY, "source": "SIPP", "by": people.pk, "at": AT}
    checks.note_verdict(client=row, number="7/Pid.B/2026/PN Amb", **given)
    with pytest.raises(IntegrityError, match="number_and_source"), transaction.atomic():
        NewVerdict.objects.update(**{gone: ""})


# --- silence is neither good nor bad


def test_who_was_not_reached_changes_no_share(monkeypatch):
    def shares(members):
        (row, *_) = cohort(members, first=FIRST, last=LAST, day=COHORT_DAY, least=10)
        return row.shares, row.unreached

    members = five_hundred()
    more = [*members, *[person(6, FIRST)] * 40]
    assert (shares(more)[0], shares(more)[1]) == (shares(members)[0], shares(members)[1] + 40)
    counted = facts._shares
    monkeypatch.setattr(facts, "_shares", lambda known, least: counted([*known, *silent], least))
    silent = [facts.Answered(1, "tidak_terhubung", {"work": "belum"})] * 40
    assert shares(members)[0]["work"] == (144, 288 + 40)


def test_the_database_keeps_no_answer_of_somebody_who_was_not_reached(people):
    row = returning.adult(people)
    returning.checked(people, row, at=AT, by=people.pk, reached="tidak_terhubung")
    with pytest.raises(IntegrityError, match="only_who_was_reached"), transaction.atomic():
        HomeCheck.objects.update(work="tetap")


def test_below_ten_people_only_the_least_number_hides(people):
    nine = [person(0, FIRST)] * 9
    assert [cohort(nine, first=FIRST, last=LAST, day=COHORT_DAY, least=least)[0].due for least in (10, 9)] == [None, 9]


# --- two hands


def test_the_writer_is_stopped_by_the_deed_and_then_by_the_database(people):
    made = returning.plan(people, returning.child(people), approved=False)
    with pytest.raises(Refused, match="tidak menyetujuinya sendiri"):
        planning.approve_homecoming(plan=made, by=people.unit, at=AT)
    with pytest.raises(IntegrityError, match="another_hand"), transaction.atomic():
        Plan.objects.filter(pk=made.pk).update(state="disetujui", approved_by=people.unit, review_on=DAY)
    Plan.objects.filter(pk=made.pk).update(written_by=returning.second(people))
    assert planning.approve_homecoming(plan=made, by=people.unit, at=AT).state == "disetujui"


# --- an office has its days


def test_only_the_day_of_the_answer_holds_an_escalation_back(people):
    row = returning.referral(people, returning.child(people))
    assert row.reply_by == DAY + timedelta(days=7)
    for day in (0, 7):
        with pytest.raises(Conflict, match="belum lewat"):
            escalate_referral(referral=row, edition=1, by=people.unit, at=AT + timedelta(days=day))
    Referral.objects.update(reply_by=DAY - timedelta(days=1))
    assert escalate_referral(referral=row, edition=1, by=people.unit, at=AT).escalated_at == AT


def test_one_open_way_home_a_unit(people):
    row = returning.adult(people)
    with pytest.raises(IntegrityError), transaction.atomic():
        Client.objects.create(
            code="AAAAAAAAAA",
            person=row.person,
            unit=row.unit,
            basis="klien",
            home_on=DAY,
            entered_by=people.pk,
            entered_at=AT,
        )
