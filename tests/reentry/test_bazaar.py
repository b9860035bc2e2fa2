"""A fair: goods are held, a phone's list comes later and more than once, cash is paid in, the rest comes back."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from masohi.ledger.queries import touched
from masohi.reentry.products.batches.models import StockMove
from masohi.reentry.sales.bazaar import queries
from masohi.reentry.sales.bazaar.actions import carry_more, close_bazaar, open_bazaar, receive_bazaar_sale, sell_at_desk
from masohi.reentry.sales.models import Sale
from masohi.writing.refusals import Conflict, Refused
from tests import promised
from tests.reentry import stalls
from tests.reentry.stalls import AT

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=4)


@pytest.fixture
def goods(people):
    stalls.account(people)
    return stalls.product(people)


@pytest.fixture
def fair(people, goods):
    told = {"title": "Bazar Merdeka", "place": "Lapangan Merdeka", "day": AT.date()}
    return open_bazaar(unit=stalls.unit(), taken=[(goods, 6)], **told, by=people.unit, at=AT)


def shelf(goods):
    goods.refresh_from_db()
    return goods.stock, goods.reserved


def sold(people, fair, goods, count=1, *, paying="qris", key=None, at=LATER, sold_at=None):
    return receive_bazaar_sale(
        bazaar=fair,
        client_id=key or str(uuid4()),
        counts={goods.code: count},
        paying=paying,
        sold_at=sold_at or AT + timedelta(hours=1),
        by=people.unit,
        at=at,
    )


def test_what_is_taken_along_cannot_be_ordered(people, goods, fair):
    assert shelf(goods) == (10, 6)
    with pytest.raises(Conflict, match="tinggal 4"):
        stalls.ordered(people, goods, 5)


def test_a_list_sent_twice_is_one_list(people, goods, fair):
    key = str(uuid4())
    first = sold(people, fair, goods, 2, key=key)
    assert sold(people, fair, goods, 2, key=key) == first
    assert shelf(goods) == (8, 4)
    assert [move.count for move in StockMove.objects.filter(reference=first.code)] == [-2]
    assert (first.state, first.channel, first.paid_at) == ("selesai", "bazar", AT + timedelta(hours=1))


def test_a_phone_with_a_wrong_clock_is_believed_within_the_fair(people, goods, fair):
    assert sold(people, fair, goods, sold_at=AT - timedelta(days=400)).paid_at == AT
    assert sold(people, fair, goods, sold_at=AT + timedelta(days=400)).paid_at == LATER


def test_more_than_was_taken_comes_off_the_shelf_or_is_refused(people, goods, fair):
    sold(people, fair, goods, 8)
    assert shelf(goods) == (2, 0)
    with pytest.raises(Conflict):
        sold(people, fair, goods, 3)
    assert (shelf(goods), Sale.objects.count()) == ((2, 0), 1)


def test_goods_that_were_not_taken_along_are_refused(people, fair):
    other = stalls.product(people, name="Sambal roa")
    with pytest.raises(Refused, match="tidak tercatat dibawa"):
        sold(people, fair, other)
    carry_more(bazaar=fair, taken=[(other, 2)], by=people.unit, at=AT)
    assert sold(people, fair, other).total_rupiah == 150_000


def test_prices_stay_those_of_the_fair(people, goods, fair):
    type(goods).objects.filter(pk=goods.pk).update(price_rupiah=999)
    assert sold(people, fair, goods).total_rupiah == 150_000


def test_cash_is_paid_in_before_a_fair_is_closed(people, goods, fair):
    sold(people, fair, goods, 2, paying="tunai")
    with pytest.raises(Refused, match=r"Rp300\.000"):
        close_bazaar(bazaar=fair, by=people.unit, at=LATER)
    close_bazaar(bazaar=fair, slip="STS-7", by=people.unit, at=LATER)
    assert shelf(goods) == (8, 0)
    with pytest.raises(Conflict):
        close_bazaar(bazaar=fair, slip="STS-7", by=people.unit, at=LATER)


def test_a_phone_that_comes_after_closing_is_still_heard(people, goods, fair):
    close_bazaar(bazaar=fair, by=people.unit, at=LATER)
    sold(people, fair, goods, 3, at=LATER + timedelta(days=1))
    assert shelf(goods) == (7, 0)
    assert list(touched(queries.SEALED)) == []


def test_inside_there_is_no_cash(people, goods):
    with pytest.raises(Refused, match="tunai"):
        sell_at_desk(unit=stalls.unit(), wanted=[(goods, 1)], paying="tunai", by=people.unit, at=AT)


def test_another_unit_opens_and_sends_nothing(people, goods, fair):
    elsewhere = promised.officer(people, "lain", "Lapas Ambon", "upt")
    with pytest.raises(PermissionDenied):
        receive_bazaar_sale(
            bazaar=fair,
            client_id=str(uuid4()),
            counts={goods.code: 1},
            paying="qris",
            sold_at=AT,
            by=elsewhere,
            at=LATER,
        )
    assert not queries.bazaars(elsewhere).exists()


def note(fair, goods, count=1, **changes):
    told = {"id": str(uuid4()), "bazar": fair.code, "bayar": "qris", "pada": "2026-10-05T02:00:00.000Z"}
    return told | {"barang": {goods.code: count}} | changes


@pytest.fixture
def phone(people, fair):
    """A signed-in phone that has fetched its goods and the token."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.unit)
    client.told = client.get("/bazar/bekal.json").json()
    return client


def send(phone, notes, token=None):
    headers = {"X-CSRFToken": token or phone.told["token"]}
    return phone.post("/bazar/kirim", json.dumps({"catatan": notes}), content_type="application/json", headers=headers)


def test_the_phone_learns_goods_and_sends_its_list(phone, people, goods, fair):
    assert [(row["kode"], row["barang"][0]["sisa"]) for row in phone.told["bazar"]] == [(fair.code, 6)]
    good, bad = note(fair, goods, 2), note(fair, goods, 99)
    answers = send(phone, [good, bad]).json()["hasil"]
    assert [(row["id"], row["ok"]) for row in answers] == [(good["id"], True), (bad["id"], False)]
    assert send(phone, [good]).json()["hasil"][0]["kode"] == answers[0]["kode"]
    assert shelf(goods) == (8, 4)


def test_strange_lists_are_told_apart(phone, goods, fair):
    for strange in (
        [note(fair, goods, -1)],
        [note(fair, goods, True)],
        [note(fair, goods, 1.5)],
        [note(fair, goods, id="x")],
        [note(fair, goods, bayar="emas")],
        [note(fair, goods, pada="kemarin")],
        [note(fair, goods, barang=[])],
        ["a"],
        None,
    ):
        assert send(phone, strange).status_code == 400
    assert not Sale.objects.exists()


def test_nobody_sends_without_signing_in_or_without_the_token(phone, people, goods, fair):
    assert send(phone, [note(fair, goods)], token="x" * 32).status_code == 403
    assert Client().get("/bazar/bekal.json").status_code == 401
    stranger = Client()
    stranger.force_login(people.pk)
    assert stranger.get("/bazar/bekal.json").status_code == 403
    assert not Sale.objects.exists()


def test_the_page_itself_is_the_same_for_everybody_and_empty(phone, goods, client):
    page = client.get("/bazar")
    assert page.content == phone.get("/bazar").content
    assert goods.name.encode() not in page.content
    assert b"const ASET" in client.get("/bazar/sw.js").content
