"""R12: an older copy of the database is put back; nothing is signed until a person begins a new epoch."""

import pytest

from masohi.ledger import signing
from masohi.ledger.heads import actions, queries
from masohi.ledger.heads.actions import resume, sign_head
from masohi.ledger.heads.models import Checkpoint, Cosignature
from masohi.ledger.heads.queries import epoch, log_key, note_of, untrue_heads, why_halted
from masohi.ledger.models import Entry, Head, Subtree
from masohi.ledger.notes import parse_checkpoint, parse_note
from masohi.ledger.policies import judge
from masohi.ledger.queries import facts_of, verify
from masohi.ledger.signing import Halted
from masohi.writing.refusals import Refused
from tests import cast
from tests.ledger.conftest import cosigned_head, grow

pytestmark = pytest.mark.django_db
TABLES = (Head, Entry, Subtree, Checkpoint, Cosignature)
COPIES = 10


def copied():
    """Everything the database holds of the log, as a backup would."""
    return {model: list(model.objects.order_by("pk")) for model in TABLES}


def restored(copy):
    for model in reversed(TABLES):
        model.objects.all().delete()
    for model in TABLES:
        model.objects.bulk_create(copy[model])


@pytest.fixture
def copies(witnesses):
    """Ten copies of a log that goes on, and the newest head, which the witnesses hold."""
    taken = []
    for number in range(COPIES):
        grow(30)
        if number % 2:
            sign_head(at=cast.AT)
        taken.append(copied())
    grow(30)
    return taken, note_of(cosigned_head(witnesses[:2]))


def refusals(taken, keys):
    """How many copies are refused: as they are, and once they have grown past what was signed."""
    state = (keys / "log-state.json").read_text()
    refused = 0
    for copy in taken:
        both = 0
        for grown in (0, 400):
            (keys / "log-state.json").write_text(state)
            restored(copy)
            if grown:
                grow(grown)
            try:
                sign_head(at=cast.AT)
            except Halted:
                both += 1
        refused += both == 2
    return refused


def test_no_older_copy_signs(copies, keys, figure):
    taken, _newest = copies
    refused = refusals(taken, keys)
    assert refused == COPIES
    figure("R12", f"{refused} of {COPIES}")


def test_without_the_state_a_copy_would_sign_a_second_history(copies, keys, monkeypatch):
    """Why what was signed is kept beside the database."""
    taken, newest = copies
    monkeypatch.setattr(actions, "disagreement", lambda *told: "")
    assert refusals(taken, keys) == 0
    said = parse_checkpoint(parse_note(newest).text)
    fork = Checkpoint.objects.order_by("-size").first()
    assert fork.size > said.size
    assert parse_checkpoint(parse_note(fork.text).text).origin == said.origin
    assert queries.root_at(said.size) != said.root


def test_it_stays_halted_until_somebody_resumes(copies, keys):
    taken, _newest = copies
    restored(taken[3])
    assert "lebih tua" in why_halted()
    with pytest.raises(Halted, match="lebih tua"):
        sign_head(at=cast.AT)
    restored(copied() | taken[9])
    with pytest.raises(Halted, match="resume"):
        sign_head(at=cast.AT)
    assert signing.read_state(keys).halted


@pytest.mark.parametrize("witnessed", [True, False])
def test_a_new_epoch_begins(copies, keys, witnessed):
    taken, newest = copies
    said = parse_checkpoint(parse_note(newest).text)
    if witnessed:
        (keys / "log-state.json").unlink()
    restored(taken[5])
    with pytest.raises(Halted):
        sign_head(at=cast.AT)
    assert resume(witnessed=newest if witnessed else "", at=cast.AT) == 2
    assert (why_halted(), epoch()) == ("", 2)
    entry = Entry.objects.get(kind="ledger.resumed")
    assert facts_of(entry)["known"]["deeds"] == [said.size, said.root.hex()]
    grow(500)
    head = sign_head(at=cast.AT)
    assert (head.epoch, head.text.split("\n")[0]) == (2, "masohi.ambon.go.id/ledger/2")
    assert judge(note_of(head), signing.read_policy(keys)).log == log_key()
    assert verify().ok
    assert list(untrue_heads()) == []


def test_a_crash_between_file_and_database_leaves_all_halted(copies, keys, monkeypatch):
    taken, _newest = copies
    restored(taken[5])

    def broken(*told, **more):
        raise OSError("power cut")

    with monkeypatch.context() as patch:
        patch.setattr(actions, "record", broken)
        with pytest.raises(OSError, match="power cut"):
            resume(at=cast.AT)
    assert "masa 1" in why_halted()
    assert resume(at=cast.AT) == 3
    assert sign_head(at=cast.AT).epoch == 3


def test_a_head_that_nobody_signed_resumes_nothing(copies):
    taken, newest = copies
    restored(taken[5])
    with pytest.raises(Refused, match="tidak dapat diterima"):
        resume(witnessed=newest.replace("/ledger/1", "/ledger/7"), at=cast.AT)
    assert epoch() == 1


def test_a_newer_database_than_the_state_halts(copies, keys):
    """The file was put back from a copy, not the database."""
    old = (keys / "log-state.json").read_text()
    resume(at=cast.AT)
    (keys / "log-state.json").write_text(old)
    assert "masa 2" in why_halted()
    with pytest.raises(Halted, match="masa 2"):
        sign_head(at=cast.AT)
