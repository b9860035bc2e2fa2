"""Visits at which nobody was met, letters by post: who has not been reached does not climb the ladder."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from masohi.faces.web.enforcement.showing import button
from masohi.ledger.models import Entry
from masohi.parties.parameters.actions import set_parameter
from masohi.reports.wholeness.queries import touched_anywhere
from masohi.work.calendars.models import Telling
from masohi.work.enforcement.actions import hand_over_step, issue_step, report_visit, withdraw_step
from masohi.work.enforcement.breach.actions import open_file, send_file, write_file
from masohi.work.enforcement.facts import Visit
from masohi.work.enforcement.models import Step
from masohi.work.enforcement.queries import due_step, open_steps
from masohi.work.letters.facts import archive_folder
from masohi.work.letters.models import Letter
from masohi.writing.archive import fetch
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Refused
from tests import missing
from tests.missing import HOUR, PNG

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def visit(people, planned):
    """The step of the visit is proposed; the moment of it."""
    missing.told(people, planned.order)
    missing.climbed(people, planned.order, 4)
    _row, at = missing.misses(people, planned.order)
    return missing.step(people, planned.order, at), at


def vain(people, step, at):
    return report_visit(step=step, visit=Visit(at, "Rumah", "", "Pintu terkunci"), by=people.pk, at=at + HOUR)


def test_a_visit_that_met_nobody_climbs_after_a_second_one_on_another_day(people, visit):
    step, at = visit
    first = vain(people, step, at)
    assert (first.state, first.handed_at, first.noted_at) == ("terbit", None, None)
    assert first in open_steps(people.pk)
    _row, later = missing.misses(people, first.order)
    assert due_step(first.order, day=later.astimezone(WIT).date()) is None, "nobody climbs past an open visit"
    with pytest.raises(Refused, match="hari lain"):
        vain(people, first, at + 2 * HOUR)
    with translation.override("en"):
        second = vain(people, first, later)
    assert (second.state, second.receiver, second.handed_how) == ("diserahkan", "Tidak bertemu siapa pun", "")
    assert Letter.objects.filter(kind="laporan-kunjungan", revoked_at=None).count() == 2, "each visit has its report"
    assert Entry.objects.filter(kind="step.visited_in_vain").count() == 2
    assert list(touched_anywhere()) == []


def test_how_often_is_the_offices_number(people, visit):
    step, at = visit
    said = {"source": "SK Kabapas", "reason": "Disepakati", "by": people.administrator, "at": at}
    set_parameter(key="ladder_visits", value=3, valid_from=at.astimezone(WIT).date(), **said)
    assert [vain(people, step, at + n * DAY).state for n in range(3)] == ["terbit", "terbit", "diserahkan"]


def test_who_is_met_the_second_time_is_told_and_the_step_is_done(people, visit):
    step, at = visit
    vain(people, step, at)
    told = Telling.objects.count()
    met = Visit(at + 2 * HOUR, "Rumah", "Samuel", "Bertemu sore harinya", met_person=True)
    done = report_visit(step=step, visit=met, by=people.pk, at=at + 3 * HOUR)
    assert (done.state, done.handed_how) == ("diserahkan", "langsung")
    assert Telling.objects.count() == told + 1


def test_the_jaksa_reads_that_nobody_was_met(people, visit):
    step, at = visit
    vain(people, step, at)
    done = vain(people, step, at + DAY)
    row, at = missing.misses(people, done.order)
    assert missing.step(people, row.order, at).kind == "laporan"
    file = open_file(order=row.order, by=people.pk, at=at)
    said = {"pk_statement": "Belum bertemu.", "person_statement": "", "person_refused": "Tidak pernah bertemu"}
    file = write_file(file=file, **said, by=people.pk, at=at)
    sent = send_file(file=file, by=people.pk, at=at)
    (shown,) = [one for one in sent.snapshot["steps"] if one["kind"] == "Kunjungan PK"]
    assert shown["handed"].startswith("Tidak bertemu siapa pun: ")
    assert shown["handed"].count("2026") == 2
    pages = PdfReader(BytesIO(fetch(archive_folder(), sent.letter.sha256))).pages
    assert "Tidak bertemu siapa pun" in " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_visit_is_withdrawn_with_every_report_of_it(people, visit):
    step, at = visit
    vain(people, step, at)
    vain(people, step, at + DAY)
    withdraw_step(step=step, reason="Salah alamat", by=people.pk, at=at + 2 * DAY)
    assert not Letter.objects.filter(kind="laporan-kunjungan", revoked_at=None).exists()


def test_a_visit_in_vain_cannot_be_handed_over(people, visit):
    step, at = visit
    made = vain(people, step, at)
    given = {"handed_at": at + HOUR, "how": "langsung", "receiver": "Samuel", "by": people.pk, "at": at + 2 * HOUR}
    with pytest.raises(Refused, match="kunjungan"):
        hand_over_step(step=made, **given)
    assert Step.objects.get(pk=made.pk).state == "terbit"


def test_the_page_asks_for_the_next_visit(people, visit, client, monkeypatch):
    step, at = visit
    made = vain(people, step, at)
    monkeypatch.setattr("django.utils.timezone.now", lambda: at + DAY)
    client.force_login(people.pk)
    page = client.get(reverse("step", args=[made.code])).content.decode()
    assert str(button(made)) == "Catat kunjungan berikutnya"
    for text in ("Belum bertemu siapa pun", 'value="kunjungan"'):
        assert text in page
    assert 'value="serah"' not in page
    day = (at + DAY).astimezone(WIT)
    said = {"aksi": "kunjungan", "day": day.date().isoformat(), "clock": f"{day - HOUR:%H:%M}", "place": "Rumah"}
    answer = client.post(reverse("step", args=[made.code]), said | {"met": "", "found": "Pintu terkunci"}, follow=True)
    assert "Kunjungan tercatat" in answer.content.decode()
    assert Step.objects.get(pk=made.pk).state == "diserahkan"


@pytest.mark.parametrize("how", ["pos", "kelurahan"])
def test_without_a_proof_a_letter_by_post_climbs_no_further(people, planned, how):
    missing.told(people, planned.order)
    _row, at = missing.misses(people, planned.order)
    made = missing.step(people, planned.order, at)
    made = issue_step(step=made, call_at=at + 2 * DAY, call_place="Bapas Ambon", by=people.pk, at=at)
    given = {"handed_at": at + HOUR, "how": how, "receiver": "Ibu Ani", "by": people.pk, "at": at + HOUR}
    with pytest.raises(Refused, match="bukti terima"):
        hand_over_step(step=made, **given)
    with pytest.raises(Refused, match="nama penerima"):
        hand_over_step(step=made, **given | {"receiver": " "}, file=PNG)
    _row, later = missing.misses(people, planned.order)
    assert due_step(planned.order, day=later.astimezone(WIT).date()) is None
    hand_over_step(step=made, **given, file=PNG)
    _row, later = missing.misses(people, planned.order)
    assert due_step(planned.order, day=later.astimezone(WIT).date()) is not None
