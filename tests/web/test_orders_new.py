"""Enter a verdict: the law speaks while one types, nothing typed is lost, nothing is stored twice."""

import pytest
from django.urls import reverse

from masohi.cases.orders.models import Order
from masohi.cases.orders.queries import current_sentence
from masohi.faces.web.orders.forms import VerdictForm
from masohi.ledger.models import Entry
from tests import cast

pytestmark = pytest.mark.django_db
URL = "/perkara/baru"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """It is Monday morning of the cast."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.AT)


@pytest.fixture
def desk(client, people):
    client.force_login(people.clerk)
    return client


def typed(people, **changes):
    """The fields of a whole verdict as a browser sends them."""
    data = {
        "langkah": "simpan",
        "court": people.court.pk,
        "prosecutor_office": people.kejari.pk,
        "bapas": people.bapas.pk,
        "case_number": "201/Pid.B/2026/PN Amb",
        "verdict_date": "2026-09-01",
        "inkracht_date": "2026-09-09",
        "offence_date": "2026-06-01",
        "offence_max_prison_months": "56",
        "name": "Suharto",
        "birth_date": "01/05/1999",
        "sex": "L",
        "nik": "",
        "nik_reason": "belum punya KTP-el",
        "village": "81.71.01.2001",
        "phone": "0812 4800 1234",
        "replaced": "penjara",
        "replaced_prison_days": "90",
        "replaced_fine_rupiah": "",
        "hours": "150",
        "sanction": "prison",
        "decided_by": "jaksa",
        "place_fixed": "",
        "hours_per_day": "5",
        "pattern": "days_per_month",
        "pattern_days": "10",
        "completion_days": "180",
        "consent_recorded": "on",
        "considerations": list("abcdefg"),
        "busy0_day": "6",
        "busy0_from": "07:00",
        "busy0_to": "12:00",
        "busy0_with": "keluarga",
        "busy1_day": "",
        "busy1_from": "",
        "busy1_to": "",
        "busy1_with": "kerja",
    }
    return data | changes


def test_a_verdict_goes_through_the_check_page_into_the_register(desk, people):
    check = desk.post(URL, typed(people, langkah="periksa"))
    text = check.content.decode()
    assert Order.objects.count() == 0
    assert "Periksa putusan" in text
    assert "150 jam = 30 hari × 5 jam" in text
    assert "Minggu 07.00–12.00" in text
    sent = dict(check.context["sent"])
    assert (sent["name"], sent["hours"]) == ("Suharto", "150")
    response = desk.post(URL, typed(people))
    order = Order.objects.get()
    assert response.url == reverse("order", args=[order.code])
    sentence = current_sentence(order)
    assert (order.minutes, sentence.minutes_a_day, sentence.pattern) == (9000, 300, {"days_per_month": 10})
    assert (sentence.place_fixed, sentence.replaced_prison_days) == ("", 90)
    busy = order.person.busy_hours.get()
    assert (busy.weekday, busy.from_minute, busy.to_minute) == (6, 420, 720)
    assert str(order.person.birth_date) == "1999-05-01"
    assert Entry.objects.filter(kind="order.registered", actor=people.clerk.pk).count() == 1


def test_the_other_form_of_verdict_keeps_the_judges_place(desk, people):
    response = desk.post(URL, typed(people, decided_by="hakim"))
    assert "Bagian ini belum diisi." in str(response.context["form"].errors["place_fixed"])
    desk.post(URL, typed(people, decided_by="hakim", place_fixed="RSUD dr. M. Haulussy"))
    assert current_sentence(Order.objects.get()).place_fixed == "RSUD dr. M. Haulussy"


def test_a_fine_is_read_as_offices_write_it_and_the_unchosen_penalty_is_left_out(desk, people):
    desk.post(URL, typed(people, replaced="denda", replaced_fine_rupiah="Rp5.000.000,00", sanction="fine", hours="60"))
    sentence = current_sentence(Order.objects.get())
    assert (sentence.replaced_fine_rupiah, sentence.replaced_prison_days) == (5_000_000, None)


@pytest.mark.parametrize(
    ("changes", "field", "word"),
    [
        ({"hours": "241"}, "hours", "8 sampai 240"),
        ({"hours": "7"}, "hours", "8 sampai 240"),
        ({"replaced_prison_days": "181"}, "replaced_prison_days", "180 hari"),
        ({"offence_max_prison_months": "60"}, "offence_max_prison_months", "kurang dari 5 tahun"),
        ({"offence_is_perda_fine_only": "on"}, "offence_is_perda_fine_only", "Perda"),
        ({"birth_date": "2009-01-01"}, "birth_date", "anak"),
        ({"verdict_date": "31/02/2026"}, "verdict_date", "09/02/2026"),
        ({"replaced_prison_days": ""}, "replaced_prison_days", "belum diisi"),
        ({"replaced": "denda", "replaced_fine_rupiah": "lima juta"}, "replaced_fine_rupiah", "5.000.000"),
        ({"busy0_to": ""}, "busy0_day", "kosongkan ketiganya"),
        ({"busy0_to": "06:00"}, "busy0_to", "sesudah jam mulai"),
        ({"pattern": "weekdays"}, "weekdays", "belum diisi"),
        ({"place_fixed": "Pasar Mardika"}, "place_fixed", "jaksa yang menetapkan"),
        ({"case_number": ""}, "case_number", "belum diisi"),
    ],
)
@pytest.mark.parametrize("step", ["periksa", "simpan"])
def test_what_is_refused_is_told_at_its_field_and_nothing_typed_is_lost(desk, people, changes, field, word, step):
    response = desk.post(URL, typed(people, langkah=step, **changes))
    form = response.context["form"]
    assert word in str(form.errors[field])
    assert Order.objects.count() == 0
    text = response.content.decode()
    assert 'value="Suharto"' in text
    assert 'value="0812 4800 1234"' in text
    assert "Isian lain tidak hilang." in text


def test_the_same_verdict_twice_leads_to_the_first_one(desk, people):
    desk.post(URL, typed(people))
    again = desk.post(URL, typed(people))
    order = Order.objects.get()
    assert again.context["known"] == order
    text = again.content.decode()
    assert reverse("order", args=[order.code]) in text
    assert "Tidak ada yang disimpan dua kali." in text


def test_people_who_may_be_the_same_are_shown_old_spelling_too(desk, people):
    desk.post(URL, typed(people, name="Soeharto"))
    other = typed(people, case_number="202/Pid.B/2026/PN Amb", langkah="periksa")
    alike = desk.post(URL, other).context["alike"]
    assert [order.person.name for order in alike.orders] == ["Soeharto"]
    assert (alike.elsewhere, alike.same_nik) == (0, False)


def test_another_offices_person_is_counted_but_not_named(desk, people, client):
    desk.post(URL, typed(people, name="Soeharto"))
    client.force_login(people.stranger)
    response = client.post(
        URL, typed(people, bapas=people.stranger.current_memberships()[0].organisation_id, langkah="periksa")
    )
    assert (response.context["alike"].orders, response.context["alike"].elsewhere) == ([], 1)
    assert "Soeharto" not in response.content.decode()


def test_the_law_answers_while_one_types_and_reproaches_nobody_with_empty_fields(desk, people):
    live = desk.post(URL, {"langkah": "ulas", "hours": "240", "pattern": "days_per_week", "pattern_days": "1"})
    text = live.content.decode()
    assert "<html" not in text
    assert "240 jam = 30 hari × 8 jam" in text
    assert "hanya muat 205 jam" in text
    assert "Nomor perkara" not in text
    assert "muat dalam masa" not in text
    assert "muat dalam masa" in desk.post(URL, {"langkah": "ulas", "hours": "60"}).content.decode()


def test_counting_without_a_script_shows_the_whole_page_and_no_reproach(desk, people):
    text = desk.post(
        URL, {"langkah": "hitung", "hours": "150", "hours_per_day": "5", "name": "Suharto"}
    ).content.decode()
    assert "150 jam = 30 hari × 5 jam" in text
    assert 'value="Suharto"' in text
    assert "belum diisi" not in text


@pytest.mark.parametrize(("who", "unit"), [("clerk", "court"), ("prosecutor", "prosecutor_office"), ("pk", "bapas")])
def test_everybody_names_the_own_unit(client, people, who, unit):
    user = getattr(people, who)
    client.force_login(user)
    own = str(user.current_memberships()[0].organisation_id)
    assert [key for key, _name in client.get(URL).context["form"].fields[unit].choices] == [own]
    elsewhere = client.post(URL, typed(people, **{unit: people.host.pk}))
    assert unit in elsewhere.context["form"].errors
    assert Order.objects.count() == 0


def test_who_may_not_register_finds_no_page(client, people):
    for user in (people.supervisor, people.office, people.administrator):
        client.force_login(user)
        assert client.get(URL).status_code == 404
        assert client.post(URL, typed(people)).status_code == 404


def test_the_form_costs_few_queries(desk, people, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        desk.get(URL)


def test_the_form_offers_only_the_own_office_where_the_role_ties_to_one(people):
    """With that the three named always hold one of the author's own; the deed looks again."""
    for user, field, own in (
        (people.stranger, "bapas", "Bapas Saumlaki"),
        (people.pk, "bapas", "Bapas Ambon"),
        (people.clerk, "court", "PN Ambon"),
        (people.prosecutor, "prosecutor_office", "Kejari Ambon"),
    ):
        assert [label for _key, label in VerdictForm(user=user).fields[field].choices] == [own]
