"""What may still happen to a person after a file was sent, and what proves that somebody was told."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from masohi.cases.contacts.actions import add_contact
from masohi.cases.orders.models import Order
from masohi.cases.pauses.models import Pause
from masohi.faces.notify.lists import sheets_of
from masohi.faces.schedule_words import dates_said
from masohi.parties.organisations.models import Organisation
from masohi.work.absences.actions import decide_absence, tell_excuse
from masohi.work.absences.queries import standing_decision
from masohi.work.calendars.queries import ToTell
from masohi.work.completion.actions import revoke_letter
from masohi.work.enforcement.breach.actions import Decision, decide_file, open_file, send_file, write_file
from masohi.work.enforcement.breach.models import BreachFile
from masohi.work.enforcement.breach.queries import lost_ground
from masohi.work.enforcement.breach.terms import Outcome
from masohi.work.enforcement.facts import call_content, call_of
from masohi.work.enforcement.models import Step
from masohi.work.failures.queries import failures
from masohi.writing.indonesian import WIT, short_date
from masohi.writing.refusals import Refused
from tests import cast, missing
from tests.missing import HOUR

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(people, planned, stage):
    missing.told(people, planned.order)
    _step, at = missing.climbed(people, planned.order, 6)
    file = open_file(order=planned.order, by=people.pk, at=at)
    said = {"pk_statement": "Belum dapat dihubungi.", "person_statement": "", "person_refused": "Tidak di rumah"}
    file = write_file(file=file, **said, by=people.pk, at=at)
    return send_file(file=file, by=people.pk, at=at), at


def prison(people, file, at, outcome=Outcome.PRISON, days=45):
    decision = Decision(outcome, "PRINT-77", at.astimezone(WIT).date(), days)
    return decide_file(file=file, decision=decision, by=people.prosecutor, at=at)


def test_nobody_goes_to_prison_on_a_session_that_was_excused_meanwhile(people, sent):
    file, at = sent
    row = Step.objects.filter(order=file.order).first().cause
    assert lost_ground(file) == []
    was = standing_decision(row)
    decide_absence(appointment=row, valid=True, reason="Opname", replaces=was, by=people.pk, at=at + HOUR)
    with pytest.raises(Refused, match="berubah sesudah diajukan"):
        prison(people, file, at + 2 * HOUR)
    assert BreachFile.objects.get(pk=file.pk).state == "diajukan"
    assert prison(people, file, at + 2 * HOUR, Outcome.NONE, 0).state == "diputus"


def test_a_word_that_came_after_the_sending_is_heard_first(people, sent):
    file, at = sent
    row = Step.objects.filter(order=file.order).first().cause
    tell_excuse(appointment=row, reason="sakit", note="Surat dokter", by=people.pk, at=at + HOUR)
    with pytest.raises(Refused, match="belum diputus"):
        prison(people, file, at + 2 * HOUR)


def test_a_session_missed_after_the_sending_holds_nothing_back(people, sent):
    file, _at = sent
    _row, later = missing.misses(people, file.order, verified=False, decided=False)
    assert prison(people, file, later).result_days == 45


def test_a_letter_of_a_step_or_a_file_is_not_taken_back_beside_it(people, sent):
    file, at = sent
    step = Step.objects.filter(order=file.order).exclude(letter=None).first()
    for letter in (step.letter, file.letter):
        with pytest.raises(Refused, match="bagian dari langkah"):
            revoke_letter(letter=letter, reason="Salah", by=people.pk, at=at + HOUR)


def test_a_summons_is_indonesian_whatever_language_its_writer_reads(people, planned, stage):
    missing.told(people, planned.order)
    _row, at = missing.misses(people, planned.order)
    step = missing.step(people, planned.order, at)
    with translation.override("en"):
        call = call_of(step, [], at=at + timedelta(days=2), place="Bapas Ambon", by=people.pk)
        content = call_content(step, [], call, by=people.pk)
    assert "Saudara belum memenuhi" in content.fields["dasar"]
    assert content.facts[0][0] == "Perkara"
    assert content.signers[0].role == "Pembimbing Kemasyarakatan"


def test_a_text_names_every_date_that_it_proves(people, planned):
    missing.announced(people)
    dates = list(planned.order.appointments.order_by("starts_at").select_related("session__site"))
    assert len(dates) > 8
    said = "\n".join(dates_said(ToTell(planned.order, dates, dates, [], [], None)))
    for row in dates[8:]:
        assert short_date(row.starts_at.astimezone(WIT).date()) in said


def test_two_families_of_one_name_get_two_sheets(people, site):
    for number in ("1", "2"):
        order = cast.running(people, case_number=f"{number}/Pid.B/2026/PN Amb")
        cast.planned(people, order)
        missing.told(people, order)
        type(order.person).objects.filter(pk=order.person_id).update(phone="")
        who = {"kind": "keluarga", "name": "Maria", "number": "", "consented_on": cast.MONDAY - timedelta(days=30)}
        add_contact(person=order.person, thread=order, **who, by=people.pk, at=cast.AT)
    sheets, _alone = sheets_of(people.pk, cast.AT)
    assert [len(sheet["rows"]) for sheet in sheets] == [1, 1]


@pytest.mark.parametrize("month", ["9999-12", "0001-01", "2026-13", ""])
def test_an_address_may_name_any_month(client, people, month):
    client.force_login(people.pk)
    for name in ("failures", "letters"):
        assert client.get(reverse(name), {"bulan": month}).status_code == 200


def test_a_childs_failed_session_stands_in_no_figure(people, stage, planned):
    row = missing.ahead(planned.order)
    seen = cast.attend(people, row.session, absent=(planned.order.pk,))
    type(seen[0]).objects.filter(pk=seen[0].pk).update(outcome="lokasi_tutup")
    told = people.prosecutor, row.session.day, row.session.day
    assert len(failures(*told)) == 1
    type(planned.order).objects.filter(pk=planned.order.pk).update(child=True)
    assert failures(*told) == []


def test_what_another_office_wrote_of_an_illness_stays_with_it(client, people, stage, planned):
    other = cast.running(people, case_number="77/Pid.B/2026/PN Amb")
    strange = {
        one: Organisation.objects.create(kind="lain", name=one, short_name=one)
        for one in ("court", "prosecutor_office", "bapas")
    }
    Order.objects.filter(pk=other.pk).update(person=planned.order.person, **strange)
    told = {"document": "SK-1", "issuer": "RS", "reason": "Penyakit paru", "paper_sha256": "a" * 64, "code": "PAUSE77"}
    days = {"from_day": cast.MONDAY, "entered_by": people.pk, "entered_at": cast.AT}
    pause = Pause.objects.create(order=other, kind="medis", **told, **days)
    client.force_login(people.pk)
    page = client.get(reverse("order-pause", args=[planned.order.code])).content.decode()
    assert "untuk perkara lain orang ini" in page
    assert not any(secret in page for secret in ("Penyakit paru", "SK-1", "PAUSE77"))
    assert client.get(reverse("pause-paper", args=[planned.order.code, pause.code])).status_code == 404
