"""Fifty buyers press at the same moment, and there are ten pieces."""

from time import sleep
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Sum

from masohi.ledger.queries import verify
from masohi.reentry.products.models import Product
from masohi.reentry.sales.models import Sale, SaleLine
from masohi.writing.refusals import Conflict
from tests.reentry import stalls
from tests.work.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)
BUYERS, PIECES = 50, 10


@pytest.fixture
def goods(people):
    stalls.account(people)
    return stalls.product(people, pieces=PIECES)


def rush(people, goods):
    """Everybody orders one piece with a number of their own; returns what each was told."""
    numbers = [f"0812480{n:05d}" for n in range(BUYERS)]
    return at_once(lambda: stalls.ordered(people, goods, phone=numbers.pop()), BUYERS)


def promised():
    return SaleLine.objects.filter(sale__state="dipesan").aggregate(pieces=Sum("count"))["pieces"] or 0


def test_exactly_ten_are_sold(people, goods, figure):
    answers = rush(people, goods)
    sold = [one for one in answers if isinstance(one, Sale)]
    refused = [one for one in answers if isinstance(one, Conflict)]
    assert [one for one in answers if one not in sold and one not in refused] == []
    assert (len(sold), len(refused), promised()) == (PIECES, BUYERS - PIECES, PIECES)
    assert {str(one) for one in refused} == {"Kursi rotan baru saja habis. Belum ada yang tersimpan."}
    goods.refresh_from_db()
    assert (goods.stock, goods.reserved) == (PIECES, PIECES)
    assert verify().ok
    figure("S01", f"{BUYERS} pembeli serentak, {PIECES} buah ({connection.vendor}): tepat {len(sold)} terjual")


def only_on_postgresql():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time by itself")


def unguarded(people, monkeypatch):
    """No end of the chain is taken first, and nothing is written into it: deeds run side by side."""
    nobody = SimpleNamespace(pk=0, actor=people.system.pk)
    monkeypatch.setattr("masohi.ledger.actions.hold_head", lambda: None)
    for place in ("sales.actions", "sales.entering.actions"):
        monkeypatch.setattr(f"masohi.reentry.{place}.record", lambda *_, **__: nobody)


def test_the_conditional_update_is_enough_alone(people, goods, monkeypatch):
    """Without the chain's lock the update of the shelf still lets ten through."""
    only_on_postgresql()
    unguarded(people, monkeypatch)
    rush(people, goods)
    assert promised() == PIECES


def test_without_the_guard_more_is_promised_than_there_is(people, goods, monkeypatch, figure):
    """Control: look first, write afterwards, and nobody waits for anybody: more than ten go away with a promise."""
    only_on_postgresql()
    unguarded(people, monkeypatch)

    def look_then_write(*, product, count, because):
        seen = Product.objects.get(pk=product.pk)
        sleep(0.005)
        if seen.available < count:
            raise Conflict("habis")
        Product.objects.filter(pk=product.pk).update(reserved=seen.reserved + count)

    monkeypatch.setattr("masohi.reentry.sales.actions.reserve", look_then_write)
    rush(people, goods)
    assert promised() > PIECES
    figure("S02", f"tanpa penjaga: {promised()} buah dijanjikan dari {PIECES}")


def test_the_database_itself_holds_no_more_than_there_is(people, goods):
    """One after the other, on any database: a row that promises more than the shelf holds is refused."""
    with pytest.raises(IntegrityError), transaction.atomic():
        Product.objects.filter(pk=goods.pk).update(reserved=F("stock") + 1)
