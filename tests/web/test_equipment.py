"""Equipment through its pages: enter, check, lend, hand over, receive; who sees what."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from masohi.parties.roles import Role
from masohi.reentry.equipment.lending.actions import take_back
from masohi.reentry.equipment.models import Handover, Item, Loan
from masohi.reentry.equipment.stock.models import GearStock
from masohi.reentry.papers.handovers.actions import cancel_handover, write_paper
from masohi.reentry.training.lessons.actions import plan_lessons
from tests import equipping, promised
from tests.promised import NOON, PDF, officer, unit

pytestmark = pytest.mark.django_db
ROLES = ("clerk", "prosecutor", "pk", "supervisor", "office", "administrator", "leader", "bureau", "unit", "stranger")


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)


@pytest.fixture
def giver(people):
    return equipping.industry(people)


@pytest.fixture
def tool(people):
    return equipping.item(people.unit)


def opened(client, user, name, *args):
    client.force_login(user)
    return client.get(reverse(name, args=args))


def sent(client, user, page, /, *args, **given):
    client.force_login(user)
    return client.post(reverse(page, args=args), given, follow=True)


def words(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def typed(**changes):
    given = {"owner": "LPKA Ambon", "name": "Mesin jahit", "kind": "alat", "count": "3", "unit": "buah"}
    return given | {"source": "kota", "acquired_on": "2026-09-01"} | changes


def signed(**changes):
    given = {"receiver": "LPKA Ambon", "day": "2026-10-12", "place": "Bengkel", "basis": "NPHD 028/14/2026"}
    given |= {"giver_name": "Indri Penyerah", "giver_capacity": "Kepala Bidang"}
    return given | {"receiver_name": "Lia Penerima", "receiver_capacity": "Kepala Seksi"} | changes


def test_from_an_empty_list_to_three_machines(client, people):
    assert "Belum ada barang" in words(opened(client, people.unit, "equipment"))
    page = sent(client, people.unit, "equipment-new", **typed(apart="on", check_days="30", checked_on="2026-10-01"))
    assert "3 barang tercatat" in words(page)
    assert Item.objects.count() == 3
    assert words(page).count("Segera periksa") == 3


def test_what_is_wrong_stays_typed(client, people):
    page = sent(client, people.unit, "equipment-new", **typed(source="bumn"))
    assert "Tulis pemberi dan nomor dokumen" in words(page)
    assert "Mesin jahit" in page.content.decode()
    assert not Item.objects.exists()


def test_a_tool_whose_check_has_run_out_says_stop_and_cannot_be_lent(client, people):
    old = equipping.item(people.unit, check_days=30)
    page = opened(client, people.unit, "item", old.code)
    assert "Jangan dipakai" in words(page)
    assert reverse("item-lend", args=[old.code]) not in page.content.decode()
    row = equipping.trainee(people)
    page = sent(client, people.unit, "item-lend", old.code, to=f"peserta-{row.code}", due_on="2026-10-20")
    assert "Pemeriksaan keselamatan alat ini berlaku sampai 5 Oktober 2026" in words(page)
    assert not Loan.objects.exists()
    sent(client, people.unit, "item-check", old.code, passed="ya", day="2026-10-12", checker="Teknisi SMKN 3")
    page = sent(client, people.unit, "item-lend", old.code, to=f"peserta-{row.code}", due_on="2026-10-20")
    assert "Pinjaman tercatat" in words(page)


def test_a_loan_is_taken_back_with_its_condition(client, people, tool, giver):
    equipping.loan(tool, equipping.cohort(people, giver), people.unit)
    page = opened(client, people.unit, "loans")
    assert "Las dasar" in words(page)
    page = sent(client, people.unit, "loan-back", Loan.objects.get().code, condition="rusak", note="Kabel putus")
    assert "Kembalinya barang tercatat" in words(page)
    assert "Rusak" in words(opened(client, people.unit, "equipment"))


def test_whoever_owns_it_later_does_not_learn_who_used_it(client, people):
    child, machine = equipping.trainee(people), equipping.item(people.unit)
    loan = equipping.loan(machine, child, people.unit)
    assert equipping.CHILD in words(opened(client, people.unit, "item", machine.code))
    take_back(loan=loan, condition="baik", by=people.unit, at=equipping.AT)
    prison = officer(people, "lapas", "Lapas Ambon", Role.UNIT)
    to_prison = {"giver": unit("LPKA Ambon"), "receiver": unit("Lapas Ambon")}
    equipping.received(equipping.handover(people.unit, machine, **to_prison), prison)
    page = words(opened(client, prison, "item", machine.code))
    assert "Peserta LPKA Ambon" in page
    assert not re.search(r"Kanari|\(Anak\)|Y\. ?K\.", page)


def test_the_whole_way_of_a_handover(client, people, giver):
    machine = equipping.item(giver, "Disperindag")
    page = sent(client, giver, "handover-new", items=machine.code, **signed())
    row = Handover.objects.get()
    assert re.search(r"Berita acara BASTB-1/\S+ terbit", words(page))
    paper = opened(client, people.unit, "handover-paper", row.code)
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content == opened(client, giver, "handover-paper", row.code).content
    assert "Menunggu Anda terima" in words(opened(client, people.unit, "equipment"))
    file = SimpleUploadedFile("bast.pdf", PDF, content_type="application/pdf")
    assert "Hitung barangnya dulu" in words(sent(client, people.unit, "handover-receive", row.code, file=file))
    file = SimpleUploadedFile("bast.pdf", PDF, content_type="application/pdf")
    page = sent(client, people.unit, "handover-receive", row.code, file=file, complete="on")
    assert "Barang sekarang tercatat milik lembaga Anda" in words(page)
    assert Item.objects.get().owner.short_name == "LPKA Ambon"
    assert opened(client, giver, "handover-scan", row.code).content == PDF
    assert "Mesin las" not in words(opened(client, giver, "equipment"))
    assert opened(client, giver, "item", machine.code).status_code == 404
    assert opened(client, people.office, "handover", row.code).status_code == 404


def test_only_the_other_side_may_receive(client, people, giver):
    row = equipping.handover(giver, equipping.item(giver, "Disperindag"))
    assert opened(client, giver, "handover-receive", row.code).status_code == 404
    assert opened(client, people.unit, "handover-cancel", row.code).status_code == 404
    page = sent(client, giver, "handover-cancel", row.code, reason="Salah barang")
    assert "Barang tetap milik Anda" in words(page)


def test_protective_equipment_at_a_site(client, people, site):
    assert "Belum dihitung" in words(opened(client, people.supervisor, "gear"))
    given = {"cause": "datang", "gear": "helm", "size": "", "count": "4"}
    page = sent(client, people.supervisor, "gear-site", site.slug, **given)
    assert "Helm: kurang 6 untuk 10 orang" in words(page)
    page = sent(client, people.supervisor, "gear-site", site.slug, **(given | {"cause": "hilang", "count": "5"}))
    assert "hanya ada 4" in words(page)
    assert GearStock.objects.get().count == 4


@pytest.mark.parametrize("role", ROLES)
def test_pages_are_there_for_who_works_with_them(client, people, tool, role):
    user = getattr(people, role)
    works = role in {"unit", "office"}
    assert opened(client, user, "equipment").status_code == (200 if works else 404)
    assert opened(client, user, "item", tool.code).status_code == (200 if role == "unit" else 404)
    assert opened(client, user, "gear").status_code == (200 if role in {"office", "supervisor"} else 404)


def test_the_first_page_says_what_to_do(client, people, giver):
    equipping.loan(
        equipping.item(people.unit, name="Bor"), equipping.cohort(people, giver), people.unit, due_on=equipping.DAY
    )
    equipping.item(people.unit, name="Gerinda tua", check_days=30)
    equipping.handover(giver, equipping.item(giver, "Disperindag", check_days=0, checked_on=None))
    page = words(opened(client, people.unit, "tasks"))
    for said in ("Terima barang", "Periksa alat", "Gerinda tua", "Tagih pinjaman alat", "Bor"):
        assert said in page
    assert "Periksa alat" not in words(opened(client, giver, "tasks"))


def test_a_description_is_corrected(client, people, tool):
    given = {"edition": "1", "name": "Mesin las 1300 W", "unit": "buah"}
    page = sent(client, people.unit, "item-change", tool.code, **given)
    assert "Mesin las 1300 W" in words(page)


def test_a_class_is_told_which_tool_to_leave_alone(client, people, giver):
    group = equipping.cohort(people, giver)
    equipping.loan(equipping.item(people.unit, check_days=31), group, people.unit)  # runs out on 6 October
    starts = NOON.replace(hour=9)
    (lesson,) = plan_lessons(cohort=group, starts=[starts], minutes=180, by=people.unit, at=equipping.AT)
    assert "Jangan pakai Mesin las 900 W" in words(opened(client, people.unit, "lesson", lesson.code))
    equipping.checked(Item.objects.get(), people.unit)
    assert "Jangan pakai" not in words(opened(client, people.unit, "lesson", lesson.code))


def test_a_handover_stands_at_the_commitment_that_it_keeps(client, people, giver):
    given = {"owner": unit("Pemkot Ambon"), "kind": "peralatan", "what": "Menyerahkan peralatan belajar"}
    promise = promised.commitment(people, promised.agreement(people), **given)
    page = words(opened(client, people.bureau, "commitment", promise.code))
    assert "Serah terima barang" not in page
    row = equipping.handover(giver, equipping.item(giver, "Disperindag"), commitment=promise)
    assert "Serah terima barang" not in words(opened(client, people.bureau, "commitment", promise.code))
    equipping.received(row, people.unit)
    answer = opened(client, people.bureau, "commitment", promise.code)
    assert "Serah terima barang LPKA Ambon 5 Oktober 2026 · 1 barang" in words(answer)
    assert reverse("handover", args=[row.code]) not in answer.content.decode()


def test_the_paper_is_checked_by_its_code(client, people, giver):
    row = equipping.handover(giver, equipping.item(giver, "Disperindag"))
    letter = write_paper(handover=row, by=giver, at=equipping.AT)
    page = words(client.get(reverse("letter-check", args=[letter.code])))
    assert "Berita acara serah terima barang" in page
    assert "Mesin las" not in page
    cancel_handover(handover=row, reason="Salah barang", by=giver, at=equipping.AT)
    assert "dicabut" in words(client.get(reverse("letter-check", args=[letter.code]))).lower()


def test_a_long_list_costs_no_more_questions_than_a_short_one(client, people):
    def asked(count):
        equipping.item(people.unit, name="Palu", count=count, apart=True, serial="", check_days=0, checked_on=None)
        with CaptureQueriesContext(connection) as seen:
            page = opened(client, people.unit, "equipment")
        assert page.status_code == 200
        return len(seen)

    opened(client, people.unit, "equipment")
    assert asked(2) == asked(30)


def test_what_nobody_may_use_is_found_with_one_press(client, people):
    equipping.item(people.unit, name="Gerinda tua", check_days=30)
    equipping.checked(equipping.item(people.unit, name="Bor goyah"), people.unit, passed=False)
    equipping.item(people.unit, name="Palu baru", count=4, serial="", check_days=0, checked_on=None)
    page = words(opened(client, people.unit, "equipment"))
    assert re.search(r"Barang 6 .*Jangan dipakai 2 ", page)
    client.force_login(people.unit)
    page = words(client.get(f"{reverse('equipment')}?saring=henti"))
    assert "Gerinda tua" in page
    assert "Bor goyah" in page
    assert "Palu baru" not in page
