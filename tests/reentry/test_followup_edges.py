"""Where coming home could go wrong unseen: two hands, a plan that is replaced, days that move, silence, and words."""

from dataclasses import replace
from datetime import date, timedelta

import pypdfium2
import pytest
from django.core.exceptions import PermissionDenied

from masohi.law.counting import months_after
from masohi.reentry.followup.actions import came_home, close_client, move_release
from masohi.reentry.followup.checks.facts import asked_since, due_now
from masohi.reentry.followup.cohorts.facts import Answered, Returned, cohort
from masohi.reentry.followup.cohorts.queries import outcomes
from masohi.reentry.followup.models import Client
from masohi.reentry.followup.papers import facts
from masohi.reentry.followup.papers.actions import end_accompaniment, write_referral_letter
from masohi.reentry.followup.papers.queries import paper_of, paper_pdf
from masohi.reentry.followup.planning.actions import Wanted, approve_homecoming, write_plan
from masohi.reentry.followup.queries import clients, draft_of, plan_in_force
from masohi.reentry.followup.referrals.actions import (
    answer_question,
    answer_referral,
    end_referral,
    escalate_referral,
    plan_meeting,
    record_meeting_held,
    refer,
)
from masohi.reentry.followup.referrals.facts import telling_word
from masohi.reentry.followup.referrals.queries import late_offices, to_answer, unanswered, unasked_needs
from masohi.writing.refusals import Conflict, Refused
from tests import returning
from tests.promised import unit
from tests.returning import AT, DAY

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture
def child(people):
    return returning.child(people)


# --- it ends, and nobody waits any more


def test_when_it_ends_no_office_is_waited_for(people, child):
    row, late = returning.referral(people, child), DAY + 20 * A_DAY
    assert late_offices(late)
    end_accompaniment(client=child, edition=1, reason="selesai", by=people.unit, at=AT)
    row.refresh_from_db()
    assert (row.state, row.ended_at) == ("ditarik", AT)
    assert not late_offices(late)
    assert not to_answer(returning.helper(people)).exists()
    assert not unanswered(people.unit, late).exists()
    with pytest.raises(Conflict, match="sudah dijawab"):
        answer_referral(referral=row, edition=row.edition, state="diterima", by=returning.helper(people), at=AT)


def test_without_it_the_office_would_be_late_for_ever(people, child):
    """Control: the deed below it leaves the referral where it stands."""
    returning.referral(people, child)
    close_client(client=child, edition=1, reason="selesai", by=people.unit, at=AT)
    assert late_offices(DAY + 20 * A_DAY)


# --- the day of release moves


def test_the_release_is_put_off_with_a_reason(people, child):
    given = {"client": child, "edition": 1, "release_on": DAY + 200 * A_DAY, "by": people.unit, "at": AT}
    with pytest.raises(Refused, match="alasannya"):
        move_release(**given, reason=" ")
    with pytest.raises(Refused, match="sesudahnya"):
        move_release(**(given | {"release_on": DAY - A_DAY}), reason="Surat lepas")
    row = move_release(**given, reason="Surat lepas yang baru")
    assert (row.release_on, row.release_reason, row.edition) == (DAY + 200 * A_DAY, "Surat lepas yang baru", 2)
    with pytest.raises(Conflict, match="baru saja diubah"):
        move_release(**given, reason="Sekali lagi")
    row = move_release(**(given | {"edition": 2, "release_on": DAY}), reason="Remisi")
    row = came_home(client=row, edition=3, on=DAY, by=people.unit, at=AT)
    with pytest.raises(Conflict, match="baru saja diubah"):
        move_release(**(given | {"edition": row.edition}), reason="Sudah di rumah")


def test_only_the_own_unit_moves_a_day_and_only_while_it_goes_on(people, child):
    given = {"client": child, "release_on": DAY, "reason": "Remisi", "at": AT}
    with pytest.raises(PermissionDenied):
        move_release(**given, edition=1, by=people.pk)
    close_client(client=child, edition=1, reason="lain", by=people.unit, at=AT)
    with pytest.raises(Conflict, match="sudah ditutup"):
        move_release(**given, edition=2, by=people.unit)


# --- a child is a child by birth


def test_who_forgets_the_tick_hides_a_child_all_the_same(people):
    facts = returning.PersonFacts(
        name="Yosafat Rumahkewi", birth_date=DAY.replace(year=DAY.year - 18) + A_DAY, sex="L", nik_reason="belum"
    )
    with pytest.raises(Refused, match="peran perkara anak"):
        returning.adult(people, facts=facts)
    row = returning.adult(people, facts=facts, by=returning.for_children(people))
    assert (row.person.child, list(clients(people.pk))) == (True, [])
    grown = returning.adult(people, facts=replace(facts, birth_date=DAY.replace(year=DAY.year - 18)))
    assert list(clients(people.pk)) == [grown]


# --- plans of two hands


def test_a_plan_that_somebody_wrote_meanwhile_is_not_overwritten(people, child):
    made = returning.plan(people, child)
    given = {"client": child, "goals": "Melaut", "needs": [Wanted("tani_ikan", "Kapal")], "at": AT}
    again = write_plan(**given, instead_of=made.pk, by=people.unit)
    for read in (made.pk, 0):
        with pytest.raises(Conflict, match="Petugas lain baru saja menulis"):
            write_plan(**given, instead_of=read, by=returning.second(people))
    assert (plan_in_force(child), draft_of(child)) == (made, again)
    third = write_plan(**given, instead_of=again.pk, by=people.unit)
    with pytest.raises(Conflict, match="diganti"):
        approve_homecoming(plan=again, by=returning.second(people), at=AT)
    approve_homecoming(plan=third, by=returning.second(people), at=AT)
    assert (plan_in_force(child), draft_of(child)) == (third, None)


def test_what_runs_since_a_former_plan_is_not_asked_again(people, child):
    row = returning.referral(people, child)
    wanted = [Wanted("dokumen", "KTP elektronik"), Wanted("kesehatan", "BPJS")]
    again = write_plan(client=child, goals="Pulang", needs=wanted, by=people.unit, at=AT)
    approve_homecoming(plan=again, by=returning.second(people), at=AT)
    assert [need.domain for need in unasked_needs(child)] == ["kesehatan"]
    given = {"client": child, "need": again.needs.get(domain="dokumen"), "office": row.office, "ask": "KTP"}
    with pytest.raises(Conflict, match="masih berjalan"):
        refer(**given, by=people.unit, at=AT)
    row = answer_referral(referral=row, edition=1, state="ditolak", answer="Penuh", by=returning.helper(people), at=AT)
    assert [need.domain for need in unasked_needs(child)] == ["dokumen", "kesehatan"]
    assert refer(**given, by=people.unit, at=AT).state == "dikirim"


def test_two_needs_of_one_plan_and_domain_go_to_one_office(people, child):
    returning.sharing(people, child)
    wanted = [Wanted("kerja", "Magang"), Wanted("kerja", "Pelatihan las")]
    made = write_plan(client=child, goals="Bekerja", needs=wanted, by=people.unit, at=AT)
    approve_homecoming(plan=made, by=returning.second(people), at=AT)
    for need in made.needs.all():
        refer(client=child, need=need, office=unit("Dinsos"), ask=need.goal, by=people.unit, at=AT)
    assert child.referrals.count() == 2


# --- who is late, and whose failure it was


def test_an_office_that_asked_back_is_not_late(people, child):
    row, helper = returning.referral(people, child), returning.helper(people)
    row = escalate_referral(referral=row, edition=1, by=people.unit, at=AT + 8 * A_DAY)
    at = AT + 9 * A_DAY
    row = answer_referral(referral=row, edition=2, state="bertanya", answer="Sudah punya KK?", by=helper, at=at)
    assert late_offices(DAY + 30 * A_DAY) == []
    row = answer_question(referral=row, edition=3, ask="Rekam KTP", by=people.unit, at=AT + 30 * A_DAY)
    assert row.escalated_at is None
    escalate_referral(referral=row, edition=4, by=people.unit, at=AT + 38 * A_DAY)
    assert [(one.days, one.escalated) for one in late_offices(DAY + 38 * A_DAY)] == [(1, True)]


def test_nobody_is_said_to_have_failed_without_a_call_and_without_words(people, child):
    row, helper = returning.accepted(people, child), returning.helper(people)
    with pytest.raises(Refused, match="sudah lewat"):
        plan_meeting(referral=row, starts_at=AT, place="Dinsos", by=helper, at=AT)
    called = plan_meeting(referral=row, starts_at=AT + A_DAY, place="Dinsos", by=helper, at=AT)
    given = {"meeting": called, "came": "tidak", "failure": "tanpa_alasan", "by": helper, "at": AT + 2 * A_DAY}
    with pytest.raises(Refused, match="bagaimana orangnya dipanggil"):
        record_meeting_held(**given)
    assert record_meeting_held(**given, note="Dipanggil lewat HP, tidak menjawab").failure == "tanpa_alasan"


def test_nobody_is_said_to_have_failed_after_the_referral_ended(people, child):
    row, helper = returning.accepted(people, child), returning.helper(people)
    called = plan_meeting(referral=row, starts_at=AT + A_DAY, place="Dinsos", by=helper, at=AT)
    end_referral(referral=row, edition=2, points=2, report="KTP terbit", by=helper, at=AT)
    with pytest.raises(Conflict, match="sudah selesai"):
        record_meeting_held(
            meeting=called, came="tidak", failure="tanpa_alasan", note="Tidak datang", by=helper, at=AT + 2 * A_DAY
        )


# --- months and figures


def test_an_answer_tells_of_the_nearest_month(people):
    row = returning.adult(people, home_on=DAY - 80 * A_DAY)
    with pytest.raises(Refused, match="terlalu jauh dari bulan ke-1"):
        returning.checked(people, row, 1, at=AT, by=people.pk)
    assert returning.checked(people, row, 3, at=AT, by=people.pk).months == 3


@pytest.mark.parametrize("home", [date(2028, 2, 29), date(2027, 1, 31), date(2026, 11, 30)])
def test_every_month_is_asked_once_wherever_it_ends(home):
    asked, done = [], set()
    for count in range(800):
        months = due_now(home, home + (count + 1) * A_DAY, done)
        if months is not None:
            asked.append(months)
            done.add(months)
    assert asked == [1, 3, 6, 12, 24]
    assert months_after(date(2028, 2, 29), 12) == date(2029, 2, 28)


def test_a_fruitless_call_of_another_unit_takes_no_answer_away():
    said, silent = Answered(1, "bertemu", {"work": "tetap"}), Answered(1, "tidak_terhubung", {})
    for askings in ((said, silent), (silent, said)):
        rows = [Returned(DAY, askings)] * 10
        (row, *_) = cohort(rows, first=DAY, last=DAY, day=DAY + 31 * A_DAY, least=10)
        assert (row.known, row.unreached) == (10, 0)
    (row, *_) = cohort([Returned(DAY, (silent,))] * 10, first=DAY, last=DAY, day=DAY + 31 * A_DAY, least=10)
    assert (row.known, row.unreached, row.shares) == (0, 10, {})


def test_who_went_back_inside_answers_no_month_of_the_first_way_home(people):
    """At home in February, inside again, at home in August: what is said in September is no word of March."""
    first, again = date(2026, 2, 2), date(2026, 8, 31)
    for number in range(10):
        row = returning.adult(people, f"Orang {number}", home_on=first)
        close_client(client=row, edition=1, reason="lain", by=people.pk, at=AT)
        later = returning.adult(people, person=None, home_on=again)
        Client.objects.filter(pk=later.pk).update(person=row.person_id)
        returning.checked(people, later, 1, at=AT, by=people.pk)
    month, *_rest = outcomes(date(2026, 1, 1), date(2026, 12, 31), DAY)
    assert (month.due, month.known, month.unasked) == (10, 0, 10)
    month, *_rest = outcomes(date(2026, 8, 1), date(2026, 12, 31), DAY)
    assert (month.due, month.known) == (10, 10)


# --- words


@pytest.mark.parametrize(
    "ask",
    ["Lihat perkaranya", "Sesudah dipidana", "Nomor 7/Pid.B/2026/PN Amb", "Dulu mencuri", "Mantan tahanan", "Pasalnya"],
)
def test_a_case_is_found_in_its_other_forms(ask):
    assert telling_word(ask, "Yosafat Rumahkewi", named=True)


@pytest.mark.parametrize(
    "ask", ["Rekam KTP di pekarangan rumah", "Ketahanan pangan keluarga", "Kursi dan meja belajar"]
)
def test_plain_words_are_let_through(ask):
    assert telling_word(ask, "Yosafat Rumahkewi", named=False) == ""


def test_a_short_name_is_a_name():
    assert telling_word("KTP untuk La", "La Ode", named=False) == "La"


def test_the_ground_of_a_duty_names_no_case_on_the_letter(people, child):
    returning.sharing(people, child, ground="kewajiban", source="Putusan 7/Pid.B/2026/PN Amb")
    row = returning.referral(people, child)
    assert facts._ground(child.sharings.get()) == "diwajibkan peraturan"
    write_referral_letter(referral=row, by=people.unit, at=AT)
    pdf = pypdfium2.PdfDocument(paper_pdf(paper_of(row)))
    text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    about = str(pdf.get_metadata_dict())
    for hidden in ("Pid.B", "Yosafat", "Rumahkewi"):
        assert hidden not in text
        assert hidden not in about


def test_the_bound_of_who_is_asked_leaves_nobody_out():
    """For every day of four years: the first day at home on which somebody is still asked, and the bound before it."""
    for number in range(4 * 366):
        day = date(2026, 1, 1) + timedelta(days=number)
        bound = asked_since(day)
        assert not [one for one in range(1, 40) if due_now(bound - timedelta(days=one), day, [])]
        assert [one for one in range(8) if due_now(bound + timedelta(days=one), day, [])], "and it is near"
