"""Citizens speak without a name: a complaint, a place. Their words are read by the bureau and by nobody else."""

import re

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from masohi.faces.public.voices import SENDINGS
from masohi.ledger.models import Entry
from masohi.ledger.queries import facts_of
from masohi.parties.organisations.models import Place
from masohi.supply.voices.actions import answer_complaint, answer_nomination, send_complaint, send_nomination
from masohi.supply.voices.models import Complaint, Nomination
from masohi.writing.refusals import Conflict, Refused
from tests import cast
from tests.browser.conftest import Clock

pytestmark = pytest.mark.django_db
ROLES = ("clerk", "prosecutor", "pk", "supervisor", "office", "administrator", "leader", "unit", "stranger", "bureau")
CANARY = "Kanari: Paman Yoseph"


@pytest.fixture(autouse=True)
def _calm(monkeypatch):
    cache.clear()
    Clock().rule(monkeypatch)


def words(answer):
    return re.sub(r"<[^>]+>", " ", answer.content.decode())


def complaint(**changes):
    return {"topic": "martabat", "text": f"{CANARY} dipotret di pantai", "contact": "", "situs": ""} | changes


def nomination(**changes):
    return {
        "place": f"{CANARY}, got",
        "village": "81.71.01.1006",
        "why": "Sering banjir",
        "contact": "",
        "situs": "",
    } | changes


SENT = [("complaint-send", complaint, Complaint), ("nomination-send", nomination, Nomination)]


@pytest.fixture
def sent(people):
    """A complaint and a nominated place."""
    village = Place.objects.get(code="81.71.01.1006")
    return {
        "complaint": send_complaint(topic="uang", text=CANARY * 2, contact=CANARY, by=people.system, at=cast.AT),
        "nomination": send_nomination(
            place=CANARY, village=village, why=CANARY, contact=CANARY, by=people.system, at=cast.AT
        ),
    }


@pytest.mark.parametrize(("name", "typed", "model"), SENT)
def test_sending_gives_a_code_and_the_code_shows_the_state_but_no_word(client, people, name, typed, model):
    answer = client.post(reverse(name), typed())
    row = model.objects.get()
    assert answer.url == reverse(name.replace("send", "sent"), args=[row.code])
    page = client.get(answer.url)
    assert row.code in words(page)
    assert "belum dijawab" in words(page)
    assert CANARY not in page.content.decode()
    assert page["X-Robots-Tag"] == "noindex"
    entry = Entry.objects.filter(kind=f"{name.split('-')[0]}.sent").get()
    assert CANARY not in str(facts_of(entry))


@pytest.mark.parametrize(
    ("name", "typed", "model", "field"),
    [(*SENT[0], "topic"), (*SENT[0], "text"), (*SENT[1], "place"), (*SENT[1], "village"), (*SENT[1], "why")],
)
def test_what_is_missing_is_told_and_the_rest_is_kept(client, people, name, typed, model, field):
    answer = client.post(reverse(name), typed() | {field: "", "contact": "0812 4800 1234"})
    assert answer.status_code == 200
    assert "0812 4800 1234" in answer.content.decode()
    assert "Isian lain tidak hilang" in words(answer)
    assert not model.objects.exists()


@pytest.mark.parametrize(("name", "typed", "model"), SENT)
def test_a_machine_leaves_nothing_and_a_helpful_browser_loses_nothing(client, people, name, typed, model):
    """A complaint that vanished because a browser filled in every box would be worse than spam."""
    answer = client.post(reverse(name), typed(situs="http://spam.example"))
    assert answer.status_code == 200
    assert not model.objects.exists()
    assert "belum tersimpan" in words(answer)
    assert CANARY in answer.content.decode()
    assert "spam.example" not in answer.content.decode()


@pytest.mark.parametrize(("name", "typed", "model"), SENT)
def test_too_many_sendings_wait_and_lose_nothing(client, people, name, typed, model):
    for _ in range(SENDINGS):
        assert client.post(reverse(name), typed()).status_code == 302
    answer = client.post(reverse(name), typed())
    assert answer.status_code == 429
    assert "Tunggu 1 menit" in words(answer)
    assert CANARY in answer.content.decode()
    assert model.objects.count() == SENDINGS


@pytest.mark.parametrize("name", ["complaint-sent", "nomination-sent"])
def test_an_unknown_code_is_not_there_and_guessing_is_slowed(client, people, name):
    assert client.get(reverse(name, args=["AAAAAAAAAA"])).status_code == 404
    answers = {client.get(reverse(name, args=["AAAAAAAAAA"])).status_code for _ in range(40)}
    assert 429 in answers


@pytest.mark.parametrize(("name", "typed", "model"), SENT)
def test_a_code_that_was_written_down_is_typed_again(client, people, name, typed, model):
    code = client.post(reverse(name), typed()).url.rsplit("/", 1)[1]
    assert "Sudah punya kode?" in words(client.get(reverse(name)))
    again = client.get(reverse(name), {"kode": f" {code[:4].lower()}-{code[4:]} "})
    assert again.url == reverse(name.replace("send", "sent"), args=[code])
    for wrong in ("", "K7", "²²²²²²²²²²", "X" * 13):
        assert client.get(reverse(name), {"kode": wrong}).status_code == 200


def test_the_bureau_is_told_that_citizens_wait(bureau, people, sent):
    page = words(bureau.get(reverse("tasks")))
    assert "Jawab aduan" in page
    assert "Jawab usul lokasi" in page
    answer_complaint(complaint=sent["complaint"], answer="Sudah.", by=people.bureau, at=cast.AT)
    page = words(bureau.get(reverse("tasks")))
    assert "Jawab aduan" not in page
    assert "Jawab usul lokasi" in page
    bureau.force_login(people.office)
    assert "Jawab usul lokasi" not in words(bureau.get(reverse("tasks")))


def test_the_national_channel_is_named(client, people):
    assert "SP4N-LAPOR!" in words(client.get(reverse("complaint-send")))


@pytest.mark.parametrize("role", ROLES)
def test_only_the_bureau_reads_the_words(client, people, sent, role):
    client.force_login(getattr(people, role))
    pages = [client.get(reverse("nominations")), client.get(reverse("complaints"))]
    pages += [client.get(reverse(name, args=[row.code])) for name, row in sent.items()]
    assert {page.status_code for page in pages} == ({200} if role == "bureau" else {404})
    assert any(CANARY in page.content.decode() for page in pages) == (role == "bureau")


@pytest.fixture
def bureau(client, people):
    client.force_login(people.bureau)
    return client


def test_an_answer_is_read_with_the_code(bureau, people, sent):
    row = sent["complaint"]
    assert bureau.post(reverse("complaint", args=[row.code]), {"answer": "Sudah kami tegur."}).url == reverse(
        "complaints"
    )
    bureau.logout()
    page = words(bureau.get(reverse("complaint-sent", args=[row.code])))
    assert "Sudah dijawab" in page
    assert "Sudah kami tegur." in page


def test_a_place_is_accepted_and_later_done(bureau, people, sent):
    row = sent["nomination"]
    address = reverse("nomination", args=[row.code])
    bureau.post(address, {"seen": "baru", "state": "diterima", "office": "DLHP", "answer": "Dijadwalkan."})
    assert "Dinas Lingkungan Hidup" in words(bureau.get(reverse("nomination-sent", args=[row.code])))
    bureau.post(address, {"seen": "diterima", "state": "selesai", "office": "DLHP", "answer": "Sudah bersih."})
    row.refresh_from_db()
    assert (row.state, row.answer) == ("selesai", "Sudah bersih.")
    assert "sudah selesai dijawab" in words(bureau.get(address))


def test_somebody_faster_loses_nobody_anything(bureau, people, sent):
    row = sent["nomination"]
    answer_nomination(nomination=row, seen="baru", state="diterima", answer="Lain", by=people.bureau, at=cast.AT)
    answer = bureau.post(
        reverse("nomination", args=[row.code]), {"seen": "baru", "state": "ditolak", "answer": "Dari saya"}
    )
    assert answer.status_code == 200
    assert "baru saja dijawab orang lain" in words(answer)
    assert "Dari saya" in answer.content.decode()
    assert 'value="diterima"' in answer.content.decode()
    complaint_row = sent["complaint"]
    answer_complaint(complaint=complaint_row, answer="Lain", by=people.bureau, at=cast.AT)
    answer = bureau.post(reverse("complaint", args=[complaint_row.code]), {"answer": "Dari saya"})
    assert "Dari saya" in answer.content.decode()
    complaint_row.refresh_from_db()
    assert complaint_row.answer == "Lain"


def test_deeds_refuse_what_is_empty_or_closed(people, sent):
    with pytest.raises(Refused):
        answer_nomination(
            nomination=sent["nomination"], seen="baru", state="baru", answer="x", by=people.bureau, at=cast.AT
        )
    with pytest.raises(Refused):
        answer_complaint(complaint=sent["complaint"], answer="  ", by=people.bureau, at=cast.AT)
    answer_nomination(
        nomination=sent["nomination"], seen="baru", state="ditolak", answer="x", by=people.bureau, at=cast.AT
    )
    with pytest.raises(Refused):
        answer_nomination(
            nomination=sent["nomination"], seen="ditolak", state="diterima", answer="x", by=people.bureau, at=cast.AT
        )
    answer_complaint(complaint=sent["complaint"], answer="ya", by=people.bureau, at=cast.AT)
    with pytest.raises(Conflict):
        answer_complaint(complaint=sent["complaint"], answer="lagi", by=people.bureau, at=cast.AT)


@pytest.mark.parametrize("role", [role for role in ROLES if role != "bureau"])
def test_nobody_else_answers(people, sent, role):
    by = getattr(people, role)
    with pytest.raises(PermissionDenied):
        answer_complaint(complaint=sent["complaint"], answer="ya", by=by, at=cast.AT)
    with pytest.raises(PermissionDenied):
        answer_nomination(nomination=sent["nomination"], seen="baru", state="diterima", answer="ya", by=by, at=cast.AT)


@pytest.mark.parametrize("name", ["nominations", "complaints"])
@pytest.mark.parametrize("count", [3, 30])
def test_lists_ask_a_fixed_number_of_questions(bureau, people, sent, name, count, django_assert_max_num_queries):
    village = Place.objects.get(code="81.71.01.1006")
    for _ in range(count):
        send_nomination(place="Got", village=village, why="Banjir", by=people.system, at=cast.AT)
        send_complaint(topic="uang", text="Ada pungutan", by=people.system, at=cast.AT)
    with django_assert_max_num_queries(8):
        assert bureau.get(reverse(name)).status_code == 200
