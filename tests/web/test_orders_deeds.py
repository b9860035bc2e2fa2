"""Every deed about an order through its page: done, refused with what was typed kept, never twice."""

import pytest
from django.urls import reverse

from masohi.cases.orders.models import Order
from masohi.cases.orders.queries import current_sentence
from masohi.ledger.models import Entry, name_of
from masohi.work.completion.actions import complete_order
from masohi.work.letters.models import Letter
from tests import cast

pytestmark = pytest.mark.django_db
NIK = "8171010105990004"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """It is Monday morning of the cast."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.AT)


@pytest.fixture
def jaksa(client, people):
    client.force_login(people.prosecutor)
    return client


@pytest.fixture
def pk(client, people):
    client.force_login(people.pk)
    return client


def again(order):
    return Order.objects.select_related("person").get(pk=order.pk)


def test_officers_are_named(jaksa, people, order):
    url = reverse("order-officers", args=[order.code])
    said = {"prosecutor": people.prosecutor.pk, "pk_officer": people.pk.pk, "edition": order.edition}
    assert jaksa.post(url, said).status_code == 302
    assert (again(order).prosecutor_id, again(order).pk_officer_id) == (people.prosecutor.pk, people.pk.pk)


def test_officers_of_other_units_cannot_be_chosen(jaksa, people, order):
    said = {"prosecutor": people.prosecutor.pk, "pk_officer": people.stranger.pk, "edition": order.edition}
    response = jaksa.post(reverse("order-officers", args=[order.code]), said)
    assert "pk_officer" in response.context["form"].errors
    assert again(order).pk_officer_id is None


def test_two_people_at_one_order_the_second_is_told_and_may_save_after_comparing(jaksa, people, order):
    url = reverse("order-officers", args=[order.code])
    said = {"prosecutor": people.prosecutor.pk, "pk_officer": "", "edition": order.edition}
    jaksa.post(url, said)
    late = said | {"pk_officer": people.pk.pk}
    response = jaksa.post(url, late)
    text = response.content.decode()
    assert "baru saja diubah orang lain" in text
    assert f'<option value="{people.pk.pk}" selected>' in text
    assert again(order).pk_officer_id is None
    assert jaksa.post(url, late | {"edition": response.context["form"]["edition"].value()}).status_code == 302
    assert again(order).pk_officer_id == people.pk.pk


def started(order, **changes):
    return {
        "inkracht_date": "2026-09-09",
        "execution_order_date": "2026-10-01",
        "execution_order_number": "PRINT-12/Q.1.10/2026",
        "safety_briefed_on": "2026-10-02",
        "edition": order.edition,
    } | changes


def test_an_order_is_set_in_motion(jaksa, order):
    assert jaksa.post(reverse("order-start", args=[order.code]), started(order)).status_code == 302
    assert (again(order).state, str(again(order).deadline)) == ("berjalan", "2027-03-30")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"inkracht_date": "2026-12-01"}, "inkracht_date"),
        ({"execution_order_date": "2026-12-01"}, "execution_order_date"),
        ({"safety_briefed_on": ""}, "safety_briefed_on"),
    ],
)
def test_a_start_too_early_is_refused_at_its_field(jaksa, order, changes, field):
    response = jaksa.post(reverse("order-start", args=[order.code]), started(order, **changes))
    assert field in response.context["form"].errors
    assert "PRINT-12/Q.1.10/2026" in response.content.decode()
    assert again(order).state == "tercatat"


def test_a_second_click_on_start_changes_nothing(jaksa, order):
    url = reverse("order-start", args=[order.code])
    jaksa.post(url, started(order))
    response = jaksa.post(url, started(order, edition=again(order).edition))
    assert "sudah berjalan" in response.content.decode()
    assert Entry.objects.filter(kind="order.started").count() == 1


def sentence(order, **changes):
    return {
        "decided_on": "2026-10-04",
        "document": "3/PUU/2026",
        "reason": "Undang-undang baru lebih ringan",
        "replaced": "penjara",
        "replaced_prison_days": "90",
        "hours": "40",
        "sanction": "prison",
        "decided_by": "jaksa",
        "hours_per_day": "4",
        "pattern": "weekdays",
        "weekdays": ["5"],
        "completion_days": "180",
        "consent_recorded": "on",
        "considerations": list("abcdefg"),
        "edition": order.edition,
    } | changes


def test_a_court_changes_the_sentence_by_a_version(jaksa, running):
    assert jaksa.post(reverse("order-sentence", args=[running.code]), sentence(running)).status_code == 302
    current = current_sentence(running)
    assert (current.version, current.minutes, current.pattern) == (2, 2400, {"weekdays": [5]})
    assert again(running).minutes == 2400
    text = jaksa.get(reverse("order", args=[running.code])).content.decode()
    assert "Undang-undang baru lebih ringan" in text
    assert "Versi 1" in text


def test_a_sentence_beyond_the_law_is_refused_with_its_article(jaksa, running):
    url = reverse("order-sentence", args=[running.code])
    response = jaksa.post(url, sentence(running, hours="241"))
    assert "8 sampai 240" in str(response.context["form"].errors["hours"])
    assert "Pasal 85 ayat (4)" in response.content.decode()
    assert "Undang-undang baru lebih ringan" in response.content.decode()
    assert current_sentence(running).version == 1


def test_the_sentence_in_force_stands_in_the_form(jaksa, running):
    form = jaksa.get(reverse("order-sentence", args=[running.code])).context["form"]
    assert (form["hours"].value(), form["pattern"].value(), form["pattern_days"].value()) == (60, "days_per_week", 2)


def test_an_order_ends_early_only_with_a_document(jaksa, running):
    url = reverse("order-close", args=[running.code])
    refused = jaksa.post(url, {"reason": "meninggal", "document": " ", "edition": running.edition})
    assert "document" in refused.context["form"].errors
    assert again(running).state == "berjalan"
    said = {"reason": "meninggal", "document": "Akta kematian 12/2026", "edition": running.edition}
    assert jaksa.post(url, said).status_code == 302
    assert (again(running).state, again(running).closure_reason) == ("dihentikan", "meninggal")
    text = jaksa.get(reverse("order", args=[running.code])).content.decode()
    assert "Dihentikan: Meninggal dunia" in text
    assert "Akta kematian 12/2026" in text


def person(order, **changes):
    return {
        "village": "81.71.01.2001",
        "phone": "0812 4800 9999",
        "limits": ["heavy", "sun"],
        "health_note": "Asma",
        "skills": "memasak, las ",
        "languages": "Indonesia",
        "busy0_day": "0",
        "busy0_from": "07.00",
        "busy0_to": "23:59",
        "busy0_with": "kerja",
        "edition": order.person.edition,
    } | changes


def test_the_pk_keeps_what_planning_needs(pk, order):
    url = reverse("order-person", args=[order.code])
    assert pk.post(url, person(order)).status_code == 302
    who = again(order).person
    assert (who.limits, who.skills, who.health_note) == (["heavy", "sun"], ["memasak", "las"], "Asma")
    (busy,) = who.busy_hours.all()
    assert (busy.weekday, busy.from_minute, busy.to_minute, busy.reason) == (0, 420, 1440, "kerja")
    form = pk.get(url).context["form"]
    assert len(form.rows()) == 3
    assert form.rows()[0][0].value() == "0"


def test_a_late_change_of_a_person_keeps_what_was_typed_beside_what_is_stored(pk, order):
    url = reverse("order-person", args=[order.code])
    pk.post(url, person(order))
    response = pk.post(url, person(order, phone="0813 1111 2222", busy0_day="3"))
    text = response.content.decode()
    assert "baru saja diubah orang lain" in text
    assert 'value="0813 1111 2222"' in text
    assert any(row["value"] == "0812 4800 9999" for row in response.context["stored"])
    assert again(order).person.phone == "0812 4800 9999"
    fresh = response.context["form"]["edition"].value()
    assert pk.post(url, person(order, phone="0813 1111 2222", edition=fresh)).status_code == 302


def test_half_a_row_of_busy_hours_is_asked_about(pk, order):
    response = pk.post(reverse("order-person", args=[order.code]), person(order, busy0_to=""))
    assert "busy0_day" in response.context["form"].errors
    assert "Asma" in response.content.decode()
    assert again(order).person.health_note == ""


def test_only_the_pk_changes_people_and_the_court_reads_no_health(client, people, order, pk):
    url = reverse("order-person", args=[order.code])
    pk.post(url, person(order))
    for user, sees in ((people.prosecutor, True), (people.clerk, False)):
        client.force_login(user)
        assert ("Asma" in client.get(url).content.decode()) is sees
        client.post(url, person(again(order), health_note="diubah"))
        assert again(order).person.health_note == "Asma"


def test_a_nik_is_masked_until_somebody_asks_and_that_is_recorded(client, people):
    order = cast.order(people, person_nik=NIK, person_nik_reason=None)
    client.force_login(people.prosecutor)
    masked = client.get(reverse("order-person", args=[order.code])).content.decode()
    assert NIK not in masked
    assert "8171••••••••0004" in masked
    url = reverse("order-nik", args=[order.code])
    assert client.get(url).status_code == 405
    assert NIK in client.post(url).content.decode()
    entry = Entry.objects.get(kind="nik.viewed")
    assert (entry.actor, entry.thread) == (people.prosecutor.pk, name_of(order))
    client.force_login(people.clerk)
    assert client.post(url).status_code == 404
    client.force_login(people.stranger)
    assert client.post(url).status_code == 404
    assert Entry.objects.filter(kind="nik.viewed").count() == 1


@pytest.fixture
def done(people, site, settings, tmp_path):
    """An order of 20 hours whose every hour is credited."""
    settings.MEDIA_ROOT = tmp_path
    order = cast.running(people, hours=20)
    cast.planned(people, order)
    cast.work_out(people, order)
    return again(order)


def test_letters_come_out_at_the_end_and_only_once(jaksa, done):
    url = reverse("order-complete", args=[done.code])
    assert jaksa.get(url).context["ready"] is True
    assert jaksa.post(url).url == reverse("order-letters", args=[done.code])
    assert again(done).state == "selesai"
    assert jaksa.post(url, follow=True).content.decode().count("sudah terbit. Lihat tab Dokumen") == 1
    assert Letter.objects.count() == 2


def test_an_order_with_open_hours_or_questions_gets_no_letter(jaksa, planned, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    url = reverse("order-complete", args=[planned.order.code])
    assert jaksa.get(url).context["ready"] is False
    text = jaksa.post(url, follow=True).content.decode()
    assert "Sisa 60 jam" in text
    assert (Letter.objects.count(), again(planned.order).state) == (0, "berjalan")


def test_a_letter_is_the_archived_file_for_those_who_see_the_order(client, people, done):
    letter = complete_order(order=done, by=people.prosecutor, at=cast.AT)[1]
    url = reverse("letter-file", args=[letter.code])
    for user in (people.prosecutor, people.pk, people.clerk):
        client.force_login(user)
        response = client.get(url)
        assert response.content.startswith(b"%PDF")
        assert response["Content-Disposition"].startswith("inline")
    for user in (people.stranger, people.supervisor, people.administrator):
        client.force_login(user)
        assert client.get(url).status_code == 404


def test_a_letter_changed_on_the_disk_is_not_handed_out(jaksa, people, done, tmp_path):
    letter = complete_order(order=done, by=people.prosecutor, at=cast.AT)[1]
    path = tmp_path / "letters" / letter.sha256[:2] / letter.sha256
    path.write_bytes(path.read_bytes() + b" ")
    assert jaksa.get(reverse("letter-file", args=[letter.code])).status_code == 404


def test_a_letter_is_taken_back_with_a_reason(jaksa, client, people, done):
    letter = complete_order(order=done, by=people.prosecutor, at=cast.AT)[1]
    url = reverse("letter-revoke", args=[letter.code])
    assert "reason" in jaksa.post(url, {"reason": " "}).context["form"].errors
    assert jaksa.post(url, {"reason": "Nama salah tulis"}).status_code == 302
    text = jaksa.get(reverse("order-letters", args=[done.code])).content.decode()
    assert "Nama salah tulis" in text
    assert "sudah dicabut" in jaksa.post(url, {"reason": "Nama salah tulis"}).content.decode()
    client.force_login(people.pk)
    assert client.get(url).status_code == 404
