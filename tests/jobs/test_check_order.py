"""`masohi check-order`: every edge of the law with rule, article and message."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from masohi.config.cli import main
from tests.law.samples import ORDER

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def spring(monkeypatch):
    monkeypatch.setattr("masohi.faces.jobs.commands.today", lambda: date(2026, 3, 2))
    monkeypatch.setattr("masohi.faces.jobs.commands.database_ready", lambda: False)


@pytest.fixture
def judged(tmp_path, capsys):
    def judge(order):
        path = tmp_path / "putusan.json"
        path.write_text(json.dumps(order), encoding="utf-8")
        code = main(["check-order", str(path), "--json"])
        answer = json.loads(capsys.readouterr().out)
        return code, answer["orders"][0]

    return judge


def test_the_published_shape_is_admitted_with_its_deadline(judged):
    code, answer = judged(ORDER)
    assert (code, answer["admissible"], answer["deadline"]) == (0, True, "2026-08-15")


EDGES = [
    ({"hours": 7}, "KS-05"),
    ({"hours": 8}, None),
    ({"hours": 240}, None),
    ({"hours": 241}, "KS-05"),
    ({"offence_max_prison_months": 59}, None),
    ({"offence_max_prison_months": 60}, "KS-01"),
    ({"replaced_prison_days": 180}, None),
    ({"replaced_prison_days": 181}, "KS-02"),
    ({"replaced_prison_days": None, "replaced_fine_rupiah": 10_000_000, "sanction": "fine"}, None),
    ({"replaced_prison_days": None, "replaced_fine_rupiah": 10_000_001, "sanction": "fine"}, "KS-03"),
    ({"replaced_fine_rupiah": 1_000_000}, "KS-04"),
    ({"replaced_prison_days": None}, "KS-04"),
    ({"hours_per_day": 8}, None),
    ({"hours_per_day": 9}, "KS-07"),
    ({"completion_days": 180}, None),
    ({"completion_days": 181}, "KS-08"),
    ({"sanction": None}, "KS-12"),
    ({"offence_is_perda_fine_only": True}, "KS-42"),
    ({"case_number": "8/Pid.Sus-Anak/2026/PN Amb"}, "ID-05"),
    ({"person": {**ORDER["person"], "birth_date": "2007-11-01"}}, None),
    ({"person": {**ORDER["person"], "birth_date": "2007-11-02"}}, "KS-16"),
    ({"person": {**ORDER["person"], "sex": "P", "nik": "8171014105990001", "nik_reason": None}}, None),
    ({"person": {**ORDER["person"], "sex": "L", "nik": "8171014105990001", "nik_reason": None}}, "ID-01"),
    ({"person": {**ORDER["person"], "sex": "P", "nik": "8171010105990001", "nik_reason": None}}, "ID-01"),
]


@pytest.mark.parametrize(("change", "rule"), EDGES, ids=lambda e: str(e)[:60])
def test_an_edge_of_the_law(judged, change, rule):
    code, answer = judged({**ORDER, **change})
    blocks = {f["rule"]: f for f in answer["findings"] if f["level"] == "block"}
    if rule is None:
        assert (code, blocks) == (0, {})
    else:
        assert code == 3
        assert rule in blocks
        assert blocks[rule]["article"]
        assert blocks[rule]["message"]


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe\x00", b"[" * 100_000, b'{"v": NaN'], ids=range(5))
def test_what_is_not_json_is_told_and_never_a_traceback(tmp_path, capsys, content):
    path = tmp_path / "x.json"
    path.write_bytes(content)
    assert main(["check-order", str(path), "--json"]) == 2
    told = capsys.readouterr()
    assert json.loads(told.out)["error"]
    assert told.err.strip()


@pytest.mark.parametrize("order", [{}, [], 5, None, "x", {"person": 3, "hours": "x"}, {"hours": 150.0}, {"neu": 1}])
def test_a_strange_order_is_a_finding(tmp_path, capsys, order):
    path = tmp_path / "x.json"
    path.write_text(json.dumps([order]), encoding="utf-8")
    assert main(["check-order", str(path), "--json"]) == 3
    assert json.loads(capsys.readouterr().out)["orders"][0]["findings"]


def test_the_command_reads_standard_input_and_prints_json_only(tmp_path):
    env = {**os.environ, "MASOHI_DATA": str(tmp_path), "PYTHONPATH": str(ROOT)}
    env.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "masohi.config.cli", "check-order", "-", "--json"]
    done = subprocess.run(
        command, input=json.dumps([ORDER, {**ORDER, "hours": 7}]), env=env, cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 3
    assert [one["admissible"] for one in json.loads(done.stdout)["orders"]] == [True, False]


def test_people_read_sentences(tmp_path, capsys):
    path = tmp_path / "x.json"
    path.write_text(json.dumps({**ORDER, "hours": 241}), encoding="utf-8")
    assert main(["check-order", str(path)]) == 3
    assert "KS-05" in capsys.readouterr().out
