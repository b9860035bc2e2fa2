"""Every table is made whole by its migration: what it takes to start for the first time, and in every test run."""

import copy

import pytest
from django.db import models
from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from tools.whole_tables import whole

OURS = sorted(key for key in MigrationLoader(None).disk_migrations if key[0] in {"cases", "reentry", "supply", "work"})
KEY = models.ForeignKey("work.town", models.PROTECT)
FULL = models.CheckConstraint(condition=models.Q(houses__gt=0), name="a_town_has_houses")


def grown():
    """A street that comes before its town, whose column, constraint and index come later."""
    return [
        CreateModel("Street", [("id", models.AutoField(primary_key=True)), ("name", models.TextField())]),
        CreateModel("Town", [("id", models.AutoField(primary_key=True)), ("houses", models.IntegerField())]),
        AddField("street", "town", copy.deepcopy(KEY)),
        AddConstraint("town", FULL),
        AddIndex("town", models.Index(fields=["houses"], name="by_houses")),
        AddField("house", "town", copy.deepcopy(KEY)),
    ]


def steps(operations):
    """What is added to a table that the same operations make."""
    made = {one.name_lower for one in operations if isinstance(one, CreateModel)}
    later = [one for one in operations if isinstance(one, AddField | AddConstraint | AddIndex)]
    return [one.describe() for one in later if one.model_name_lower in made]


def state(operations):
    known = ProjectState()
    CreateModel("House", [("id", models.AutoField(primary_key=True))]).state_forwards("work", known)
    for one in operations:
        one.state_forwards("work", known)
    return {key: (list(table.fields), told(table)) for key, table in known.models.items()}


def told(table):
    columns = [field.deconstruct()[1:] for field in table.fields.values()]
    return columns, [one.deconstruct() for kind in ("constraints", "indexes") for one in table.options[kind]]


@pytest.mark.parametrize("key", OURS, ids=".".join)
def test_a_migration_makes_its_tables_whole(key):
    found = steps(MigrationLoader(None).disk_migrations[key].operations)
    assert found == [], "python -m tools.whole_tables masohi/{}/migrations/{}.py".format(*key)


def test_what_is_made_whole_is_the_same_tables():
    whole_ones = whole(copy.deepcopy(grown()), "work")
    assert state(whole_ones) == state(grown())
    assert len(steps(grown())) == 3, "the control: it is seen where a table grows"
    assert steps(whole_ones) == []
    assert [one.name for one in whole_ones] == ["Town", "Street", "town"], "a town comes before its streets"


def test_tables_that_refer_to_each_other_are_refused():
    both = [*grown(), AddField("town", "first", models.ForeignKey("work.street", models.PROTECT, null=True))]
    with pytest.raises(ValueError, match="street, town refer to each other"):
        whole(both, "work")
