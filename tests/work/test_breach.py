"""The breach file: frozen when sent, decided by a jaksa alone, within what the verdict allows."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from masohi.cases.orders.models import Order
from masohi.law.breach import allowed, share
from masohi.reports.wholeness.queries import touched_anywhere
from masohi.work.enforcement.actions import propose_step
from masohi.work.enforcement.breach.actions import (
    Decision,
    decide_file,
    open_file,
    return_file,
    send_file,
    write_file,
)
from masohi.work.enforcement.breach.models import BreachFile
from masohi.work.enforcement.breach.terms import Outcome
from masohi.work.letters.facts import archive_folder
from masohi.work.letters.models import Letter
from masohi.writing.archive import fetch
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused
from tests import cast, children, missing
from tests.missing import HOUR

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn(people, planned, stage):
    """A file that is complete and not sent yet, and the moment."""
    missing.told(people, planned.order)
    _step, at = missing.climbed(people, planned.order, 6)
    return written(people, planned.order, at), at


def written(people, order, at):
    file = open_file(order=order, by=people.pk, at=at)
    said = {"pk_statement": "Belum dapat dihubungi.", "person_statement": "", "person_refused": "Tidak di rumah"}
    return write_file(file=file, **said, by=people.pk, at=at)


def decided(people, file, at, outcome, amount=0, until=None, **more):
    day = at.astimezone(WIT).date()
    said = {"document": "PRINT-77/Q.1.10/2026", "document_on": day} | more
    decision = Decision(outcome=outcome, amount=amount, until=until, **said)
    return decide_file(file=file, decision=decision, by=people.prosecutor, at=at)


def test_a_file_goes_to_the_jaksa_with_everything_in_it(people, drawn):
    file, at = drawn
    sent = send_file(file=file, by=people.pk, at=at)
    assert sent.state == "diajukan"
    assert sent.letter.kind == "berkas-pelanggaran"
    shot = sent.snapshot
    assert len(shot["missed"]) == 6
    assert len(shot["steps"]) == 5
    assert shot["hours"]["open"] == "60 jam"
    assert shot["options"][0]["formula"] == "60 jam : 60 jam × 90 hari = 90 hari, dibulatkan ke bawah"
    assert all(row["told"] != "-" and row["decision"] != "-" for row in shot["missed"])
    assert sent.step.state == "diserahkan"
    assert list(touched_anywhere()) == []
    with pytest.raises(Conflict):
        send_file(file=file, by=people.pk, at=at)
    assert Letter.objects.filter(kind="berkas-pelanggaran").count() == 1


@pytest.fixture
def sent(people, drawn):
    """A file that the jaksa has, and the moment."""
    file, at = drawn
    return send_file(file=file, by=people.pk, at=at), at


def order_of(file):
    return Order.objects.get(pk=file.order_id)


def test_one_finding_keeps_the_file_back(people, drawn):
    file, _at = drawn
    row, _at = missing.misses(people, file.order, decided=False)
    with pytest.raises(Refused, match="belum diputus"):
        send_file(file=file, by=people.pk, at=row.session.ends_at + 2 * HOUR)
    assert BreachFile.objects.get(pk=file.pk).state == "disusun"
    assert Letter.objects.filter(kind="berkas-pelanggaran").count() == 0


def test_a_session_nobody_told_the_person_of_keeps_the_file_back(people, planned):
    """The dates were announced, and nobody told the person."""
    missing.announced(people)
    _made, at = missing.climbed(people, planned.order, 6)
    file = written(people, planned.order, at)
    with pytest.raises(Refused, match="diberi tahu"):
        send_file(file=file, by=people.pk, at=at)


def test_what_was_sent_stays_as_it_was(people, sent):
    file, at = sent
    shot = dict(file.snapshot)
    missing.misses(people, file.order)
    with pytest.raises(Conflict):
        write_file(file=file, pk_statement="lain", person_statement="", person_refused="", by=people.pk, at=at)
    assert BreachFile.objects.get(pk=file.pk).snapshot == shot
    assert propose_step(order=file.order, by=people.pk, at=at + timedelta(days=9)) is None


def test_a_returned_file_is_sent_again_with_a_new_letter_and_the_old_one_falls(people, sent, client):
    file, at = sent
    with pytest.raises(Refused, match="dilengkapi"):
        return_file(file=file, reason=" ", by=people.prosecutor, at=at)
    back = return_file(file=file, reason="Lampirkan foto rumah", by=people.prosecutor, at=at + HOUR)
    assert back.state == "dikembalikan"
    old = Letter.objects.get(pk=file.letter.pk)
    assert (old.revoked_at, old.revoked_reason) == (at + HOUR, "Lampirkan foto rumah")
    assert "DICABUT" in client.get(reverse("letter-check", args=[old.code])).content.decode()
    said = {"pk_statement": "Foto terlampir.", "person_statement": "Saya sakit.", "person_refused": ""}
    write_file(file=back, **said, by=people.pk, at=at + 2 * HOUR)
    again = send_file(file=back, by=people.pk, at=at + 2 * HOUR)
    assert again.snapshot["person_statement"] == "Saya sakit."
    assert again.letter.revoked_at is None
    text = PdfReader(BytesIO(fetch(archive_folder(), again.letter.sha256))).pages[0].extract_text()
    assert file.letter.number in text, "the new letter names the one that it replaces"
    assert Letter.objects.filter(kind="berkas-pelanggaran").count() == 2, "each sending is kept"
    assert list(touched_anywhere()) == []


def test_a_file_needs_the_report_step_and_is_drawn_up_once(people, planned):
    missing.told(people, planned.order)
    _step, at = missing.climbed(people, planned.order, 2)
    with pytest.raises(Refused, match="belum sampai"):
        open_file(order=planned.order, by=people.pk, at=at)
    assert BreachFile.objects.count() == 0


def test_the_same_press_twice_gives_one_file(people, drawn):
    file, at = drawn
    assert open_file(order=file.order, by=people.pk, at=at) == file
    assert BreachFile.objects.count() == 1
    assert allowed("prison", child=False) == ("prison",)
    assert share(60, 120, 90).part == 45


def test_for_a_child_nothing_but_repetition_may_follow(people):
    """UU 11/2012 Article 76(2): the supervising judge may order to repeat; the file offers and takes nothing else."""
    theirs = children.officers(people)
    kids = replace(people, pk=theirs.pk, prosecutor=theirs.prosecutor)
    children.site(people)
    order = children.running(people, theirs, hours=36)
    cast.planned(kids, order)
    missing.told(kids, order)
    _step, at = missing.climbed(kids, order, 6)
    with pytest.raises(Refused):
        open_file(order=order, by=people.pk, at=at)  # a PK without the role for children's cases
    file = send_file(file=written(kids, order, at), by=kids.pk, at=at)
    assert [one["kind"] for one in file.snapshot["options"]] == ["repeat"]
    assert "hakim pengawas" in file.snapshot["options"][0]["text"]
    assert file.letter.initials == ""
    until = at.astimezone(WIT).date() + timedelta(days=60)
    for outcome in (Outcome.PRISON, Outcome.FINE):
        with pytest.raises(Refused, match="tidak memuat"):
            decided(kids, file, at, outcome, 10)
    done = decided(kids, file, at, Outcome.REPEAT, 12 * 60, until)
    assert (done.result_minutes, order_of(file).open_minutes) == (720, 720)
    assert list(touched_anywhere()) == []
