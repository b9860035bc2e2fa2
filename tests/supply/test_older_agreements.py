"""Agreements that an earlier version entered: renamed by the migration, then sealed once."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from masohi.faces.jobs.main_job import prepare
from masohi.reports.wholeness.actions import seal_older
from masohi.reports.wholeness.queries import touched_anywhere
from masohi.supply.agreements.models import Agreement
from tests import cast

pytestmark = pytest.mark.django_db

KINDS = {"induk": "kesepakatan_bersama", "teknis": "perjanjian_kerja_sama", "nota": "nota_kesepahaman"}


@pytest.fixture
def older(people):
    for kind in KINDS:
        row = Agreement.objects.create(
            kind=kind, number=f"1/{kind}", title="Lama", begins_on=date(2026, 2, 9), ends_on=date(2027, 2, 8)
        )
        row.parties.set([people.host, people.bapas])
    import_module("masohi.supply.migrations.0004_kinds_and_codes").rename(apps, None)


def test_the_migration_gives_new_kinds_and_codes_and_invents_no_day_of_signing(older):
    rows = Agreement.objects.all()
    assert {row.number.removeprefix("1/"): row.kind for row in rows} == KINDS
    assert len({row.code for row in rows} - {""}) == len(KINDS)
    assert {row.signed_on for row in rows} == {None}


def test_they_are_sealed_once_and_watched_from_then_on(older, people):
    assert len(list(touched_anywhere())) == 3 + 6  # agreements, and their parties
    assert seal_older(by=people.system, at=cast.AT) == 3
    assert list(touched_anywhere()) == []
    assert seal_older(by=people.system, at=cast.AT) == 0
    Agreement.objects.filter(number="1/induk").update(ends_on=date(2030, 1, 1))
    assert [name.split(":")[0] for name in touched_anywhere()] == ["supply.agreement"]


def test_every_command_sees_to_it(older):
    prepare(cast.AT)
    assert list(touched_anywhere()) == []
