"""UU 1/2023 Pasal 85 ayat (3): what is sold never comes from sentenced hours. No table of goods, sales or money leads to a
court order or to work under one, however many steps one follows the foreign keys."""

from collections import deque

import pytest
from django.apps import apps
from django.db import models

SOLD = ("products", "sales", "money")
FORBIDDEN = {"cases_order"}


def own_tables():
    """Models of the topics that make, sell and divide."""
    return [m for m in apps.get_models() if m.__module__.split(".")[:2] == ["masohi", "reentry"] and topic(m) in SOLD]


def topic(model):
    return model.__module__.split(".")[2]


def leads_to(model):
    """The shortest way over foreign keys from `model` to a table of orders or of work under them; empty where none is."""
    ways, seen = deque([(model, [model._meta.label])]), {model}
    while ways:
        here, way = ways.popleft()
        table = here._meta.db_table
        if here is not model and (table in FORBIDDEN or table.startswith("work_")):
            return way
        for field in here._meta.get_fields():
            target = field.related_model
            if field.auto_created or not isinstance(target, type) or target in seen:
                continue
            seen.add(target)
            ways.append((target, [*way, target._meta.label]))
    return []


def test_the_walk_sees_every_table_of_goods_sales_and_money():
    names = {model.__name__ for model in own_tables()}
    assert {"Product", "Photo", "Batch", "BatchWork", "StockMove"} <= names
    assert {"Sale", "SaleLine", "Split", "SplitPolicy", "PremiEntry", "PnbpDeposit"} <= names


@pytest.mark.parametrize("model", own_tables(), ids=lambda model: model.__name__)
def test_nothing_sold_leads_to_sentenced_hours(model):
    assert leads_to(model) == []


def test_the_walk_knows_who_made_a_batch():
    """The control of the walk itself: it does follow keys, to the trainee and to the person."""
    labels = {model._meta.label for model in walked("BatchWork")}
    assert {"reentry.Trainee", "cases.Person", "parties.Organisation"} <= labels


def walked(name):
    start = next(model for model in own_tables() if model.__name__ == name)
    found, ways = set(), [start]
    while ways:
        here = ways.pop()
        targets = [f.related_model for f in here._meta.get_fields() if not f.auto_created and f.related_model]
        ways += [target for target in targets if target not in found]
        found |= set(targets)
    return found


@pytest.mark.parametrize("target", ["cases.Order", "work.Attendance"])
@pytest.mark.parametrize("steps", [1, 2])
def test_a_key_to_sentenced_hours_is_seen(target, steps):
    """A table that somebody adds later: beside the goods, or behind a step in between."""

    class Between(models.Model):
        order = models.ForeignKey(target, models.PROTECT, related_name="+")

        class Meta:
            app_label = "reentry"

    class Sentenced(models.Model):
        step = models.ForeignKey(Between, models.PROTECT, related_name="+")

        class Meta:
            app_label = "reentry"

    try:
        assert leads_to((Between, Sentenced)[steps - 1])[-1] == target
    finally:
        del apps.all_models["reentry"]["between"]
        del apps.all_models["reentry"]["sentenced"]
        apps.clear_cache()
