"""Two roles at two units do not add up: no role lends its orders to the deeds of another one."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from masohi.cases.contacts.models import PersonContact
from masohi.cases.orders.actions import assign_officers
from masohi.cases.orders.models import Order, handled_by, handles
from masohi.cases.people.actions import change_person, view_nik
from masohi.parties.access import require
from masohi.parties.accounts.actions import add_role
from masohi.parties.accounts.models import User
from masohi.parties.roles import Role
from masohi.work.absences.actions import decide_absence, stop_for_health
from masohi.work.attendance.actions import verify_attendance
from masohi.work.enforcement.actions import propose_step
from masohi.work.placement.actions import accept_plan, propose_plans
from masohi.work.placement.models import Plan
from masohi.writing.refusals import Conflict, Refused
from tests import cast, missing

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(people):
    """PK at a Bapas far away, and clerk at the court of the town: the orders here are the clerk's to see."""
    add_role(account=people.stranger, organisation=people.court, role=Role.CLERK, by=people.system, at=cast.AT)
    return User.objects.get(pk=people.stranger.pk)


def test_the_clerk_sees_the_order_and_the_pk_of_elsewhere_does_nothing_with_it(people, planned, both):
    order = planned.order
    assert list(Order.objects.visible_to(both)) == [order]
    row, at = missing.misses(people, order, verified=False, decided=False)
    record = row.records.get()
    paper = {"document": "Surat 1", "issuer": "RSUD", "reason": "Sakit"}
    told = {"by": both, "at": at}
    for deed in (
        lambda: propose_step(order=order, **told),
        lambda: decide_absence(appointment=row, valid=False, reason="Tanpa kabar", **told),
        lambda: verify_attendance(accepted=[record], **told),
        lambda: stop_for_health(order=order, from_day=at.date() + timedelta(days=3), until=None, **paper, **told),
        lambda: propose_plans(orders=[order], **told),
        lambda: accept_plan(plan=Plan.objects.filter(order=order).latest("pk"), **told),
    ):
        with pytest.raises((Refused, Conflict, PermissionDenied)):
            deed()
    assert list(Order.objects.visible_to(both)) == [order], "what a deed says of somebody ends with it"


def test_a_jaksa_of_elsewhere_does_not_assign_what_the_clerk_sees(people, order):
    jaksa = missing.prosecutor_elsewhere(people)
    add_role(account=jaksa, organisation=people.court, role=Role.CLERK, by=people.system, at=cast.AT)
    jaksa = User.objects.get(pk=jaksa.pk)
    given = {"prosecutor": people.prosecutor, "pk_officer": people.pk}
    with pytest.raises(PermissionDenied):
        assign_officers(order=order, edition=order.edition, **given, by=jaksa, at=cast.AT)


def test_no_page_of_a_pk_opens_on_it(client, people, planned, both):
    client.force_login(both)
    code = planned.order.code
    assert client.get(reverse("order", args=[code])).status_code == 200
    for name in ("own-links", "step-new", "order-pause", "order-schedule", "order-nik"):
        assert client.post(reverse(name, args=[code])).status_code == 404, name
    said = {"kind": "rt", "name": "Pak RT", "number": "", "consented_on": "2026-10-05"}
    assert client.post(reverse("order-contacts", args=[code]), said).status_code == 404
    assert not PersonContact.objects.exists()


def test_the_person_of_a_strangers_order_is_not_changed(people, planned, both):
    person = planned.order.person
    with pytest.raises(PermissionDenied):
        change_person(person=person, edition=person.edition, busy=[], phone="", by=both, at=cast.AT)
    with pytest.raises(PermissionDenied):
        view_nik(person=person, thread=planned.order, by=both, at=cast.AT)


def test_with_the_role_here_it_is_theirs(people, planned, both):
    add_role(account=both, organisation=people.bapas, role=Role.PROBATION, by=people.system, at=cast.AT)
    fresh = User.objects.get(pk=both.pk)
    row, at = missing.misses(people, planned.order, decided=False)
    assert decide_absence(appointment=row, valid=False, reason="Tanpa kabar", by=fresh, at=at).decided_by == fresh


def test_one_order_at_hand_is_judged_as_the_database_does_and_asks_nothing(
    people, planned, both, django_assert_num_queries
):
    order = planned.order
    for user in (people.pk, people.prosecutor, people.clerk, both, people.stranger, people.office):
        for deed in (None, "order.view", "step.issue"):
            user.doing = frozenset({deed} if deed else ())
            known = Order.objects.filter(handled_by(user), pk=order.pk).exists()
            with django_assert_num_queries(0):
                assert handles(user, order) is known
    with pytest.raises(PermissionDenied):
        require(people.office, "step.issue")
