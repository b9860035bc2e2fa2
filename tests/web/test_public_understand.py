"""The cooperation understood: cards, an office's promises, questions, a certificate, and shares that show nobody."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from pypdf import PdfReader

from masohi.faces.public.lessons import CARDS, QUESTIONS
from masohi.faces.public.understand import SALT, TRIES
from masohi.ledger.models import Entry
from masohi.ledger.queries import facts_of
from masohi.parties.organisations.models import Organisation
from masohi.supply.commitments.models import Commitment
from masohi.supply.commitments.terms import Light
from masohi.supply.understanding.actions import pass_quiz, set_staff
from masohi.supply.understanding.facts import share
from masohi.supply.understanding.models import Pass, Staff
from masohi.supply.understanding.queries import shares
from masohi.writing.refusals import Refused
from tests import cast, promised
from tests.browser.conftest import Clock
from tests.opened import nip

pytestmark = pytest.mark.django_db
RIGHT = {f"soal{number}": str(one.right) for number, one in enumerate(QUESTIONS, 1)}
NAME = "Zefanya Qimoswara"


@pytest.fixture(autouse=True)
def _calm(monkeypatch):
    cache.clear()
    Clock().rule(monkeypatch)


@pytest.fixture
def dlhp(people):
    """DLHP with sixty people."""
    set_staff(
        organisation=people.host, valid_from=date(2026, 1, 2), people=60, source="BKPSDM", by=people.bureau, at=cast.AT
    )
    return people.host


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.mark.parametrize("number", range(1, 6))
def test_each_card_is_a_page_with_its_drawing_and_the_way_on(client, people, number):
    page = client.get(reverse("understand-card", args=[number]))
    text = page.content.decode()
    assert str(CARDS[number - 1].title) in words(page)
    assert text.count('class="lukis"') == 1
    assert "data-dengarkan" in text
    assert re.search(r"data-dengarkan[^>]*hidden", text), "without a voice the button is not there"
    following = reverse("understand-card", args=[number + 1]) if number < 5 else reverse("understand-quiz")
    assert f'href="{following}"' in text


@pytest.mark.parametrize("number", [0, 6, 99])
def test_there_are_five_cards(client, people, number):
    assert client.get(f"/pahami/{number}").status_code == 404


def test_the_last_card_says_the_four_things_that_one_may_not_do(client, people):
    text = words(client.get(reverse("understand-card", args=[5])))
    for part in ("Memotret", "merendahkan", "kepentingan pribadi", "Memungut"):
        assert part in text


def test_a_wrong_answer_is_explained_and_nothing_is_kept(client, dlhp):
    wrong = RIGHT | {"soal1": str((QUESTIONS[0].right + 1) % 3)}
    text = words(client.post(reverse("understand-quiz"), wrong))
    assert "4 dari 5 benar" in text
    assert str(QUESTIONS[0].why) in text
    assert str(QUESTIONS[1].why) not in text
    assert "Unduh sertifikat" not in text
    assert not Pass.objects.exists()


def test_a_question_without_an_answer_is_asked_again(client, dlhp):
    answer = client.post(reverse("understand-quiz"), {name: value for name, value in RIGHT.items() if name != "soal3"})
    assert "Pilih satu jawaban" in words(answer)
    assert answer.content.decode().count("checked") == 4


def token(client):
    page = client.post(reverse("understand-quiz"), RIGHT).content.decode()
    return re.search(r'name="token" value="([^"]+)"', page)[1]


def certificate(client, **changes):
    given = {"token": token(client), "name": NAME, "office": "DLHP", "nip": nip(1)} | changes
    return client.post(reverse("understand-certificate"), given)


def test_the_certificate_names_the_person_and_the_database_does_not(client, dlhp, tmp_path):
    answer = certificate(client)
    assert answer["Content-Type"] == "application/pdf"
    path = tmp_path / "s.pdf"
    path.write_bytes(answer.content)
    text = PdfReader(path).pages[0].extract_text()
    row = Pass.objects.get()
    for part in (NAME, row.code, "Saya paham"):
        assert part in text
    kept = f"{row.mark} {row.code} {facts_of(Entry.objects.get(kind='quiz.passed'))} {answer['Content-Disposition']}"
    assert nip(1) not in kept
    assert "Zefanya" not in kept
    assert len(row.mark) == 64


def test_nobody_counts_twice(client, dlhp):
    first, again = certificate(client), certificate(client, nip=f" {nip(1)[:8]} {nip(1)[8:]} ", name="Lain")
    assert Pass.objects.count() == 1
    assert first["Content-Disposition"] == again["Content-Disposition"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"nip": "123"}, "18 angka"),
        ({"name": ""}, "Tulis nama"),
        ({"office": ""}, "Pilih kantor"),
        ({"token": "palsu"}, "sekali lagi"),
        ({"office": "Bapas Ambon"}, ""),
    ],
)
def test_refused_input_keeps_what_was_typed_and_counts_nobody(client, dlhp, change, told):
    answer = certificate(client, **change)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/html")
    assert told in words(answer)
    assert not Pass.objects.exists()
    if "name" not in change:
        assert NAME in answer.content.decode()


def test_answers_of_yesterday_make_no_certificate(client, dlhp, monkeypatch):
    old = token(client)
    real = signing.time.time
    monkeypatch.setattr(signing.time, "time", lambda: real() + 2 * 3600)
    assert "sudah lewat 1 jam" in words(certificate(client, token=old))
    assert signing.dumps("lulus", salt=SALT)


def test_certificates_are_slowed_down(client, dlhp):
    answers = [certificate(client, nip=nip(n)).status_code for n in range(1, TRIES + 3)]
    assert 429 in answers
    assert client.get(reverse("understand-certificate")).url == reverse("understand-quiz")


def test_a_certificate_can_be_checked_and_tells_nothing_about_anybody(client, dlhp):
    certificate(client)
    text = words(client.get(reverse("understand-check", args=[Pass.objects.get().code])))
    assert "ASLI" in text
    assert "Lingkungan Hidup" not in text
    assert "TIDAK DITEMUKAN" in words(client.get(reverse("understand-check", args=["AAAAAAAAAA"])))


def passes(people, office, first, count):
    for number in range(first, first + count):
        pass_quiz(organisation=office, nip=nip(number), by=people.system, at=cast.AT)


@pytest.mark.parametrize(
    ("count", "told"), [(4, "kurang dari 5 orang"), (23, "30%"), (58, "lebih dari 90%"), (60, "lebih dari 90%")]
)
def test_shares_show_no_single_person(client, people, dlhp, count, told):
    passes(people, dlhp, 1, count)
    page = client.get(reverse("understand"))
    line = re.search(r"Dinas Lingkungan Hidup dan Persampahan(.*?)</li>", page.content.decode(), re.DOTALL)[1]
    assert told in re.sub(r"<[^>]+>", " ", line)
    for exact in (f">{count}<", f"{count} dari", "60 orang"):
        assert exact not in line


def test_a_tiny_office_is_never_told(client, people):
    small = Organisation.objects.get(short_name="Dinsos")
    set_staff(organisation=small, valid_from=date(2026, 1, 2), people=4, source="x", by=people.bureau, at=cast.AT)
    passes(people, small, 1, 4)
    assert shares(cast.MONDAY)[0][1].percent is None


def test_one_more_person_rarely_changes_what_is_told(people, dlhp):
    """Shares move in steps of five: who watches the page does not see a colleague pass."""
    told = []
    for number in range(1, 57):
        passes(people, dlhp, number, 1)
        told.append(shares(cast.MONDAY)[0][1].percent)
    changes = sum(before != after for before, after in pairwise(told))
    assert changes < len(told) / 4


def test_in_a_small_office_no_single_pass_is_seen():
    """Twenty people: each is five percent."""
    told = [share(passed, 20) for passed in range(21)]
    for passed in range(5, 16):
        assert (told[passed] != told[passed - 1]) == (passed % 5 == 0)
    assert len({told[passed] for passed in range(16, 21)}) == 1


def test_an_office_reads_its_own_promises_and_nothing_else(client, people):
    promised.arguments(people)
    page = client.get(reverse("understand-office"))
    names = re.findall(r'<option value="([^"]+)"', page.content.decode())
    assert "DLHP" in names
    text = words(client.get(reverse("understand-office"), {"kantor": "DLHP"}))
    assert "paling lambat" in text
    for secret in ("Rp", "Dina Dinas", "Budi Pengawas", "bukti-", "PROOF"):
        assert secret not in text
    assert client.get(reverse("understand-office"), {"kantor": "Tidak Ada"}).status_code == 404


@pytest.mark.parametrize(("measure", "told"), [("jam_diakui", False), ("sesi", False), ("bukti", True)])
def test_no_light_tells_every_day_what_few_people_worked(client, people, measure, told):
    """A light that turns when the office reaches so many hours says how many they are, long before the month does."""
    promised.arguments(people)
    Commitment.objects.update(measure=measure)
    page = client.get(reverse("understand-office"), {"kantor": "DLHP"})
    assert any(str(light.label) in words(page) for light in Light) == told
    assert ("Lihat angka bulanan" in words(page)) != told


@pytest.mark.parametrize(
    "role", ["clerk", "prosecutor", "pk", "supervisor", "office", "leader", "unit", "bureau", "administrator"]
)
def test_staff_numbers_are_set_by_bureau_and_administrator(client, people, role):
    client.force_login(getattr(people, role))
    allowed = role in {"bureau", "administrator"}
    assert client.get(reverse("staff-numbers")).status_code == (200 if allowed else 404)
    given = {"organisation": "DLHP", "people": "212", "valid_from": "2026-10-01", "source": "BKPSDM"}
    client.post(reverse("staff-numbers"), given)
    assert Staff.objects.count() == allowed
    if not allowed:
        with pytest.raises(PermissionDenied):
            set_staff(
                organisation=people.host,
                valid_from=cast.MONDAY,
                people=1,
                source="x",
                by=getattr(people, role),
                at=cast.AT,
            )


def test_a_number_holds_from_its_day_on(people, dlhp):
    set_staff(organisation=dlhp, valid_from=cast.MONDAY, people=6, source="x", by=people.bureau, at=cast.AT)
    passes(people, dlhp, 1, 5)
    assert shares(cast.MONDAY - timedelta(days=1))[0][1].percent == 5
    assert shares(cast.MONDAY)[0][1].nearly


def test_only_the_system_counts_passes(people):
    with pytest.raises(PermissionDenied):
        pass_quiz(organisation=people.host, nip=nip(1), by=people.bureau, at=cast.AT)
    with pytest.raises(Refused):
        pass_quiz(organisation=people.host, nip="1" * 18, by=people.system, at=cast.AT)


def test_pages_ask_a_fixed_number_of_questions(client, people, dlhp, django_assert_max_num_queries):
    promised.arguments(people)
    for name, most in (("understand", 6), ("understand-quiz", 3)):
        with django_assert_max_num_queries(most):
            client.get(reverse(name))
    with django_assert_max_num_queries(14):
        client.get(reverse("understand-office"), {"kantor": "DLHP"})
