"""Coming home: a plan that two hands made, an office that reads no more than it may, and answers that stay answers."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from masohi.ledger.queries import verify
from masohi.parties.organisations.models import Place
from masohi.reentry.followup.actions import came_home, close_client, take_back_sharing
from masohi.reentry.followup.checks.actions import note_verdict
from masohi.reentry.followup.checks.queries import to_check
from masohi.reentry.followup.models import Client, Plan
from masohi.reentry.followup.planning.actions import Wanted, approve_homecoming, review_plan, settle_need, write_plan
from masohi.reentry.followup.programmes.actions import close_post, enter_integration, open_post
from masohi.reentry.followup.programmes.queries import nearest_post
from masohi.reentry.followup.queries import clients, draft_of, known_people, plan_in_force, told_of
from masohi.reentry.followup.referrals.actions import (
    answer_question,
    answer_referral,
    end_referral,
    escalate_referral,
    plan_meeting,
    record_meeting_held,
    refer,
)
from masohi.reentry.followup.referrals.models import Referral
from masohi.reentry.followup.referrals.queries import (
    late_offices,
    meetings_of,
    referrals,
    seen_by_office,
    to_answer,
    unanswered,
)
from masohi.reentry.followup.terms import Shared
from masohi.reentry.followup.welcome.actions import tell_welcome
from masohi.reentry.followup.welcome.queries import welcomes_of
from masohi.reports.wholeness.queries import touched_anywhere
from masohi.writing.refusals import Conflict, Refused, Unlawful
from tests import cast, returning
from tests.promised import officer, unit
from tests.returning import AT, DAY, RELEASE

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture
def child(people):
    return returning.child(people)


# --- who is accompanied


def test_somebody_inside_is_prepared_from_ninety_days_before(people):
    with pytest.raises(Refused, match="dimulai 6 Oktober 2026"):
        returning.child(people, release_on=DAY + 91 * A_DAY)
    assert returning.child(people, release_on=DAY + 90 * A_DAY).release_on == DAY + 90 * A_DAY


def test_a_child_is_seen_by_its_unit_and_not_by_a_pk_without_the_role(people, child):
    assert list(clients(people.unit)) == [child]
    assert not clients(people.office).exists()
    with pytest.raises(Refused, match="peran perkara anak"):
        returning.child(people, unit=unit("Bapas Ambon"), by=people.pk)
    with pytest.raises(PermissionDenied):
        returning.child(people, unit=unit("Bapas Ambon"))


def test_a_grown_up_of_bapas_is_at_home_and_asked_at_once(people):
    row = returning.adult(people)
    assert [(due.client, due.months) for due in to_check(people.pk, DAY)] == [(row, 1)]
    returning.checked(people, row, at=AT, by=people.pk)
    assert not to_check(people.pk, DAY)
    with pytest.raises(Conflict, match="sudah tercatat"):
        returning.checked(people, row, at=AT, by=people.pk)


def test_who_was_not_reached_leaves_no_answers_and_is_asked_again(people):
    row = returning.adult(people)
    check = returning.checked(people, row, at=AT, by=people.pk, reached="tidak_terhubung")
    assert (check.living, check.work) == ("", "")
    assert to_check(people.pk, DAY)
    assert returning.checked(people, row, at=AT, by=people.pk).living == "keluarga"


def test_an_answer_far_from_its_month_is_refused(people):
    row = returning.adult(people)
    with pytest.raises(Refused, match="terlalu jauh"):
        returning.checked(people, row, 3, at=AT, by=people.pk)


# --- the plan


def test_the_writer_does_not_approve_the_own_plan(people, child):
    made = returning.plan(people, child, approved=False)
    with pytest.raises(Refused, match="tidak menyetujuinya sendiri"):
        approve_homecoming(plan=made, by=people.unit, at=AT)
    with pytest.raises(IntegrityError, match="another_hand"), transaction.atomic():
        Plan.objects.filter(pk=made.pk).update(approved_by=people.unit)
    fresh = approve_homecoming(plan=made, by=returning.second(people), at=AT)
    assert fresh.review_on == DAY + 90 * A_DAY
    with pytest.raises(Conflict, match="sudah disetujui"):
        approve_homecoming(plan=made, by=returning.second(people), at=AT)


def test_a_plan_holds_until_the_next_one_is_approved(people, child):
    made = returning.plan(people, child)
    given = {"goals": "Melaut", "needs": [Wanted("tani_ikan", "Kapal bersama")], "by": people.unit, "at": AT}
    drafts = [write_plan(client=child, **given) for _ in range(2)]
    assert list(child.plans.order_by("pk").values_list("state", flat=True)) == ["disetujui", "diganti", "konsep"]
    settle_need(need=made.needs.first(), state="tercapai", by=people.unit, at=AT)
    review_plan(plan=made, note="Berjalan", day=DAY, next_on=DAY + 30 * A_DAY, by=people.unit, at=AT)
    again = approve_homecoming(plan=drafts[1], by=returning.second(people), at=AT)
    assert (plan_in_force(child), draft_of(child)) == (again, None)
    assert list(child.plans.order_by("pk").values_list("state", flat=True)) == ["diganti", "diganti", "disetujui"]
    assert verify().ok
    with pytest.raises(Conflict, match="sudah diganti"):
        settle_need(need=made.needs.first(), state="tercapai", by=people.unit, at=AT)


@pytest.mark.parametrize(("state", "name"), [("disetujui", "one_plan_in_force"), ("konsep", "one_draft_plan")])
def test_nobody_has_two_plans_in_force_or_two_drafts(people, child, state, name):
    made = returning.plan(people, child)
    again = write_plan(client=child, goals="Melaut", needs=[Wanted("tani_ikan", "Kapal")], by=people.unit, at=AT)
    told = {"state": state, "approved_by": returning.second(people), "review_on": DAY}
    with pytest.raises(IntegrityError, match=f"{name}|plan.client_id"), transaction.atomic():
        Plan.objects.filter(pk__in=[made.pk, again.pk]).update(**told)


def test_a_review_looks_ahead(people, child):
    made = returning.plan(people, child)
    given = {"plan": made, "note": "Berjalan", "by": people.unit, "at": AT}
    with pytest.raises(Refused, match="tinjauan berikutnya"):
        review_plan(**given, day=DAY, next_on=DAY)
    review_plan(**given, day=DAY, next_on=DAY + 30 * A_DAY)
    made.refresh_from_db()
    assert made.review_on == DAY + 30 * A_DAY


# --- referrals


def test_without_consent_no_office_is_asked(people, child):
    made = returning.plan(people, child)
    with pytest.raises(Refused, match="persetujuan"):
        refer(client=child, need=made.needs.first(), office=unit("Dinsos"), ask="KTP", by=people.unit, at=AT)


def test_an_office_reads_initials_of_a_child_and_nothing_when_consent_ends(people, child):
    row = returning.referral(people, child)
    seen = seen_by_office(row, DAY)
    assert seen["nama"] == "Y.R."
    assert "hp" not in seen
    assert seen["umur"] == "16"
    take_back_sharing(sharing=child.sharings.get(), by=people.unit, at=AT)
    assert seen_by_office(row, DAY) == {"nama": "Y.R."}


def test_what_may_be_shared_names_no_sentence_and_no_assessment(people, child):
    words = {"pidana", "perkara", "putusan", "instrumen", "kategori", "pasal"}
    assert not words & set(Shared.values)
    assert set(told_of(child, Shared.values, DAY)) <= set(Shared.values)


def test_only_the_asked_office_answers_and_only_once(people, child):
    row = returning.referral(people, child)
    helper, other = returning.helper(people), officer(people, "indri2", "Disperindag")
    assert list(to_answer(helper)) == [row]
    assert not referrals(other).exists()
    with pytest.raises(PermissionDenied):
        answer_referral(referral=row, edition=1, state="diterima", by=other, at=AT)
    with pytest.raises(Refused, match="alasannya"):
        answer_referral(referral=row, edition=1, state="ditolak", by=helper, at=AT)
    answer_referral(referral=row, edition=1, state="diterima", by=helper, at=AT)
    with pytest.raises(Conflict, match="baru saja diubah"):
        answer_referral(referral=row, edition=1, state="ditolak", answer="Penuh", by=helper, at=AT)


def test_a_question_gives_the_office_its_days_anew(people, child):
    row = returning.referral(people, child)
    later = AT + 3 * A_DAY
    row = answer_referral(
        referral=row, edition=1, state="bertanya", answer="Sudah punya KK?", by=returning.helper(people), at=later
    )
    row = answer_question(referral=row, edition=2, ask="Rekam KTP, KK ada", by=people.unit, at=later)
    assert (row.state, row.reply_by) == ("dikirim", DAY + 10 * A_DAY)


def test_silence_is_escalated_after_its_day_and_names_nobody(people, child):
    row = returning.referral(people, child)
    with pytest.raises(Conflict, match="belum lewat"):
        escalate_referral(referral=row, edition=1, by=people.unit, at=AT + 7 * A_DAY)
    late = AT + 8 * A_DAY
    assert list(unanswered(people.unit, DAY + 8 * A_DAY)) == [row]
    escalate_referral(referral=row, edition=1, by=people.unit, at=late)
    (told,) = late_offices(DAY + 8 * A_DAY)
    assert told == ("Dinsos", "Dokumen diri (KTP, KK, akta)", 1, True)


def test_a_meeting_tells_whose_failure_it_was_and_is_replaced_not_changed(people, child):
    row, helper = returning.accepted(people, child), returning.helper(people)
    first = plan_meeting(referral=row, starts_at=AT + A_DAY, place="Dinsos", by=helper, at=AT)
    with pytest.raises(Refused, match="belum mulai"):
        record_meeting_held(meeting=first, came="ya", by=helper, at=AT)
    with pytest.raises(Refused, match="pilih sebabnya"):
        record_meeting_held(meeting=first, came="tidak", by=helper, at=AT + 2 * A_DAY)
    held = record_meeting_held(meeting=first, came="tidak", failure="dinas", by=helper, at=AT + 2 * A_DAY)
    assert [one.pk for one in meetings_of(row)] == [held.pk]
    assert row.meetings.count() == 2
    with pytest.raises(Conflict, match="sudah diganti"):
        record_meeting_held(meeting=first, came="ya", by=helper, at=AT + 2 * A_DAY)


def test_the_end_is_told_in_half_points(people, child):
    row, helper = returning.accepted(people, child), returning.helper(people)
    done = end_referral(referral=row, edition=row.edition, points=1, report="KTP direkam", by=helper, at=AT)
    assert (done.points, done.state) == (1, "selesai")
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(pk=row.pk).update(points=None)
    with pytest.raises(Conflict, match="sudah selesai"):
        end_referral(referral=row, edition=done.edition, points=2, report="Lagi", by=helper, at=AT)


# --- home


def test_those_at_home_are_told_with_consent(people):
    made = returning.arguments(people, AT + 12 * timedelta(hours=1))
    row = welcomes_of(Client.objects.get(code=made["returning"])).get()
    assert tell_welcome(welcome=row, on=DAY, answer="Siap", by=people.unit, at=AT).told_on == DAY
    assert list(touched_anywhere()) == []


def test_a_later_verdict_needs_a_court_and_its_number(people):
    row = returning.adult(people)
    given = {"client": row, "decided_on": DAY, "source": "SIPP PN Ambon", "by": people.pk, "at": AT}
    with pytest.raises(Refused, match="sumber pengadilan"):
        note_verdict(**given, court=people.kejari, number="7/Pid.B/2026/PN Amb")
    with pytest.raises(Refused, match="sumber pengadilan"):
        note_verdict(**given, court=people.court, number="kata tetangga")
    note_verdict(**given, court=people.court, number="7/Pid.B/2026/PN Amb")
    with pytest.raises(Conflict, match="sudah tercatat"):
        note_verdict(**given, court=people.court, number="7/Pid.B/2026/PN Amb")


def test_parole_waits_for_two_thirds_and_nine_months(people):
    row = returning.adult(people)
    first, last = DAY - 400 * A_DAY, DAY + 199 * A_DAY  # 600 days: two thirds are 400
    given = {"client": row, "way": "pb", "number": "PAS-1", "decided_on": DAY, "first": first, "last": last}
    with pytest.raises(Unlawful, match="Paling cepat 5 Oktober 2026"):
        enter_integration(**given, starts_on=DAY - A_DAY, by=people.pk, at=AT)
    made = enter_integration(**given, starts_on=DAY, by=people.pk, at=AT)
    assert made.probation_until == last.replace(year=last.year + 1)


def test_people_report_at_the_place_nearest_to_their_home(people):
    row = returning.adult(people)
    near, far = Place.objects.get(code="81.71.01.2001"), Place.objects.filter(code__startswith="81.71.04.").last()
    for name, village in (("Jauh", far), ("Dekat", near)):
        open_post(unit=people.bapas, name=name, village=village, by=people.pk, at=AT)
    assert (nearest_post(row).post.name, nearest_post(row).km) == ("Dekat", 0)


def test_who_leaves_a_prison_reports_at_a_bapas_and_nobody_at_a_closed_place(people, child):
    far, near = returning.report_post(people, "LPKA"), returning.report_post(people, "Balai", "Bapas Ambon")
    close_post(post=far, by=people.unit, at=AT)
    assert nearest_post(child).post == near
    with pytest.raises(Refused, match="dari daftar"):
        returning.way(child, people.unit, far)
    assert returning.way(child, people.unit, near).post == near
    with pytest.raises(PermissionDenied):
        close_post(post=near, by=people.unit, at=AT)


def test_home_is_told_once(people, child):
    row = came_home(client=child, edition=1, on=DAY, by=people.unit, at=AT)
    assert (row.home_on, row.release_on) == (DAY, RELEASE)
    with pytest.raises(Conflict):
        came_home(client=child, edition=row.edition, on=DAY, by=people.unit, at=AT)


def test_when_it_ends_no_office_knows_more(people, child):
    row = returning.referral(people, child)
    close_client(client=child, edition=1, reason="selesai", by=people.unit, at=AT)
    assert seen_by_office(row, DAY) == {"nama": "Y.R."}
    with pytest.raises(Conflict, match="sudah ditutup"):
        returning.plan(people, child)


def test_bapas_goes_on_with_whom_it_knows_from_an_order(people):
    order = cast.running(people)
    assert list(known_people(people.pk, people.bapas)) == [order.person]
    assert not known_people(people.unit, people.bapas).exists()
    row = returning.adult(people, person=order.person, facts=None)
    assert row.person == order.person
    with pytest.raises(Conflict, match="sudah didampingi"):
        returning.adult(people, person=order.person, facts=None)
