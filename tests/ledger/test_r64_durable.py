"""R64: a database that can lose a commit is not served from."""

import pytest
from django.db import connection

from masohi.ledger.storage import DURABLE, durability_refusal, forgetful
from tests.ledger.conftest import masohi, python
from tests.postgres import Server

GOOD = {
    "postgresql": {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "data_checksums": "on"},
    "sqlite": {"synchronous": "2"},
}
WRONG = [(vendor, name) for vendor in DURABLE for name in DURABLE[vendor]]


def test_every_wrong_setting_is_refused(figure):
    refused = 0
    for vendor, name in WRONG:
        wrong = "1" if vendor == "sqlite" else "off"
        refused += forgetful(vendor, GOOD[vendor] | {name: wrong}) == [f"{name}={wrong}"]
    assert refused == len(WRONG) == 5
    figure("R64", f"{refused} of {len(WRONG)}")


@pytest.mark.parametrize(("vendor", "name"), WRONG)
def test_a_setting_that_nobody_tells_is_refused(vendor, name):
    assert forgetful(vendor, {key: value for key, value in GOOD[vendor].items() if key != name}) == [f"{name}=?"]


@pytest.mark.parametrize("vendor", GOOD)
def test_good_settings_are_served_from(vendor):
    assert forgetful(vendor, GOOD[vendor]) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="about the embedded database")
def test_the_embedded_database_is_durable_as_shipped_and_refused_when_hurried(db):
    assert durability_refusal() == ""
    level = "SELECT 1"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        level = cursor.fetchone()[0]
    assert level == 2


def test_a_hurried_server_is_refused_by_serve(tmp_path):
    server = Server()
    try:
        code, answer, said = masohi("serve", "--port", "1", data=tmp_path, DATABASE_URL=server.url)
    finally:
        server.stop()
    assert (code, answer["ok"]) == (2, False)
    assert "fsync=off" in said
    assert "synchronous_commit=off" in said
    assert "data_checksums=off" in said
    assert "full_page_writes" not in said


def test_a_durable_server_is_served_from(durable_server, tmp_path):
    script = "from masohi.ledger.storage import durability_refusal\nprint([durability_refusal()])"
    assert python(script, data=tmp_path, DATABASE_URL=durable_server.url) == "['']"
