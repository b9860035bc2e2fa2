"""A migration makes each of its tables whole, with all columns and constraints, instead of growing it step by step.

    python -m tools.whole_tables FILE...    rewrites what a fresh `makemigrations` wrote

`makemigrations` creates a table first and adds keys and constraints afterwards, one operation each. Django renders
every related model again for each of them, which made up most of the first start. The schema and the migration's name
stay as they are, so an installation that has run it notices nothing (`tests/test_migrations.py`).
"""

import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import django
from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel, Migration
from django.db.migrations.operations.base import Operation
from django.db.migrations.writer import MigrationWriter
from django.db.models import Field

ROOT = Path(__file__).resolve().parents[1]
Made = dict[str, CreateModel]


def whole(operations: Sequence[Operation], app: str) -> list[Operation]:
    """The same operations with every table made whole, a table after those that it refers to.

    Raises ValueError where two tables of one migration refer to each other.
    """
    made: Made = {one.name_lower: one for one in operations if isinstance(one, CreateModel)}
    rest = [one for one in operations if not isinstance(one, CreateModel) and not _taken_in(one, made)]
    return [*_in_order(made, app), *rest]


def _taken_in(step: Operation, made: Made) -> bool:
    """Put a column, constraint or index into the table that this migration makes; False for every other operation."""
    if not isinstance(step, AddField | AddConstraint | AddIndex) or step.model_name_lower not in made:
        return False
    table = made[step.model_name_lower]
    if isinstance(step, AddField):
        table.fields.append((step.name, step.field))
    else:
        kind, one = ("indexes", step.index) if isinstance(step, AddIndex) else ("constraints", step.constraint)
        table.options.setdefault(kind, []).append(one)
    return True


def _in_order(made: Made, app: str) -> list[CreateModel]:
    ordered: list[CreateModel] = []
    left = dict(made)
    while left:
        ready = [name for name, table in left.items() if not _needs(table, app) & (left.keys() - {name})]
        if not ready:
            raise ValueError(f"{app}: {', '.join(sorted(left))} refer to each other")
        ordered += [left.pop(name) for name in ready]
    return ordered


def _needs(table: CreateModel, app: str) -> set[str]:
    """Names of the tables of the same app that its columns refer to."""
    return {name for _, field in table.fields for name in _targets(field, app)}


def _targets(field: Field, app: str) -> set[str]:
    remote = field.remote_field
    found = [getattr(remote, "model", None), getattr(remote, "through", None)] if remote else []
    named = [one.lower().rpartition(".") for one in found if isinstance(one, str)]
    return {name for home, _, name in named if home in {"", app}}


def main(paths: list[str]) -> None:
    """Rewrite the files."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "masohi.config.settings")
    django.setup()
    for path in paths:
        parts = Path(path).resolve().relative_to(ROOT).with_suffix("").parts
        found: type[Migration] = importlib.import_module(".".join(parts)).Migration
        app, name = parts[-3], parts[-1]
        found.operations = whole(found.operations, app)
        Path(path).write_text(MigrationWriter(found(name, app)).as_string(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
