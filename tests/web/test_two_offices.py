"""One session, people of two Bapas: each sees its own people, and nobody else's name stands on any of its pages."""

from dataclasses import replace

import pytest
from django.urls import reverse

from masohi.parties.organisations.models import Organisation
from masohi.work.audits.models import Audit
from masohi.work.fieldwork.models import FieldEntry, FieldMatter
from masohi.work.fieldwork.queries import matters_to_decide
from masohi.work.flags.models import Flag
from masohi.work.flags.queries import flags, flags_of, open_flags
from masohi.work.placement.models import Appointment
from tests import cast
from tests.browser.conftest import Clock
from tests.field import Field

pytestmark = pytest.mark.django_db
OWN, FAR = "Samuel L.", "Yosina T."


@pytest.fixture
def far(people):
    """The cast as Citra of Bapas Saumlaki knows it."""
    return replace(people, bapas=Organisation.objects.get(short_name="Bapas Saumlaki"), pk=people.stranger)


@pytest.fixture
def shared(planned, people, far):
    """A session for Samuel of Bapas Ambon and Yosina of Bapas Saumlaki."""
    other = cast.running(far, case_number="7/Pid.B/2026/PN Sml", person_name="Yosina Tapilatu")
    plan = cast.planned(far, other)
    session = plan.appointment_set.earliest("starts_at").session
    assert set(session.appointments.values_list("order", flat=True)) == {planned.order_id, other.pk}
    return session


@pytest.fixture
def flagged(shared):
    """A flag about each of the two, and one about the session."""
    orders = {a.order.person.short_name: a.order for a in shared.appointments.select_related("order__person")}
    made = {name: _flag(shared, name, order) for name, order in orders.items()}
    assert set(made) == {OWN, FAR}
    return made | {"": _flag(shared, "", None)}


def _flag(session, key, order):
    code = "F15" if order else "F06"
    return Flag.objects.create(session=session, order=order, code=code, key=f"{code}{key}", raised_at=cast.AT)


def test_flags_about_a_person_are_for_who_handles_the_order(people, flagged, shared):
    for user, name in ((people.pk, OWN), (people.stranger, FAR)):
        seen = {flagged[name], flagged[""]}
        assert set(flags(user)) == set(open_flags(user)) == seen
        assert set(flags_of(user, [shared])[shared.pk]) == seen
    assert set(flags(people.prosecutor)) == set(flagged.values()), "the jaksa has both orders"


@pytest.fixture
def evening(shared, people, flagged, monkeypatch):
    """Both were there, both records wait; it is the evening."""
    cast.attend(people, shared)
    clock = Clock().rule(monkeypatch)
    clock.at = shared.ends_at.replace(minute=30)
    return clock


@pytest.mark.parametrize("page", ["flags", "verify-hours", "session"])
def test_no_page_names_people_of_another_office(client, people, evening, shared, page):
    url = reverse(page, args=[shared.code] if page == "session" else [])
    for user, own, other in ((people.pk, OWN, FAR), (people.stranger, FAR, OWN)):
        client.force_login(user)
        text = client.get(url).content.decode()
        assert own in text
        assert other not in text
        assert other.split()[0] not in text


def test_a_flag_of_another_office_cannot_be_decided(client, people, evening, flagged):
    client.force_login(people.pk)
    said = {"tanda": flagged[FAR].pk, "putusan": "jelas", "catatan": "Sudah ditanya"}
    assert client.post(reverse("flags"), said).status_code == 404
    assert client.post(reverse("flags"), said | {"tanda": flagged[OWN].pk}).status_code == 302
    assert set(Flag.objects.exclude(decision="")) == {flagged[OWN]}


def test_a_visitor_goes_by_numbers(client, people, evening, shared):
    Audit.objects.create(session=shared, epoch=1, size=1, root="00" * 32, percent=10, drawn_at=cast.AT)
    client.force_login(people.pk)
    text = client.get(reverse("session-audit", args=[shared.code])).content.decode()
    assert OWN in text
    assert FAR.split()[0] not in text
    assert "Nomor 1" in text
    assert "Nomor 2" in text


def test_what_belongs_to_no_session_is_for_those_whose_people_work_there(planned, people, client, monkeypatch):
    """A PK of another island hears nothing of what Budi's phone wrote."""
    field = Field(people, planned, client, monkeypatch)
    field.begin()
    field.push()
    FieldEntry.objects.update(session=None)
    FieldMatter.objects.get_or_create(entry=FieldEntry.objects.get(), kind="tidak_terbaca")
    assert matters_to_decide(people.pk).exists()
    assert not matters_to_decide(people.stranger).exists()
    Appointment.objects.update(state="batal")
    assert not matters_to_decide(people.pk).exists()
