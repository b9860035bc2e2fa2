"""What follows a class, through its pages: who sees whom, what is asked, what a figure tells."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from masohi.ledger.reads.models import Reading
from masohi.reentry.livelihood.actions import open_application
from masohi.reentry.livelihood.models import Application, Income, ToolKept
from tests import equipping
from tests.equipping import LATER
from tests.promised import officer, unit

pytestmark = pytest.mark.django_db
ROLES = ("clerk", "prosecutor", "pk", "supervisor", "office", "administrator", "leader", "bureau", "unit", "stranger")


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)


@pytest.fixture
def gone(people):
    return equipping.home(people, equipping.trainee(people))


def opened(client, user, name, *args):
    client.force_login(user)
    return client.get(reverse(name, args=args))


def sent(client, user, name, *args, **given):
    client.force_login(user)
    return client.post(reverse(name, args=args), given, follow=True)


def words(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def application(people, row, **changes):
    given = {"aim": "kur", "task": "Lengkapi KTP", "due_on": LATER.date() + timedelta(days=9), "at": LATER}
    return open_application(trainee=row, **(given | changes), by=people.unit)


def test_an_income_is_asked_for_and_told_with_consent(client, people, gone):
    page = opened(client, people.unit, "livelihood")
    assert "3 bulan sesudah pulang" in words(page)
    given = {"months": "3", "day": "2027-01-10", "answer": "dijawab", "rupiah": "1250000", "living": "usaha"}
    page = sent(client, people.unit, "income-new", gone.code, **given)
    assert "Tanpa persetujuan" in words(page)
    assert not Income.objects.exists()
    page = sent(client, people.unit, "income-new", gone.code, **given, consent="on")
    assert "Rp1.250.000" in words(page)
    page = sent(client, people.unit, "income-withdraw", gone.code, Income.objects.get().pk, reason="Ditarik orangnya")
    assert "Rp1.250.000" not in words(page)
    assert "Ditarik orangnya" in words(page)


def test_one_persons_income_is_in_no_figure(client, people, gone):
    equipping.income(people, gone, 987_654)
    for user in (people.unit, people.leader, people.office, people.bureau):
        page = words(opened(client, user, "livelihood-figures"))
        assert "987.654" not in page
        assert "1 dari 1 orang menjawab" in page


def test_an_office_sees_whom_it_helps_a_child_by_initials(client, people, gone):
    helper = officer(people, "koko", "Dinkop UMKM")
    assert "Tidak ada permohonan yang menunggu" in words(opened(client, helper, "livelihood"))
    row = application(people, gone, office=unit("Dinkop UMKM"))
    page = words(opened(client, helper, "livelihood"))
    assert "(Anak)" in page
    assert "Kanari" not in page
    page = words(opened(client, helper, "application", row.code))
    assert "Kanari" not in page
    assert "Tidak dilanjutkan" not in page
    given = {"edition": "1", "step": "diterima", "result": "Akad 12/2027"}
    assert "Permohonan tersimpan" in words(sent(client, helper, "application", row.code, **given))
    assert Application.objects.get().step == "diterima"
    assert "Simpan" not in words(opened(client, people.unit, "application", row.code)).split("Sudah selesai")[1]
    for name in ("livelihood-person", "tool-new", "income-new", "application-new"):
        assert opened(client, helper, name, gone.code).status_code == 404


def test_a_tool_goes_home_and_comes_back(client, people):
    row, tool = equipping.trainee(people), equipping.item(people.unit, check_days=0, checked_on=None)
    given = {"item": tool.code, "keeping": "pinjam", "day": "2027-01-09", "until": "2027-03-01"}
    page = sent(client, people.unit, "tool-new", row.code, **given)
    assert "Mesin las 900 W" in words(page)
    assert "Dipinjamkan untuk usaha di rumah" in words(page)
    page = sent(client, people.unit, "tool-back", ToolKept.objects.get().code, condition="baik")
    assert "Kembalinya alat tercatat" in words(page)


def test_who_opens_a_person_is_noted(client, people, gone):
    before = Reading.objects.count()
    opened(client, people.unit, "livelihood-person", gone.code)
    assert Reading.objects.count() == before + 1


@pytest.mark.parametrize("role", ROLES)
def test_pages_are_there_for_who_works_with_them(client, people, gone, role):
    user = getattr(people, role)
    assert opened(client, user, "livelihood").status_code == (200 if role in {"unit", "office"} else 404)
    assert opened(client, user, "livelihood-person", gone.code).status_code == (200 if role == "unit" else 404)
    counted = {"unit", "office", "leader", "bureau"}
    assert opened(client, user, "livelihood-figures").status_code == (200 if role in counted else 404)


def test_the_first_page_says_what_to_do(client, people, gone):
    application(people, gone)
    page = words(opened(client, people.unit, "tasks"))
    for said in ("Urus permohonan", "Tanyakan penghasilan", equipping.CHILD):
        assert said in page
