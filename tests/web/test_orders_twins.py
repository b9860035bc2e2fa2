"""Two people of one name on the order's page: compared side by side, decided by jaksa or PK of the own offices."""

import pytest
from django.urls import reverse

from masohi.cases.orders.actions import register_order
from masohi.cases.orders.models import Order
from masohi.cases.people.models import Person
from masohi.parties.organisations.models import Organisation
from tests import cast

pytestmark = pytest.mark.django_db
NIK = "8171010105990001"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """It is Monday morning of the cast."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.AT)


@pytest.fixture
def second(people, order):
    """A second verdict for somebody of the same name and birth date."""
    return cast.order(people, case_number="113/Pid.B/2026/PN Amb", person_nik=NIK)


def page(client, user, name, order):
    client.force_login(user)
    return client.get(reverse(name, args=[order.code])).content.decode()


def press(client, user, order, **button):
    client.force_login(user)
    return client.post(reverse("order-twin", args=[order.code]), button, follow=True)


@pytest.mark.parametrize("role", ["pk", "prosecutor"])
@pytest.mark.parametrize("name", ["order", "order-person"])
def test_jaksa_and_pk_compare_both_and_have_two_buttons(client, people, order, second, role, name):
    text = page(client, getattr(people, role), name, second)
    assert "Mungkin orang yang sama" in text
    assert "Orang yang sama" in text
    assert "Orang yang berbeda" in text
    assert order.case_number in text
    assert NIK not in text
    assert "8171••••••••0001" in text
    assert "Mungkin orang yang sama" not in page(client, getattr(people, role), name, order)


def test_the_court_only_learns_whose_turn_it_is(client, people, order, second):
    text = page(client, people.clerk, "order", second)
    assert "Menunggu jaksa atau PK" in text
    assert "Orang yang berbeda" not in text
    assert order.case_number not in text
    assert press(client, people.clerk, second, berbeda="ya").status_code == 404
    assert press(client, people.stranger, second, berbeda="ya").status_code == 404
    assert Person.objects.filter(duplicate_open=True).exists()


def test_people_of_another_office_are_told_without_a_name(client, people):
    far = Organisation.objects.get(short_name="Bapas Saumlaki")
    court = Organisation.objects.create(kind="pengadilan", name="Pengadilan Jauh", short_name="PN Jauh")
    kejari = Organisation.objects.create(kind="kejari", name="Kejaksaan Jauh", short_name="Kejari Jauh")
    facts = cast.facts(case_number="77/Pid.B/2026/PN Jah", person_phone="+6281399999999")
    there = register_order(
        facts=facts, court=court, prosecutor_office=kejari, bapas=far, by=people.stranger, at=cast.AT
    )
    here = cast.order(people)
    text = page(client, people.pk, "order-person", here)
    assert "Ada satu orang serupa di unit lain." in text
    assert "Orang yang berbeda" in text
    for secret in ("Orang yang sama<", there.case_number, there.person.code, "81399999999"):
        assert secret not in text
    press(client, people.pk, here, sama=there.person.code)
    assert Person.objects.count() == 2


def test_one_human(client, people, order, second):
    answer = press(client, people.pk, second, sama=order.person.code)
    assert "milik orang yang sudah tercatat" in answer.content.decode()
    assert Order.objects.get(pk=second.pk).person == order.person
    assert "Orang digabung dengan catatan yang sudah ada" in page(client, people.pk, "order-history", second)
    again = press(client, people.pk, second, sama=order.person.code)
    assert "Tidak ada yang berubah" in again.content.decode()


def test_two_humans(client, people, order, second):
    answer = press(client, people.prosecutor, second, berbeda="ya")
    assert "orang yang berbeda" in answer.content.decode()
    assert Person.objects.count() == 2
    assert "Mungkin orang yang sama" not in page(client, people.pk, "order", second)
    assert "Diputuskan: orang yang berbeda" in page(client, people.pk, "order-history", second)
    again = press(client, people.prosecutor, second, berbeda="ya")
    assert "sudah diputuskan" in again.content.decode()


def test_a_button_without_a_choice_changes_nothing(client, people, order, second):
    for button in ({}, {"sama": "ZZZZZZZZZZ"}, {"sama": second.person.code}):
        assert "Tidak ada yang berubah" in press(client, people.pk, second, **button).content.decode()
    assert Person.objects.filter(duplicate_open=True).count() == 1


def test_the_next_step_and_the_work_list_lead_there(client, people, order, second):
    client.force_login(people.prosecutor)
    step = client.get(reverse("order", args=[second.code])).context["step"]
    assert step.url == reverse("order-person", args=[second.code])
    for user in (people.prosecutor, people.pk):
        client.force_login(user)
        assert client.get(reverse("tasks")).content.decode().count("Putuskan orang serupa") == 1


def test_nothing_starts_from_the_page_before(client, people, running):
    twin = cast.order(people, case_number="114/Pid.B/2026/PN Amb")
    client.force_login(people.prosecutor)
    data = {
        "inkracht_date": "2026-09-09",
        "execution_order_date": "2026-10-01",
        "execution_order_number": "1",
        "safety_briefed_on": "2026-10-02",
        "edition": twin.edition,
    }
    answer = client.post(reverse("order-start", args=[twin.code]), data)
    assert "Putuskan dulu di halaman Orang" in answer.content.decode()
    assert Order.objects.get(pk=twin.pk).state == "tercatat"


def test_many_twins_cost_a_fixed_number_of_queries(client, people, order, second, django_assert_max_num_queries):
    for n in range(5):
        cast.order(people, case_number=f"{200 + n}/Pid.B/2026/PN Amb")
    client.force_login(people.pk)
    with django_assert_max_num_queries(14 + cast.OPENING):
        client.get(reverse("order-person", args=[second.code]))
