"""Equipment changes its owner by a paper that both sides sign, and by nothing else."""

from datetime import datetime, timedelta

import pypdfium2
import pytest
from django.db import IntegrityError, transaction

from masohi.reentry.equipment.handovers.actions import receive_handover
from masohi.reentry.equipment.handovers.queries import handovers, to_receive
from masohi.reentry.equipment.models import Handover, Item
from masohi.reentry.equipment.queries import items
from masohi.reentry.papers.handovers.actions import cancel_handover, write_paper
from masohi.reentry.papers.handovers.queries import letter_pdf, paper_of
from masohi.reports.wholeness.queries import touched_anywhere
from masohi.work.letters.queries import letter_by_code
from masohi.writing.refusals import Conflict, Refused, Unlawful
from tests import equipping
from tests.equipping import AT, DAY
from tests.promised import officer, unit

pytestmark = pytest.mark.django_db


def noon(day):
    return datetime.combine(day, AT.timetz())


@pytest.fixture
def giver(people):
    return equipping.industry(people)


@pytest.fixture
def tool(people):
    return equipping.item(people.unit)


@pytest.fixture
def cohort(people, giver):
    return equipping.cohort(people, giver)


def test_the_owner_changes_when_the_receiver_says_so_with_the_signed_paper(people, giver):
    machine = equipping.item(giver, "Disperindag")
    row = equipping.handover(giver, machine)
    letter = write_paper(handover=row, by=giver, at=AT)
    assert letter.number.startswith("BASTB-1/")
    assert Item.objects.get(pk=machine.pk).owner.short_name == "Disperindag"
    assert [(one, one.size) for one in to_receive(people.unit)] == [(row, 1)]
    equipping.received(row, people.unit)
    assert Item.objects.get(pk=machine.pk).owner.short_name == "LPKA Ambon"
    assert list(items(people.unit)) == [machine]
    assert not items(giver).exists(), "the city keeps nothing of it in its list"
    assert handovers(giver).get().size == 1
    assert list(touched_anywhere()) == []


def test_while_it_is_handed_over_nobody_lends_it(people, giver, cohort):
    machine = equipping.item(giver, "Disperindag")
    row = equipping.handover(giver, machine)
    with pytest.raises(Conflict, match="diserahkan"):
        equipping.loan(machine, cohort, giver)
    with pytest.raises(Conflict, match="diserahkan"):
        equipping.handover(giver, machine)
    write_paper(handover=row, by=giver, at=AT)
    cancel_handover(handover=row, reason="Salah pilih", by=giver, at=AT)
    equipping.loan(machine, cohort, giver)


def test_a_cancelled_handover_takes_its_paper_back(people, giver):
    row = equipping.handover(giver, equipping.item(giver, "Disperindag"))
    letter = write_paper(handover=row, by=giver, at=AT)
    with pytest.raises(Conflict, match="sudah terbit"):
        write_paper(handover=row, by=giver, at=AT)
    with pytest.raises(Refused, match="Hanya pemberi"):
        cancel_handover(handover=row, reason="Tidak perlu", by=people.unit, at=AT)
    cancel_handover(handover=row, reason="Salah pilih", by=giver, at=AT)
    assert letter_by_code(letter.code).revoked_at == AT
    with pytest.raises(Conflict, match="selesai atau dibatalkan"):
        equipping.received(row, people.unit)


def test_nobody_gives_what_belongs_to_somebody_else(people, giver, tool):
    with pytest.raises(Unlawful) as found:
        equipping.handover(giver, tool)
    assert [one.rule for one in found.value.findings] == ["AL-03"]
    with pytest.raises(Refused, match="lembaga Anda sendiri"):
        equipping.handover(people.unit, tool)


def test_only_the_receiver_receives_and_only_once_it_is_the_day(people, giver):
    row = equipping.handover(giver, equipping.item(giver, "Disperindag"), day=DAY + timedelta(days=1))
    with pytest.raises(Refused, match="Penerima yang menyatakan"):
        equipping.received(row, giver)
    with pytest.raises(Refused, match="belum tiba"):
        equipping.received(row, people.unit)
    with pytest.raises(Refused, match="PDF, JPG, atau PNG"):
        receive_handover(handover=row, scan=("x.pdf", b"bukan"), by=people.unit, at=noon(DAY + timedelta(days=1)))
    assert Handover.objects.get().state == "menunggu"


def test_one_person_in_two_offices_does_not_hand_over_to_themself(people, giver):
    both = officer(people, "rangkap", "Disperindag")
    both.memberships.create(organisation=unit("LPKA Ambon"), role="upt", began_on=DAY)
    both = type(both).objects.get(pk=both.pk)
    row = equipping.handover(both, equipping.item(both, "Disperindag"))
    with pytest.raises(Refused, match="Anda yang menyusun"):
        equipping.received(row, both)
    with pytest.raises(IntegrityError), transaction.atomic():  # and the database refuses it too
        Handover.objects.update(state="diterima", ended_by=both, ended_at=AT)


def test_the_paper_names_both_who_sign_and_every_thing(people, giver):
    row = equipping.handover(giver, equipping.item(giver, "Disperindag"))
    pdf = letter_pdf(write_paper(handover=row, by=giver, at=AT))
    words = words_of(pdf)
    for said in ("Indri Penyerah", "Lia Penerima", "Kepala Bidang Industri", "Mesin las 900 W", "LAS-900-17"):
        assert said in words
    assert "NPHD 028/14/2026" in words
    assert "Rp1.850.000" in words
    assert paper_of(row).unit.short_name == "Disperindag"


def words_of(pdf):
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)).split())


# --- protective equipment at sites
