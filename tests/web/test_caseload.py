"""Who carries how much, assigning beyond the limit, handing a caseload over and back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from masohi.cases.officers.actions import assign_within_limit, hand_over_orders
from masohi.cases.officers.models import OfficerChange
from masohi.cases.officers.queries import beyond_limit, carried, loads, received_since
from masohi.cases.officers.terms import Post
from masohi.cases.orders.models import Order
from masohi.faces.web.caseload.views import bar
from masohi.ledger.models import Entry
from masohi.ledger.queries import facts_of
from masohi.parties.accounts.actions import add_role, open_account
from masohi.parties.parameters.actions import set_parameter
from masohi.parties.roles import Role
from masohi.reports.wholeness.queries import touched_anywhere
from masohi.writing.refusals import Conflict, Refused
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def nina(people):
    """A second PK of Bapas Ambon."""
    return account(people, "nina", "Nina Pembimbing", people.bapas, Role.PROBATION)


@pytest.fixture
def joko(people):
    """A second jaksa of Kejari Ambon."""
    return account(people, "joko", "Joko Jaksa", people.kejari, Role.PROSECUTOR)


def account(people, username, name, unit, role):
    return open_account(
        username=username, name=name, password=cast.PASSWORD, organisation=unit, role=role, by=people.system, at=cast.AT
    )


@pytest.fixture
def three(people, site):
    """Three running orders of Maria."""
    return [
        cast.running(people, case_number=f"{n}/Pid.B/2026/PN Amb", person_name=f"Orang{n} Rekaan") for n in (1, 2, 3)
    ]


def give(people, orders, to, *, by=None, post=Post.PROBATION, reason="Cuti", at=cast.AT):
    return hand_over_orders(orders=orders, post=post, to=to, reason=reason, by=by or people.pk, at=at)


def limit(people, number):
    told = {"valid_from": date(2026, 10, 1), "source": "SK 1/2026", "reason": "Uji"}
    set_parameter(key="caseload_limit", value=number, **told, by=people.administrator, at=cast.AT)


def test_a_pk_hands_own_orders_over_and_every_order_tells_it(people, three, nina):
    made = give(people, three[:2], nina)
    assert {one.order_id for one in made} == {one.pk for one in three[:2]}
    assert list(carried(people.pk, nina, Post.PROBATION)) == three[:2]
    assert Order.objects.get(pk=three[0].pk).pk_name == "Nina Pembimbing"
    entries = list(Entry.objects.filter(kind="order.handed_over"))
    assert [facts_of(one)["accounts"] for one in entries] == [[people.pk.pk, nina.pk]] * 2
    assert "Cuti" not in str([facts_of(one) for one in entries]), "what people write stays out of the ledger"
    assert list(touched_anywhere()) == []
    assert {one.order for one in received_since(nina, cast.AT - timedelta(days=1))} == set(three[:2])


def test_a_change_behind_the_program_is_seen(people, three, nina):
    give(people, three[:1], nina)
    OfficerChange.objects.update(reason="Lain")
    assert any("officerchange" in name for name in touched_anywhere())


def test_handing_back(people, three, nina):
    made = give(people, three, nina)
    back = [one.order for one in made]
    give(people, back, people.pk, reason="Penyerahan dibatalkan")
    assert list(carried(people.pk, people.pk, Post.PROBATION)) == three
    assert OfficerChange.objects.count() == 6


def test_nobody_takes_what_is_not_theirs_to_give(people, three, nina, joko):
    moved = [one.order for one in give(people, three[:1], nina)]
    with pytest.raises(Refused):
        give(people, three[1:], people.pk, by=nina)
    with pytest.raises(Refused):
        give(people, three[1:], joko, post=Post.PROSECUTOR)
    with pytest.raises(Refused):
        give(people, three[1:], people.stranger)
    with pytest.raises(Refused):
        give(people, three[1:], nina, by=people.stranger)
    with pytest.raises(PermissionDenied):
        give(people, three[1:], nina, by=people.office)
    with pytest.raises(Refused):
        give(people, three[1:], nina, reason="  ")
    with pytest.raises(Refused):
        give(people, [], nina)
    give(people, moved, people.pk, by=people.prosecutor)
    assert list(carried(people.pk, people.pk, Post.PROBATION)) == three


def test_all_or_nothing(people, three, nina):
    give(people, three[:1], nina)
    with pytest.raises(Conflict):
        give(people, three, nina)  # the first one has moved since it was shown
    assert len(carried(people.pk, people.pk, Post.PROBATION)) == 2
    Order.objects.filter(pk=three[1].pk).update(state="dihentikan")
    with pytest.raises(Conflict):
        give(people, three[1:], nina)


def test_the_jaksa_gives_to_a_colleague(people, three, joko):
    give(people, three, joko, by=people.prosecutor, post=Post.PROSECUTOR)
    assert set(Order.objects.values_list("prosecutor_name", flat=True)) == {"Joko Jaksa"}


def test_a_childs_order_goes_to_nobody_without_the_role(people, three, nina):
    for officer in (people.pk, people.prosecutor):
        unit = people.bapas if officer == people.pk else people.kejari
        add_role(account=officer, organisation=unit, role=Role.CHILD_OFFICER, by=people.system, at=cast.AT)
        officer.__dict__.pop("_held", None)
        officer.__dict__.pop("roles", None)
    Order.objects.filter(pk=three[0].pk).update(child=True)
    child = Order.objects.get(pk=three[0].pk)
    with pytest.raises(Refused):
        give(people, [child], nina)
    add_role(account=nina, organisation=people.bapas, role=Role.CHILD_OFFICER, by=people.system, at=cast.AT)
    nina.__dict__.pop("_held", None)
    assert len(give(people, [child], nina)) == 1


def test_beyond_the_limit_only_with_a_reason(people, three, nina):
    limit(people, 3)
    assert loads(people.pk, [people.pk.pk, nina.pk])[people.pk.pk].orders == 3
    assert loads(people.pk, [people.pk.pk])[people.pk.pk].open_minutes == 3 * 3600
    assert beyond_limit(people.prosecutor, people.pk, 1, cast.MONDAY)
    assert not beyond_limit(people.prosecutor, nina, 3, cast.MONDAY)
    fresh = cast.order(people, case_number="9/Pid.B/2026/PN Amb", person_name="Ruth Sopacua")
    told = {"order": fresh, "edition": fresh.edition, "prosecutor": people.prosecutor, "by": people.prosecutor}
    with pytest.raises(Refused):
        assign_within_limit(**told, pk_officer=people.pk, at=cast.AT)
    assert Order.objects.get(pk=fresh.pk).pk_officer is None
    assign_within_limit(**told, pk_officer=people.pk, reason="Satu-satunya PK di pulau ini", at=cast.AT)
    assert OfficerChange.objects.get().reason == "Satu-satunya PK di pulau ini"
    assert Entry.objects.filter(kind="order.overloaded").count() == 1
    other = cast.order(people, case_number="10/Pid.B/2026/PN Amb", person_name="Petrus Salakory")
    assign_within_limit(**told | {"order": other, "edition": other.edition}, pk_officer=nina, at=cast.AT)
    assert OfficerChange.objects.count() == 1, "within the limit nobody has to explain"


def test_the_officers_page_asks_for_the_reason(people, three, client):
    limit(people, 3)
    fresh = cast.order(people, case_number="9/Pid.B/2026/PN Amb", person_name="Ruth Sopacua")
    client.force_login(people.prosecutor)
    url = reverse("order-officers", args=[fresh.code])
    said = {"prosecutor": people.prosecutor.pk, "pk_officer": people.pk.pk, "edition": fresh.edition}
    answer = client.post(url, said)
    assert "sebanyak batas" in answer.content.decode()
    assert client.post(url, said | {"reason": "Darurat"}).status_code == 302


def test_the_bar_never_runs_over():
    assert bar(3, 60)["kind"] == ""
    assert bar(54, 60)["kind"] == "awas"
    assert (bar(61, 60)["kind"], bar(61, 60)["shown"]) == ("galat", 60)
    assert bar(5, 0)["limit"] == 0


def words(answer):
    return " ".join(answer.content.decode().split())


def test_the_page_shows_officers_and_sites(people, planned, nina, client):
    client.force_login(people.pk)
    page = words(client.get(reverse("caseload")))
    for text in ("Maria Pembimbing", "1 dari paling banyak 60", "Nina Pembimbing", "Pantai Namalatu", "Jeri Jaksa"):
        assert text in page
    assert page.count(">Serahkan<") == 1, "a PK gives own orders only"
    client.force_login(people.prosecutor)
    assert words(client.get(reverse("caseload"))).count(">Serahkan<") == 2
    client.force_login(people.stranger)
    assert "Maria" not in words(client.get(reverse("caseload")))
    client.force_login(people.office)
    assert client.get(reverse("caseload")).status_code == 404


@pytest.mark.parametrize("number", [1, 5])
def test_the_page_asks_a_fixed_number_of_questions(people, site, client, number, django_assert_max_num_queries):
    for n in range(number):
        cast.planned(
            people, cast.running(people, case_number=f"{n + 1}/Pid.B/2026/PN Amb", person_name=f"Orang{n} Rekaan")
        )
    client.force_login(people.prosecutor)
    client.get(reverse("caseload"))
    with django_assert_max_num_queries(22):
        assert client.get(reverse("caseload")).status_code == 200


def test_pick_look_confirm_and_take_back(people, three, nina, client):
    client.force_login(people.pk)
    url = reverse("caseload-hand-over", args=[people.pk.pk])
    assert "checked" not in words(client.get(url)), "nothing is picked at first"
    assert "?tugas=pk&amp;semua=1" in client.get(url).content.decode()
    assert words(client.get(f"{url}?tugas=pk&semua=1")).count("checked") == 3
    said = {"orders": [three[0].code, three[1].code], "to": nina.pk, "reason": "Cuti"}
    look = words(client.post(url, said))
    assert "Serahkan 2 perkara kepada Nina Pembimbing" in look
    assert not OfficerChange.objects.exists()
    assert "checked" in words(client.post(url, said | {"ubah": "1"}))
    assert "Pilih paling sedikit satu perkara." in words(client.post(url, said | {"orders": []}))
    done = client.post(url, said | {"yakin": "1"})
    batch = OfficerChange.objects.first().batch
    assert done.url == reverse("caseload-handed", args=[batch])
    assert "Kembalikan kepada Maria Pembimbing" in words(client.get(done.url))
    client.force_login(nina)
    assert "Kembalikan kepada" not in words(client.get(done.url))
    client.force_login(people.pk)
    assert client.post(done.url).status_code == 302
    assert list(carried(people.pk, people.pk, Post.PROBATION)) == three
    assert "Kembalikan kepada" not in words(client.get(done.url)), "what went back cannot go back again"


def test_a_pk_does_not_open_a_colleagues_hand_over(people, three, nina, client):
    client.force_login(nina)
    url = reverse("caseload-hand-over", args=[people.pk.pk])
    assert client.get(url).status_code == 404
    assert client.get(url + "?tugas=apa").status_code == 404
    client.force_login(people.prosecutor)
    assert client.get(url).status_code == 200
