"""Scenes that are played once in a process: the deeds run the first time, and their rows are put back for every other test.

A scene is put back only onto the state in which it was played: both logs must end at the same entry (its hash holds a
salt of its own) and the tables that the scene writes must hold as many rows. Anywhere else it is played anew.
"""

import pickle
from collections.abc import Callable
from typing import Any, NamedTuple

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction

from masohi.ledger.models import DEEDS
from masohi.ledger.reads.models import READS

Rows = dict[str, dict[Any, tuple]]  # table -> primary key -> columns


class Change(NamedTuple):
    """What a scene did to one table: statements with their values."""

    table: str
    before: int  # rows
    steps: list[tuple[str, list]]


class Scene(NamedTuple):
    """What a scene left behind, and what it answered, in bytes: every test has objects of its own."""

    changes: list[Change]
    sequences: str
    files: dict[str, tuple[int, bytes]]
    answer: bytes


class Stage:
    """The scenes that one process has played. `played` counts, so that a test can tell playing from putting back."""

    def __init__(self) -> None:
        self.scenes: dict[tuple, Scene] = {}
        self.played = 0

    def show(self, name: str, play: Callable[..., Any], *given: Any) -> Any:
        """What `play(*given)` answers, with the rows and key files that it leaves."""
        scene = self.scenes.get((name, *ends()))
        if scene is None or counts(scene) != tuple(change.before for change in scene.changes):
            return self._play(name, play, given)
        put_back(scene)
        return pickle.loads(scene.answer)

    def _play(self, name: str, play: Callable[..., Any], given: tuple) -> Any:
        self.played += 1
        key, before, files = (name, *ends()), rows(), key_files()
        answer = play(*given)
        changes = [change for model in tables() if (change := difference(model, before, rows_of(model)))]
        self.scenes[key] = Scene(
            changes,
            _sequences({change.table for change in changes}),
            {path: kept for path, kept in key_files().items() if files.get(path) != kept},
            pickle.dumps(answer),
        )
        return answer


def tables() -> list[Any]:
    """Every table that Django knows, by its model."""
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]


def ends() -> tuple[bytes, ...]:
    """Where both logs end."""
    return tuple(log.head().end.hash for log in (DEEDS, READS))


def rows() -> Rows:
    """Everything in the database."""
    return {model._meta.db_table: rows_of(model) for model in tables()}


def rows_of(model: Any) -> dict[Any, tuple]:
    """One table as the database stores it."""
    columns = [field.column for field in model._meta.local_concrete_fields]
    place = columns.index(model._meta.pk.column)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_quoted(columns)} FROM {_quoted([model._meta.db_table])}")
        return {row[place]: tuple(map(_plain, row)) for row in cursor.fetchall()}


def difference(model: Any, before: Rows, after: dict[Any, tuple]) -> Change | None:
    """Statements that lead from one state of a table to another; None where nothing changed."""
    table, was = model._meta.db_table, before[model._meta.db_table]
    gone = [key for key, row in was.items() if after.get(key) != row]
    new = [row for key, row in after.items() if was.get(key) != row]
    steps = []
    if gone:
        where = f"{_quoted([model._meta.pk.column])} IN ({_places(gone)})"
        steps.append((f"DELETE FROM {_quoted([table])} WHERE {where}", gone))
    if new:
        columns = _quoted(field.column for field in model._meta.local_concrete_fields)
        values = ", ".join(f"({_places(row)})" for row in new)
        steps.append((f"INSERT INTO {_quoted([table])} ({columns}) VALUES {values}", [v for row in new for v in row]))
    return Change(table, len(was), steps) if steps else None


def counts(scene: Scene) -> tuple[int, ...]:
    """Rows now in the tables that the scene writes."""
    if not scene.changes:
        return ()
    asked = ", ".join(f"(SELECT count(*) FROM {_quoted([change.table])})" for change in scene.changes)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}")
        return cursor.fetchone()


def put_back(scene: Scene) -> None:
    """The rows and key files that the scene left when it was played."""
    with transaction.atomic(), connection.cursor() as cursor:
        for change in scene.changes:
            for statement, values in change.steps:
                cursor.execute(statement, values)
        if scene.sequences:
            cursor.execute(scene.sequences)
    for path, (mode, content) in scene.files.items():
        place = settings.KEYS / path
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        place.write_bytes(content)
        place.chmod(mode)


def key_files() -> dict[str, tuple[int, bytes]]:
    """The folder of keys: modes and contents."""
    found = [path for path in settings.KEYS.rglob("*") if path.is_file()]
    return {str(path.relative_to(settings.KEYS)): (path.stat().st_mode & 0o777, path.read_bytes()) for path in found}


def _sequences(written: set[str]) -> str:
    """PostgreSQL does not see that numbers were given by hand; SQLite does."""
    models = [model for model in tables() if model._meta.db_table in written]
    return "".join(connection.ops.sequence_reset_sql(no_style(), models))


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def _places(values: Any) -> str:
    return ", ".join(["%s"] * len(values))


def _quoted(names: Any) -> str:
    return ", ".join(connection.ops.quote_name(name) for name in names)
