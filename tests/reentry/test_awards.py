"""The letter about a class (D10): true, checkable, and silent about where somebody learnt."""

import io
import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from pypdf import PdfReader

from masohi.ledger.queries import touched
from masohi.reentry.papers.awards import queries
from masohi.reentry.papers.awards.actions import issue_awards, revoke_award
from masohi.reentry.papers.awards.facts import TELLING
from masohi.reentry.papers.awards.models import Award
from masohi.reentry.training.models import Cohort
from masohi.reentry.training.outcomes.actions import Mark, confirm_results, reassess
from masohi.reentry.training.terms import Result
from masohi.work.letters.actions import set_template
from masohi.work.letters.models import Letter
from masohi.work.letters.queries import letters
from masohi.work.letters.terms import LetterKind
from masohi.writing.refusals import Conflict, Refused
from tests import learning

pytestmark = pytest.mark.django_db
AT = learning.AT + timedelta(days=20)


@pytest.fixture
def done(people):
    return learning.assessed(people, learning.full(people, 3), fails=1)


def text_of(award):
    reader = PdfReader(io.BytesIO(queries.award_pdf(award)))
    told = " ".join(page.extract_text() for page in reader.pages)
    return " ".join(told.split()), " ".join(str(value) for value in (reader.metadata or {}).values())


def test_everybody_who_passed_gets_a_letter_once(people, done):
    made = issue_awards(cohort=done, by=people.unit, at=AT)
    assert len(made) == 2
    assert {one.enrolment.state for one in made} == {"lulus"}
    assert [one.letter.serial for one in made] == [1, 2]
    with pytest.raises(Conflict):
        issue_awards(cohort=done, by=people.unit, at=AT)
    assert list(touched(queries.SEALED)) == []


def test_the_face_says_what_was_learnt_and_nothing_else(people, done):
    first = issue_awards(cohort=done, by=people.unit, at=AT)[0]
    text, meta = text_of(first)
    person = first.enrolment.trainee.person.name
    for told in (person, "Kerajinan bambu tingkat dasar", "4 jam", "Nona Instruktur", "bukan sertifikat kompetensi"):
        assert told in text
    assert "DINAS PERINDUSTRIAN DAN PERDAGANGAN" in text.upper()
    assert TELLING.search(text.replace(person, "")) is None
    assert TELLING.search(meta) is None
    assert person not in meta
    for hidden in ("Bengkel kerja", done.code, first.enrolment.trainee.code, "2009", "40 jam", "Desember"):
        assert hidden not in text


def test_a_word_that_tells_stops_every_letter(people):
    told = learning.programme(people, title="Mebel di LPKA Ambon")
    made = learning.assessed(people, learning.full(people, 1, of=told))
    with pytest.raises(Refused, match="LPKA"):
        issue_awards(cohort=made, by=people.unit, at=AT)
    assert not Letter.objects.exists()


def test_a_wording_of_the_provider_that_tells_stops_it_too(people, done):
    wording = "Diterangkan bahwa {nama}, warga binaan, lulus {program}."
    trader = learning.trader(people)
    set_template(unit=done.programme.provider, kind=LetterKind.TRAINING, text=wording, by=trader, at=AT)
    with pytest.raises(Refused, match="warga binaan"):
        issue_awards(cohort=done, by=people.unit, at=AT)
    assert not Award.objects.exists()


def test_nothing_is_issued_before_the_provider_stands_to_it(people):
    made = learning.assessed(people, learning.full(people, 1), confirm=False)
    with pytest.raises(Refused, match="belum mengesahkan"):
        issue_awards(cohort=made, by=people.unit, at=AT)
    confirm_results(cohort=made, by=learning.trader(people), at=AT)
    assert len(issue_awards(cohort=made, by=people.unit, at=AT)) == 1


@pytest.mark.parametrize("role", ["office", "bureau", "leader", "administrator", "pk", "prosecutor", "stranger"])
def test_only_the_unit_issues(people, done, role):
    with pytest.raises(PermissionDenied):
        issue_awards(cohort=done, by=getattr(people, role), at=AT)
    with pytest.raises(PermissionDenied):
        issue_awards(cohort=done, by=learning.trader(people), at=AT)


def test_the_provider_never_opens_a_letter_in_its_name(people, done):
    first = issue_awards(cohort=done, by=people.unit, at=AT)[0]
    for user in (learning.trader(people), people.bureau, people.administrator, people.leader):
        assert queries.award_by_code(user, first.letter.code) is None
        assert not letters(user).filter(kind=LetterKind.TRAINING).exists()
    assert queries.award_by_code(people.unit, first.letter.code) == first


def test_the_public_check_knows_it_without_a_name_and_without_the_unit(client, people, done):
    first = issue_awards(cohort=done, by=people.unit, at=AT)[0]
    page = client.get(reverse("letter-check", args=[first.letter.code])).content.decode()
    main = re.sub(r"<[^>]+>", " ", page[page.index("<main") : page.index("</main>")])
    assert "Dinas Perindustrian dan Perdagangan" in main
    for word in ("LPKA", first.enrolment.trainee.person.name, "A.T."):
        assert word not in main


def test_an_adults_letter_shows_initials_and_a_childs_none(people):
    made = learning.cohort(people)
    grown = learning.trainee(people, "Rudi Contoh", child=False)
    young = learning.trainee(people, "Abner Tahapary")
    learning.enrol(cohort=made, trainees=[grown, young], by=people.unit, at=learning.AT)
    learning.assessed(people, made)
    given = {one.enrolment.trainee_id: one.letter.initials for one in issue_awards(cohort=made, by=people.unit, at=AT)}
    assert (given[grown.pk], given[young.pk]) == ("R.C.", "")


def test_a_letter_taken_back_says_so_and_another_may_follow(people, done):
    first = issue_awards(cohort=done, by=people.unit, at=AT)[0]
    with pytest.raises(Refused):
        revoke_award(award=first, reason=" ", by=people.unit, at=AT)
    revoke_award(award=first, reason="Nama salah tulis", by=people.unit, at=AT)
    with pytest.raises(Conflict):
        revoke_award(award=first, reason="lagi", by=people.unit, at=AT)
    again = issue_awards(cohort=done, by=people.unit, at=AT)
    assert [one.enrolment for one in again] == [first.enrolment]


def test_who_passes_late_gets_the_letter_after_the_provider_confirmed_again(people, done):
    issue_awards(cohort=done, by=people.unit, at=AT)
    late = done.enrolments.get(state="belum_lulus")
    reassess(enrolment=late, mark=Mark(late.pk, Result.PASSED), by=people.unit, at=AT)
    with pytest.raises(Refused):
        issue_awards(cohort=done, by=people.unit, at=AT)
    confirm_results(cohort=Cohort.objects.get(), by=learning.trader(people), at=AT)
    assert [one.enrolment for one in issue_awards(cohort=done, by=people.unit, at=AT)] == [late]
