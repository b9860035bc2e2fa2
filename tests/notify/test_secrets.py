"""Secrets of the sender stay where they are used: no log and no page has them; a try is known again by its key alone."""

import logging

import pytest
from django.urls import reverse

from masohi.faces.notify import sender
from masohi.faces.notify.codes import send_codes
from masohi.faces.notify.models import Message
from masohi.work.ownpage.actions import ask_code, make_own_link
from masohi.work.ownpage.queries import waiting_codes
from tests import cast
from tests.notify.reminding import eve, reminders

pytestmark = pytest.mark.django_db
BROKEN = (500, b"", 0)


@pytest.fixture
def digits(announced, people, gateway):
    """Six digits that the person asked for and nobody has sent."""
    made = make_own_link(order=announced[0].order, medium="hp", by=people.pk, at=cast.AT)
    ask_code(link=made.link, by=people.system, at=cast.AT)
    (found,) = waiting_codes(at=cast.AT)
    return found.digits


def test_digits_that_could_not_be_sent_are_in_no_log(digits, people, gateway, caplog):
    gateway.answers.append(BROKEN)
    with caplog.at_level(logging.DEBUG):
        assert send_codes(by=people.system, at=cast.AT) == 0
    assert "belum terkirim" in caplog.text
    for secret in (digits, "8001234", "rahasia", "Samuel"):
        assert secret not in caplog.text


def test_digits_bear_one_key_at_every_try_and_are_not_in_it(digits, people, gateway):
    gateway.answers.append(BROKEN)
    assert send_codes(by=people.system, at=cast.AT) == 0
    assert send_codes(by=people.system, at=cast.AT) == 1
    (first, _), (again, _) = gateway.requests
    assert first["Idempotency-Key"] == again["Idempotency-Key"]
    assert digits not in str(first) + str(again)


def test_the_key_stands_in_head_and_text_and_is_the_messages_own(told, gateway):
    gateway.answers += [BROKEN, (200, b"<html>", 0)]
    row = told[3]
    for minute in (0, 2, 10):
        sender.run_once(at=eve(row, 9, minute))
    sender.run_once(at=eve(told[6], 9))
    keys = [(head["Idempotency-Key"], body["key"]) for head, body in gateway.requests]
    mine, next_one = reminders(row).get().code, reminders(told[6]).get().code
    assert [one for one in keys if one[0] == mine] == [(mine, mine)] * 3
    assert keys[-1] == (next_one, next_one)


def test_no_page_shows_what_opens_the_gateway(told, people, client, gateway, settings):
    settings.GATEWAY_URL = gateway.url.replace("http://", "http://akun:sandi-gerbang@")
    settings.EMAIL_HOST_PASSWORD = "sandi-surel"
    sender.run_once(at=eve(told[3], 9))
    pages = {"administrator": "messages-manage", "pk": "messages"}
    for who, name in pages.items():
        client.force_login(getattr(people, who))
        page = client.get(reverse(name)).content.decode()
        for secret in ("rahasia-gerbang", "rahasia-lapor", "sandi-gerbang", "sandi-surel"):
            assert secret not in page


def test_what_the_text_names_stands_there_before_it_leaves(told, gateway, monkeypatch):
    """A report of arrival may be quicker than our own note of the sending: it proves what the text named all the same."""
    row, seen = told[3], []

    def leaves(*, key, **_said):
        seen.append(Message.objects.get(code=key).told)
        return "gw-1"

    monkeypatch.setattr(sender.gateway, "send", leaves)
    sender.run_once(at=eve(row, 9))
    assert seen == [[row.pk]]
