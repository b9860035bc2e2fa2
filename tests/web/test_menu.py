"""The menu of every role is short; what is not in it stands as a tab beside a page that is."""

import pytest
from django.urls import reverse

from masohi.faces.context import BESIDE, DOORS
from masohi.parties.access import may
from tests import cast

pytestmark = pytest.mark.django_db
MOST = 8
ROLES = ("clerk", "prosecutor", "pk", "supervisor", "office", "unit", "bureau", "leader", "administrator")


def shown(client, name):
    """Addresses of the menu, of the tabs, and what is marked in the menu."""
    frame = client.get(reverse(name)).context
    menu, tabs = frame["navigation"], frame["beside"]
    return [one["url"] for one in menu], [one["url"] for one in tabs], [one["url"] for one in menu if one["current"]]


@pytest.mark.parametrize("role", ROLES)
def test_every_door_is_in_the_menu_or_one_press_beside_it(client, people, role):
    user = getattr(people, role)
    client.force_login(user)
    menu, _tabs, _here = shown(client, "dashboard" if role == "leader" else "tasks")
    assert len(menu) <= MOST
    reached = set(menu)
    for door in DOORS:
        if reverse(door.name) in menu:
            reached |= set(shown(client, door.name)[1])
    granted = {reverse(door.name) for door in DOORS if any(may(user, deed) for deed in door.deeds)}
    assert granted <= reached


def test_a_tab_marks_the_door_that_leads_to_it(client, people):
    client.force_login(people.prosecutor)
    for name, door in (("breach-files", "tasks"), ("letters", "orders"), ("replans", "schedule"), ("devices", "sites")):
        _menu, tabs, here = shown(client, name)
        assert reverse(name) in tabs
        assert here == [reverse(door)]


def test_one_order_has_tabs_of_its_own_only(client, people):
    order = cast.running(people)
    client.force_login(people.prosecutor)
    for name in ("order", "order-absences", "order-followup"):
        page = client.get(reverse(name, args=[order.code]))
        assert "samping-isi" not in page.content.decode()
        assert [one["current"] for one in page.context["navigation"]].count(True) == 1
    assert "samping-isi" in client.get(reverse("orders")).content.decode()


def test_the_groups_name_doors_that_exist():
    heads = {door.name for group in BESIDE for door in group}
    assert {name for door in DOORS for name in door.beside} <= heads
