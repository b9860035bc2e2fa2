"""The letter of a referral (D13): nothing on it that its office may not know, and it falls with what allowed it."""

import re
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from masohi.cases.people.models import Person
from masohi.faces.web import reintegration
from masohi.reentry.followup.actions import note_instrument
from masohi.reentry.followup.papers import facts
from masohi.reentry.followup.papers.actions import (
    end_accompaniment,
    end_consent,
    renew_sharing,
    withdraw_with_letter,
    write_referral_letter,
)
from masohi.reentry.followup.papers.queries import paper_of, paper_pdf
from masohi.reentry.followup.referrals.actions import answer_question, answer_referral, refer
from masohi.reentry.followup.referrals.models import Referral
from masohi.reentry.followup.referrals.queries import asked_of_office
from masohi.reports.wholeness.queries import touched_anywhere
from masohi.work.letters.models import Letter
from masohi.work.letters.queries import letter_by_code, letters
from masohi.writing.refusals import Conflict, Refused
from tests import returning
from tests.promised import unit
from tests.returning import AT, DAY

pytestmark = pytest.mark.django_db
SECRET = ("Yosafat", "Rumahkewi", "Sedang sekali", "0812 4800", "+62812")


@pytest.fixture
def child(people):
    row = returning.child(people)
    note_instrument(client=row, name="RRI", version="2", category="Sedang sekali", day=DAY, by=people.unit, at=AT)
    return row


def bapas(people, *, fields=("nama", "hp"), name=returning.ADULT):
    """A grown-up of Bapas with an approved plan and a referral; `fields` are what Dinsos may know."""
    row = returning.adult(people, name)
    other = returning.officer(people, "pk-kedua", "Bapas Ambon", "pk")
    made = returning.write_plan(
        client=row, goals="Bekerja", needs=[returning.Wanted("kerja", "Magang")], by=people.pk, at=AT
    )
    returning.approve_homecoming(plan=made, by=other, at=AT)
    given = {"ground": "setuju", "source": "Surat 5 Oktober 2026", "given_on": DAY, "by": people.pk, "at": AT}
    renew_sharing(client=row, office=unit("Dinsos"), fields=list(fields), **given)
    return refer(client=row, need=made.needs.get(), office=unit("Dinsos"), ask="Ikut magang", by=people.pk, at=AT)


def words_of(pdf):
    """The text of a PDF as one line."""
    pages = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def printed(row, by):
    letter = write_referral_letter(referral=row, by=by, at=AT)
    return letter, words_of(paper_pdf(paper_of(row)))


def test_the_letter_of_a_child_says_anak_and_initials_and_never_the_name(people, child):
    row = returning.referral(people, child)
    letter, words = printed(row, people.unit)
    for said in ("Anak Y.R.", "Dampingi rekam KTP", "12 Oktober 2026", letter.number, letter.code, row.code):
        assert said in words
    for hidden in SECRET:
        assert hidden not in words
    for telling in ("pidana", "putusan", "perkara", "RRI", "narapidana"):
        assert telling not in words.lower()
    assert list(touched_anywhere()) == []


def test_a_grown_up_is_named_only_where_the_name_is_shared(people):
    row = bapas(people, fields=())
    _, words = printed(row, people.pk)
    assert "M.T." in words
    assert "Markus" not in words
    assert "Tuhumury" not in words
    given = {"ground": "setuju", "source": "Surat", "given_on": DAY, "by": people.pk, "at": AT}
    renew_sharing(client=row.client, office=row.office, fields=["nama", "hp"], **given)
    _, words = printed(row, people.pk)
    assert "Markus Tuhumury" in words
    assert "+6281248005678" in words.replace(" ", "")


def test_a_letter_that_would_tell_the_name_is_found(people, child, monkeypatch):
    """Control: where the content takes the name instead of what the office may read, the test above sees it."""
    row = returning.referral(people, child)
    monkeypatch.setattr(facts, "veiled", lambda text, name: f"{text} {name}")
    _, words = printed(row, people.unit)
    assert "Yosafat" in words


def test_what_is_asked_names_no_case_and_nobody_who_is_not_shared(people, child):
    made = returning.plan(people, child)
    returning.sharing(people, child)
    given = {"client": child, "need": made.needs.first(), "office": unit("Dinsos"), "by": people.unit, "at": AT}
    for ask, word in (
        ("KTP untuk YOSAFAT", "YOSAFAT"),
        ("Rekam KTP, perkara sudah putus", "perkara"),
        ("Kategori instrumen sedang", "instrumen"),
    ):
        with pytest.raises(Refused, match=f"“{word}”"):
            refer(**given, ask=ask)
    row = refer(**given, ask="Rekam KTP")
    row = answer_referral(
        referral=row, edition=1, state="bertanya", answer="Siapa?", by=returning.helper(people), at=AT
    )
    with pytest.raises(Refused, match="“Rumahkewi”"):
        answer_question(referral=row, edition=row.edition, ask="Untuk Rumahkewi", by=people.unit, at=AT)


def test_what_was_written_with_the_name_is_veiled_when_consent_ends(people):
    row = bapas(people)
    Referral.objects.filter(pk=row.pk).update(ask="Magang bagi Markus Tuhumury")
    row = Referral.objects.get(pk=row.pk)
    assert asked_of_office(row, DAY) == "Magang bagi Markus Tuhumury"
    end_consent(sharing=row.client.sharings.get(), by=people.pk, at=AT)
    assert asked_of_office(row, DAY) == "Magang bagi M. T."


def test_the_same_letter_comes_once_and_a_newer_one_takes_the_older_back(people, child):
    row = returning.referral(people, child)
    first, _ = printed(row, people.unit)
    with pytest.raises(Conflict, match="sudah terbit"):
        write_referral_letter(referral=row, by=people.unit, at=AT)
    answer_referral(referral=row, edition=1, state="diterima", by=returning.helper(people), at=AT)
    second, _ = printed(row, people.unit)
    assert letter_by_code(first.code).revoked_reason == "Diganti surat yang lebih baru"
    assert letter_by_code(second.code).revoked_at is None


@pytest.mark.parametrize(
    ("falls", "reason"),
    [
        (lambda row, by: withdraw_with_letter(referral=row, edition=1, by=by, at=AT), "Rujukan ditarik"),
        (lambda row, by: end_consent(sharing=row.client.sharings.get(), by=by, at=AT), "Izin berbagi berakhir"),
        (
            lambda row, by: end_accompaniment(client=row.client, edition=1, reason="selesai", by=by, at=AT),
            "Pendampingan ditutup",
        ),
        (
            lambda row, by: renew_sharing(
                client=row.client,
                office=row.office,
                fields=[],
                ground="setuju",
                source="Surat",
                given_on=DAY,
                by=by,
                at=AT,
            ),
            "Izin berbagi diganti",
        ),
    ],
)
def test_a_letter_falls_with_what_allowed_it(people, client, child, falls, reason):
    row = returning.referral(people, child)
    letter, _ = printed(row, people.unit)
    asked = reverse("letter-check", args=[letter.code])
    before = client.get(asked).content.decode()
    falls(row, people.unit)
    fresh = letter_by_code(letter.code)
    assert (fresh.revoked_at, fresh.revoked_reason) == (AT, reason)
    assert paper_of(row) is None
    after = client.get(asked).content.decode()
    assert ("DICABUT" in after, "DICABUT" in before) == (True, False)
    for hidden in (*SECRET, "Y.R."):
        assert hidden not in after
    assert list(touched_anywhere()) == []


def test_only_the_unit_prints_and_only_while_something_is_asked(people, child):
    row = returning.referral(people, child)
    with pytest.raises(PermissionDenied):
        write_referral_letter(referral=row, by=people.pk, at=AT)
    with pytest.raises(PermissionDenied):
        write_referral_letter(referral=row, by=returning.helper(people), at=AT)
    end_consent(sharing=child.sharings.get(), by=people.unit, at=AT)
    with pytest.raises(Refused, match="sudah berakhir"):
        write_referral_letter(referral=row, by=people.unit, at=AT)
    withdraw_with_letter(referral=row, edition=1, by=people.unit, at=AT)
    with pytest.raises(Conflict, match="tidak dicetak lagi"):
        write_referral_letter(referral=row, by=people.unit, at=AT)
    assert not Letter.objects.exists()


LOWER = {"withdraw_referral", "take_back_sharing", "allow_sharing", "close_client"}
"""Deeds that a face does only through those which take the letter back as well."""


def test_no_page_goes_past_the_deed_that_takes_the_letter_back():
    pages = sorted(Path(reintegration.__file__).parent.glob("*.py"))
    words = {path.name: set(re.findall(r"\w+", path.read_text())) for path in pages}
    assert {name for name, found in words.items() if found & LOWER} == set()
    assert {name for name, found in words.items() if "end_consent" in found} == {"keeping.py"}


def test_no_list_of_letters_shows_it(people, child):
    printed(returning.referral(people, child), people.unit)
    for user in (people.unit, people.pk, people.office, people.prosecutor, people.leader, returning.helper(people)):
        assert not letters(user).exists()


def test_it_is_printed_and_opened_through_the_page(client, people, child, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT + timedelta(minutes=1))
    row = returning.referral(people, child)
    client.force_login(people.unit)
    page = client.post(reverse("referral-letter", args=[row.code]), follow=True).content.decode()
    assert "terbit. Buka, cetak" in page
    assert reverse("referral-letter-file", args=[row.code]) in page
    assert "Cetak surat" not in page
    for user, status in ((people.unit, 200), (returning.helper(people), 200), (people.pk, 404)):
        client.force_login(user)
        answer = client.get(reverse("referral-letter-file", args=[row.code]))
        assert answer.status_code == status
        if status == 200:
            assert answer["Content-Type"] == "application/pdf"
            assert Person.objects.get(pk=child.person_id).name not in words_of(answer.content)
    client.force_login(returning.helper(people))
    assert client.post(reverse("referral-letter", args=[row.code])).status_code == 404
