"""Complaints through a person's own page: who reads them, who answers, and that none stays unread."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from masohi.ledger.models import Entry
from masohi.ledger.queries import facts_of
from masohi.parties.accounts.actions import add_role, close_account, open_account
from masohi.parties.roles import Role
from masohi.supply.sites.actions import appoint_supervisor
from masohi.work.ownpage.actions import make_own_link
from masohi.work.ownpage.complaints.actions import answer_own_complaint
from masohi.work.ownpage.queries import complaints_for, complaints_late, complaints_waiting, named_to
from masohi.work.ownpage.terms import COMPLAINTS_A_DAY
from masohi.writing.refusals import Conflict, Refused
from tests import cast, children
from tests.work.test_ownpage import MINUTE, SOON, complain, link

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(people):
    """A second jaksa of the same Kejari."""
    return open_account(
        username="tina",
        name="Tina Jaksa",
        password=cast.PASSWORD,
        organisation=people.kejari,
        role=Role.PROSECUTOR,
        by=people.system,
        at=cast.AT,
    )


def readers(people, row, *more):
    everybody = [people.pk, people.prosecutor, people.supervisor, people.office, people.bureau, people.clerk]
    everybody += [people.administrator, people.leader, people.stranger, people.unit, *more]
    return {user.username for user in everybody if complaints_for(user).filter(pk=row.pk).exists()}


def test_a_complaint_is_read_by_somebody_whom_it_is_not_about(people, planned, colleague):
    made = link(people, planned.order)
    assert readers(people, complain(people, made, "pk"), colleague) == {"jeri", "tina"}
    assert readers(people, complain(people, made, "jam"), colleague) == {"jeri", "tina"}
    for about in ("jaksa", "lokasi", "uang"):
        assert readers(people, complain(people, made, about), colleague) == {"bagkerja"}


def test_who_holds_two_roles_does_not_answer_about_themselves(people, planned, site):
    made = link(people, planned.order)
    row = complain(people, made, "lokasi")
    assert row.site == site
    add_role(account=people.bureau, organisation=people.host, role=Role.SUPERVISOR, by=people.administrator, at=cast.AT)
    appoint_supervisor(site=site, person=people.bureau, capacity=5, by=people.office, at=cast.AT)
    assert readers(people, row) == set()
    with pytest.raises(Conflict):
        answer_own_complaint(complaint=row, answer="Baik.", by=people.bureau, at=SOON)


def test_a_complaint_stands_in_no_history_of_the_order(people, planned):
    made = link(people, planned.order)
    row = complain(people, made)
    answer_own_complaint(complaint=row, answer="Kami panggil PK.", by=people.prosecutor, at=SOON + MINUTE)
    entries = Entry.objects.filter(kind__startswith="own_complaint")
    assert entries.count() == 2
    assert {entry.thread for entry in entries} == {""}
    assert "text" not in facts_of(entries[0])


def test_a_complaint_is_answered_once_in_words_and_in_time(people, planned):
    made = link(people, planned.order)
    row = complain(people, made)
    assert row.due_on == cast.MONDAY + timedelta(days=7)
    assert complaints_late(people.prosecutor, row.due_on) == 0
    assert complaints_late(people.prosecutor, row.due_on + timedelta(days=1)) == 1
    with pytest.raises(Refused):
        answer_own_complaint(complaint=row, answer=" ", by=people.prosecutor, at=SOON)
    answer_own_complaint(complaint=row, answer="Sudah ditegur.", by=people.prosecutor, at=SOON)
    assert not complaints_waiting(people.prosecutor).exists()
    with pytest.raises(Conflict):
        answer_own_complaint(complaint=row, answer="Lagi.", by=people.prosecutor, at=SOON)
    for other in (people.pk, people.supervisor, people.system):
        with pytest.raises(PermissionDenied):
            answer_own_complaint(complaint=row, answer="Baik.", by=other, at=SOON)


def test_five_complaints_a_day_are_enough(people, running):
    made = link(people, running)
    for n in range(COMPLAINTS_A_DAY):
        complain(people, made, at=SOON + n * MINUTE)
    with pytest.raises(Refused):
        complain(people, made, at=SOON + timedelta(hours=1))
    complain(people, made, at=SOON + timedelta(days=2))


# a child's


@pytest.fixture
def of_a_child(people):
    """A child complains about the PK."""
    theirs = children.officers(people)
    children.site(people)
    made = make_own_link(order=children.running(people, theirs), medium="hp", by=theirs.pk, at=cast.AT)
    return theirs, complain(people, made)


def test_a_childs_complaint_is_for_the_jaksa_of_childrens_cases(people, of_a_child):
    theirs, row = of_a_child
    assert readers(people, row, theirs.prosecutor, theirs.pk) == {"rina"}
    assert named_to(theirs.prosecutor, row)


def test_where_there_is_none_every_jaksa_of_the_office_reads_it_without_a_name(people, of_a_child, client):
    theirs, row = of_a_child
    close_account(account=theirs.prosecutor, by=people.administrator, at=SOON)
    assert readers(people, row, theirs.pk) == {"jeri"}
    assert not named_to(people.prosecutor, row)
    client.force_login(people.prosecutor)
    page = client.get(reverse("own-complaint", args=[row.code])).content.decode()
    assert "Tidak dijawab." in page
    for secret in (*children.PROTECTED, row.order.code):
        assert secret.lower() not in page.lower()
    answer_own_complaint(complaint=row, answer="Kami periksa.", by=people.prosecutor, at=SOON + MINUTE)
    row.refresh_from_db()
    assert row.answered_by == people.prosecutor
