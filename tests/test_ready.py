"""What is put back is what was played: the same rows, the same key files, objects of the test's own."""

from contextlib import contextmanager

import pytest
from django.db import transaction

from masohi.ledger.heads.queries import untrue_heads
from masohi.ledger.queries import verify
from masohi.parties.organisations.models import Place
from masohi.supply.sites.models import Site
from tests import cast, ready
from tests.browser.town import Town

pytestmark = pytest.mark.django_db
WHOLE = "a town with every table in use: deeds, files that were opened, signed heads"


@contextmanager
def afresh(settings, folder):
    """An empty database and a log that signed nothing, given back at the end."""
    settings.KEYS = folder
    point = transaction.savepoint()
    yield
    transaction.savepoint_rollback(point)


@pytest.fixture
def stage():
    """One that has played nothing yet."""
    return ready.Stage()


@pytest.fixture
def twice(stage, settings, tmp_path):
    """Plays the town, runs `between`, puts it back: what stood in database and key folder, both times."""

    def told(between=lambda: None):
        found = []
        for number in range(2):
            with afresh(settings, tmp_path / f"kunci-{number}"):
                stage.show(WHOLE, Town)
                found.append((ready.rows(), ready.key_files()))
            between()
        return found

    return told


def test_the_rows_are_those_that_were_played(stage, twice):
    played, back = twice()
    assert stage.played == 1
    assert back == played
    assert played[1], "the town signs a head: its keys must come back too"


def test_a_lost_row_and_a_lost_key_are_seen(stage, twice):
    """Negative control."""

    def spoil():
        for key, scene in stage.scenes.items():
            stage.scenes[key] = scene._replace(changes=scene.changes[1:], files={})

    (rows, keys), (fewer, none) = twice(spoil)
    assert rows != fewer
    assert keys != none


def test_the_record_goes_on_from_what_was_put_back(stage, settings, tmp_path):
    with afresh(settings, tmp_path / "satu"):
        stage.show(WHOLE, Town)
    town = stage.show(WHOLE, Town)
    assert stage.played == 1
    cast.site(town.people, "Pasar Mardika")
    cast.planned(town.people, cast.running(town.people, case_number="999/Pid.B/2026/PN Amb"))
    assert (verify().ok, list(untrue_heads())) == (True, [])


def test_every_test_has_objects_of_its_own(stage, settings, tmp_path):
    with afresh(settings, tmp_path / "satu"):
        stage.show("people", cast.people).clerk.name = "Orang lain"
    assert stage.show("people", cast.people).clerk.name == "Ani Panitera"


@pytest.mark.parametrize("change", ["a deed", "a row behind the record's back"])
def test_onto_another_state_it_is_played_anew(change, stage, settings, tmp_path):
    with afresh(settings, tmp_path / "satu"):
        stage.show("site", cast.site, stage.show("people", cast.people))
    assert stage.played == 2
    people = stage.show("people", cast.people)
    if change == "a deed":
        cast.order(people)
    else:
        Site.objects.create(name="Lain", slug="lain", host=people.host, village=Place.objects.first(), lat=0, lon=0)
    site = stage.show("site", cast.site, people)
    assert stage.played == 3
    assert site.pk == Site.objects.get(name="Pantai Namalatu").pk


def test_onto_like_rows_of_another_history_it_is_played_anew(stage, settings, tmp_path):
    """As many rows, other hashes: the cast was made by hand this time."""
    with afresh(settings, tmp_path / "satu"):
        stage.show("site", cast.site, stage.show("people", cast.people))
    stage.show("site", cast.site, cast.people())
    assert stage.played == 3
    assert verify().ok


def test_onto_the_same_state_it_is_not(stage, settings, tmp_path):
    """Negative control of the tests before."""
    for name in ("satu", "dua"):
        with afresh(settings, tmp_path / name):
            stage.show("site", cast.site, stage.show("people", cast.people))
    assert stage.played == 2
