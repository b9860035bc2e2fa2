"""F55 to F57: letters and files; and every attack has its test, its class and its mutant."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.urls import reverse

from masohi.faces.public import views as public_views
from masohi.ledger.reads.models import READS
from masohi.work.attendance.models import Attendance
from masohi.work.completion.actions import complete_order
from masohi.work.flags.actions import decide_flag
from masohi.work.flags.models import Flag
from masohi.work.flags.terms import Decision
from masohi.work.letters.models import Letter
from masohi.writing.refusals import Refused
from tests import cast
from tests.fraud.attacks import ATTACKS, IN_THE_TEST

pytestmark = pytest.mark.django_db
both = pytest.mark.parametrize("guard", [True, False], ids=["guard", "mutant"])
HERE = Path(__file__).parent


@pytest.fixture
def worked(people, site):
    """An order of eight hours, all of them worked and accepted."""
    order = cast.running(people, hours=8)
    cast.planned(people, order)
    return order, cast.work_out(people, order)


@both
def test_F55_an_edited_letter(town, people, worked, client, guard, monkeypatch):
    order, at = worked
    _, letter = complete_order(order=order, by=people.prosecutor, at=at)
    forged = ("A" if letter.code[0] != "A" else "B") + letter.code[1:]
    if not guard:
        monkeypatch.setattr(public_views, "letter_by_code", lambda code: Letter.objects.latest("pk"))
    good = client.get(reverse("letter-check", args=[letter.code])).content.decode()
    bad = client.get(reverse("letter-check", args=[forged])).content.decode()
    assert "ASLI" in good
    assert ("TIDAK DITEMUKAN" in bad) is guard


@both
def test_F56_a_certificate_with_an_open_flag(town, people, worked, guard):
    town.guard("F56", guard)
    order, at = worked
    session = Attendance.objects.earliest("pk").appointment.session
    session.head_counts.filter(phase="awal").update(people=4)
    assert town.flags(session) == {"F06"}
    session.head_counts.filter(phase="awal").update(people=1)
    try:
        complete_order(order=order, by=people.prosecutor, at=at)
        told = ""
    except Refused as refusal:
        told = str(refusal)
    assert ("tanda yang belum diperiksa" in told) is guard
    assert (not Letter.objects.exists()) is guard


def test_F56_a_decided_flag_lets_the_certificate_go(town, people, worked):
    order, at = worked
    session = Attendance.objects.earliest("pk").appointment.session
    session.head_counts.filter(phase="awal").update(people=4)
    town.flags(session)
    session.head_counts.filter(phase="awal").update(people=1)
    flag = Flag.objects.get()
    decide_flag(flag=flag, decision=Decision.EXPLAINED, note="Tamu ikut dihitung", by=people.pk, at=at)
    assert len(complete_order(order=order, by=people.prosecutor, at=at)) == 2


@both
def test_F57_browsing_other_offices_files(town, people, running, client, guard):
    town.guard("F57", guard)
    client.force_login(people.stranger)
    assert (client.get(reverse("order", args=[running.code])).status_code == 404) is guard


def test_F57_every_opening_is_in_the_log_of_reads(people, running, client):
    client.force_login(people.pk)
    before = READS.entries.objects.count()
    client.get(reverse("order", args=[running.code]))
    assert READS.entries.objects.count() == before + 1


def played_attacks():
    """Test functions of this folder, by the attack whose number they bear."""
    found = {}
    for path in HERE.glob("test_*.py"):
        for one in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(one, ast.FunctionDef) and one.name.startswith("test_F"):
                found.setdefault(one.name[5:8], []).append(one)
    return found


def controlled(function):
    """Whether a test is played with and without the guard."""
    marked = any(isinstance(mark, ast.Name) and mark.id == "both" for mark in function.decorator_list)
    return marked and "guard" in ast.unparse(function.args)


def missing(attacks, tests):
    """Attacks without a class, a test, or a mutant that the test plays."""
    for number, attack in attacks.items():
        played = [one for one in tests.get(number, []) if controlled(one)]
        if (
            attack.kind not in {"B", "D", "N"}
            or not tests.get(number)
            or (attack.kind != "N" and not (played and (attack.mutant or number in IN_THE_TEST)))
        ):
            yield number


def test_every_attack_has_test_class_and_mutant():
    tests = played_attacks()
    assert list(ATTACKS) == [f"F{n:02}" for n in range(1, 58)]
    assert list(missing(ATTACKS, tests)) == []
    kinds = [one.kind for one in ATTACKS.values()]
    assert [kinds.count(kind) for kind in "BDN"] == [37, 19, 1]


@pytest.mark.skipif("MASOHI_SCORE" not in os.environ, reason="for the scorecard; here every attack is played by itself")
def test_all_attacks_end_as_declared(figure, tmp_path):
    """Every attack and its mutant in one run of their own."""
    env = {name: value for name, value in os.environ.items() if name != "MASOHI_SCORE"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(HERE), "-k", "test_F"]
    run = subprocess.run(command, cwd=HERE.parents[1], env=env | {"MASOHI_DATA": str(tmp_path)}, capture_output=True)
    assert run.returncode == 0, run.stdout.decode()[-2000:]
    kinds = [one.kind for one in ATTACKS.values()]
    told = f"{kinds.count('B')} dicegah, {kinds.count('D')} ditandai, {kinds.count('N')} tidak terlihat dan tertulis"
    figure("R56", f"{len(played_attacks())}/57 seperti dinyatakan: {told}")


def test_an_attack_without_its_test_is_seen():
    """Negative control of the table."""
    tests = played_attacks()
    assert list(missing(ATTACKS, tests | {"F07": []})) == ["F07"]
    assert list(missing(ATTACKS | {"F10": ATTACKS["F10"]._replace(mutant=[])}, tests)) == ["F10"]
