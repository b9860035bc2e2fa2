"""A run about PostgreSQL leaves out only tests that cannot see that database (`meets_database`)."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection

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
