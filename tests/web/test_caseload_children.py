"""Numbers about loads tell nobody of a child: for whoever lacks the role all is as if the child's order were not there."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from masohi.cases.officers.actions import assign_within_limit, hand_over_orders
from masohi.cases.officers.queries import beyond_limit, loads
from masohi.cases.officers.terms import Post
from masohi.parties.accounts.actions import open_account
from masohi.parties.parameters.actions import set_parameter
from masohi.parties.roles import Role
from masohi.work.monthly.loads.queries import next_week_of, site_loads
from tests import cast, children

pytestmark = pytest.mark.django_db
MONDAY = cast.MONDAY + timedelta(days=7)


@pytest.fixture
def theirs(people):
    return children.officers(people)


def town(people, theirs):
    """A grown-up and, where `theirs` is given, a child, both with the PK for children's cases, at one site."""
    site = children.site(people)
    own = replace(people, pk=theirs.pk, prosecutor=theirs.prosecutor)
    grown = cast.planned(own, cast.running(own, case_number="8/Pid.B/2026/PN Amb", person_name="Ruth Sopacua"))
    return site, own, grown


def numbers(user, theirs, site):
    """Everything that the page of loads counts."""
    seen = {
        "orders": loads(user, [theirs.pk.pk])[theirs.pk.pk],
        "of the jaksa": loads(user, [theirs.prosecutor.pk], Post.PROSECUTOR)[theirs.prosecutor.pk],
        "week": next_week_of(user, [theirs.pk], Post.PROBATION, MONDAY).get(theirs.pk.pk, 0),
        "limit": beyond_limit(user, theirs.pk, 1, cast.MONDAY),
    }
    found = next(one for one in site_loads(user, cast.MONDAY, MONDAY) if one.site == site)
    return seen | {"people": found.people, "sessions": found.sessions}


def shown(client):
    """The page but for what differs from one answer to the next."""
    return re.sub(r'(?s)^.*<main|value="[^"]*"', "", client.get(reverse("caseload")).content.decode())


def test_no_number_changes_with_a_childs_order_but_for_those_who_handle_it(people, theirs, client, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.AT)
    told = {"valid_from": date(2026, 10, 1), "source": "SK 1/2026", "reason": "Uji"}
    set_parameter(key="caseload_limit", value=2, **told, by=people.administrator, at=cast.AT)
    site, own, _grown = town(people, theirs)
    blind = (people.prosecutor, people.pk)
    before = {user.pk: numbers(user, theirs, site) for user in (*blind, theirs.prosecutor)}
    pages = {}
    for user in blind:
        client.force_login(user)
        pages[user.pk] = shown(client)
    cast.planned(own, children.running(people, theirs))
    for user in blind:
        assert numbers(user, theirs, site) == before[user.pk]
        client.force_login(user)
        assert shown(client) == pages[user.pk]
    after = numbers(theirs.prosecutor, theirs, site)
    assert after["orders"].orders == before[theirs.prosecutor.pk]["orders"].orders + 1
    assert after["of the jaksa"].orders == 2
    assert after["limit"]
    assert not before[theirs.prosecutor.pk]["limit"]
    assert after["people"] == before[theirs.prosecutor.pk]["people"] + 1
    assert after["week"] > before[theirs.prosecutor.pk]["week"]
    assert after["sessions"] > before[theirs.prosecutor.pk]["sessions"]


def test_neither_the_limit_nor_a_hand_over_tells_of_a_child(people, theirs, client):
    told = {"valid_from": date(2026, 10, 1), "source": "SK 1/2026", "reason": "Uji"}
    set_parameter(key="caseload_limit", value=2, **told, by=people.administrator, at=cast.AT)
    _site, own, grown = town(people, theirs)
    cast.planned(own, children.running(people, theirs))
    fresh = cast.order(people, case_number="9/Pid.B/2026/PN Amb", person_name="Petrus Salakory")
    said = {"order": fresh, "edition": fresh.edition, "prosecutor": people.prosecutor, "pk_officer": theirs.pk}
    assign_within_limit(**said, by=people.prosecutor, at=cast.AT)
    given = {"username": "nina", "name": "Nina Pembimbing", "password": cast.PASSWORD, "role": Role.PROBATION}
    nina = open_account(**given, organisation=people.bapas, by=people.system, at=cast.AT)
    (change,) = hand_over_orders(
        orders=[grown.order], post=Post.PROBATION, to=nina, reason="Cuti", by=theirs.pk, at=cast.AT
    )
    client.force_login(people.prosecutor)
    url = reverse("caseload-hand-over", args=[nina.pk])
    look = client.post(url, {"orders": [change.order.code], "to": theirs.pk.pk, "reason": "Kembali"}).content.decode()
    assert client.get(url).status_code == 200
    assert "Serahkan 1 perkara" in look
    assert "Batasnya" not in look, "with the child it would be three of two"
    client.force_login(theirs.prosecutor)
    said = {"orders": [change.order.code], "to": theirs.pk.pk, "reason": "Kembali"}
    assert "memegang 3 perkara" in client.post(url, said).content.decode()
