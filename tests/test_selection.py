"""A run about PostgreSQL leaves out only tests that cannot see that database (`meets_database`)."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection

import run
from run import WITH_DATABASE
from tests.conftest import meets_database

ROOT = Path(__file__).resolve().parents[1]
HANDED_ON = ("subprocess", "os.environ")


def asking(*fixtures, mark=None):
    return SimpleNamespace(fixturenames=["tmp_path", *fixtures], get_closest_marker={"django_db": mark}.get)


@pytest.mark.parametrize("item", [asking("db"), asking("transactional_db"), asking("town_of"), asking(mark="marked")])
def test_who_asks_for_the_database_is_kept(item):
    assert meets_database(item)


def test_who_does_not_ask_is_left_out():
    assert not meets_database(asking("monkeypatch"))


def test_who_does_not_ask_cannot_see_it():
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        connection.ensure_connection()


def handing_on(text):
    """Does a file start processes with this environment and not say what becomes of the database's address?"""
    return all(word in text for word in HANDED_ON) and "DATABASE_URL" not in text


def test_a_process_of_its_own_gets_a_database_of_its_own():
    files = [path for part in WITH_DATABASE for path in (ROOT / part).rglob("*.py")]
    assert [path.name for path in files if handing_on(path.read_text(encoding="utf-8"))] == []
    assert sum("DATABASE_URL" in path.read_text(encoding="utf-8") for path in files) > 5


def test_a_process_that_inherits_the_address_is_seen():
    """Negative control."""
    assert handing_on("subprocess.run([], env=os.environ | more)")


def test_a_changed_search_is_compiled_from_nothing(tmp_path, monkeypatch):
    """Machine code of an older rule must not be called by functions whose own file stayed the same."""
    city = tmp_path / "masohi" / "planning" / "city"
    cache = city / "__pycache__"
    cache.mkdir(parents=True)
    (tmp_path / "requirements.lock").write_text("")
    (city / "person.py").write_text("old")
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "VENV", tmp_path)
    monkeypatch.setattr(run, "call", lambda *command, **environment: (cache / "search.nbc").write_text("compiled"))
    run.compile_search()
    run.compile_search()
    assert (cache / "search.nbc").exists()
    (cache / "search.1.nbi").write_text("compiled before")
    (city / "person.py").write_text("new")
    run.compile_search()
    assert not (cache / "search.1.nbi").exists()
    assert (cache / "search.nbc").exists()
