"""The public page of the record: its newest head, what a witness needs, and the way back of a cosigned head."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.urls import reverse

from masohi.ledger.heads.actions import add_witness, sign_head
from masohi.ledger.heads.models import Cosignature
from masohi.ledger.heads.queries import is_cosigned, newest_head
from tests import cast

pytestmark = pytest.mark.django_db
SCRIPT = Path(__file__).resolve().parents[2] / "verifier" / "verify.py"


def verify(*arguments):
    """The witness's own machine: the script alone."""
    run = subprocess.run([sys.executable, "-I", SCRIPT, *arguments], capture_output=True, text=True)
    return run.returncode, run.stdout, run.stderr


@pytest.fixture
def witness(tmp_path):
    """A witness with a key, named in the policy."""
    code, line, _ = verify("new-key", "bapas-ambon", "--key", str(tmp_path / "kunci"))
    assert code == 0
    return line.strip()


def test_without_a_head_the_page_says_so(client, people):
    assert "Belum ada kepala" in client.get(reverse("record")).content.decode()
    assert client.get(reverse("record-head")).status_code == 404


def test_a_witness_cosigns_by_the_page_alone(client, people, witness, tmp_path):
    """First head, then a grown one with the proof of continuation: nothing but public files and the script."""
    sign_head(at=cast.AT)
    add_witness("bapas-ambon", witness)
    held = 0
    for _ in range(2):
        for name in ("head", "policy"):
            answer = client.get(reverse(f"record-{name}"))
            (tmp_path / name).write_text(answer.content.decode(), encoding="utf-8")
        step = client.get(reverse("record-step"), {"dari": held}).content.decode()
        (tmp_path / "step").write_text(step, encoding="utf-8")
        files = {n: str(tmp_path / n) for n in ("head", "policy", "step", "kunci", "state")}
        code, signed, fault = verify(
            "cosign",
            files["head"],
            "--policy",
            files["policy"],
            "--proof",
            files["step"],
            "--key",
            files["kunci"],
            "--state",
            files["state"],
        )
        assert code == 0, fault
        answer = client.post(reverse("record"), {"note": signed.replace("\n", "\r\n")}, follow=True)
        assert "Tanda tangan diterima: bapas-ambon." in answer.content.decode()
        assert is_cosigned(newest_head())
        held = newest_head().size
        cast.site(people)
        sign_head(at=cast.AT)
    assert Cosignature.objects.count() == 2


@pytest.mark.parametrize("text", ["", "apa saja", "masohi\n1\nAAAA\n\n— x yyy"])
def test_what_is_no_cosigned_head_is_refused(client, people, text):
    sign_head(at=cast.AT)
    answer = client.post(reverse("record"), {"note": text}, follow=True)
    assert answer.status_code == 200
    assert not Cosignature.objects.exists()


def test_a_stranger_is_no_witness(client, people, witness, tmp_path):
    """A good signature of somebody who is not in the policy."""
    sign_head(at=cast.AT)
    for name in ("head", "policy"):
        (tmp_path / name).write_bytes(client.get(reverse(f"record-{name}")).content)
    (tmp_path / "step").write_text("")
    files = {n: str(tmp_path / n) for n in ("head", "policy", "step", "kunci", "state")}
    _, signed, _ = verify(
        "cosign",
        files["head"],
        "--policy",
        files["policy"],
        "--proof",
        files["step"],
        "--key",
        files["kunci"],
        "--state",
        files["state"],
    )
    client.post(reverse("record"), {"note": signed})
    assert not Cosignature.objects.exists()


def test_the_sheet_of_the_day_is_a_pdf_with_the_head(client, people):
    sign_head(at=cast.AT)
    answer = client.get(reverse("record-sheet"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


@pytest.mark.parametrize("old", ["", "x", "999999", "-1"])
def test_a_step_from_nowhere_is_not_there(client, people, old):
    sign_head(at=cast.AT)
    assert client.get(reverse("record-step"), {"dari": old}).status_code == 404
