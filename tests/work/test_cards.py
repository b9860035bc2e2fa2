"""Printed cards and papers: they name nobody, and a card that was changed by one letter is none."""

import io

import pytest
from django.conf import settings
from pypdf import PdfReader

from masohi.work.countersign.facts import card_data, card_of, register_data, slip_data
from masohi.work.placement.models import Session
from masohi.work.placement.queries import session_with_people
from masohi.writing.cards import LENGTH, card_code, public_half, read_card, sign_card
from masohi.writing.codes import ALPHABET
from masohi.writing.documents import draw
from tests import cast

SEED = bytes(range(32))
KEY = b"k" * 32


def words(pdf):
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


def test_a_card_code_is_short_and_follows_from_key_and_order():
    codes = {card_code(KEY, f"B7K9MQ2X{n:02}") for n in range(2000)}
    assert len(codes) == 2000
    assert all(len(code) == LENGTH and set(code) <= set(ALPHABET) for code in codes)
    assert card_code(KEY, "B7K9MQ2X4T") != card_code(b"K" * 32, "B7K9MQ2X4T")


def test_a_signed_card_reads_back():
    text = sign_card(SEED, "B7K9MQ2X")
    assert text.startswith("MASOHI1:B7K9MQ2X:")
    assert read_card(public_half(SEED), f" {text}\n") == "B7K9MQ2X"


def test_a_card_changed_by_one_letter_is_none():
    text, public = sign_card(SEED, "B7K9MQ2X"), public_half(SEED)
    letters = "23456789BCDFGHJKMNPQRSTVWXYZabcdefghijklmnop-_:="
    changed = {text[:n] + other + text[n + 1 :] for n in range(len(text)) for other in letters if text[n] != other}
    assert [one for one in changed if read_card(public, one) is not None] == []
    assert [one for one in (text[:-1], f"{text}A", f"{text}==", text.lower()) if read_card(public, one)] == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "MASOHI1",
        "MASOHI1:B7K9MQ2X",
        "MASOHI1:B7K9MQ2X:",
        "MASOHI1:AAAAAAAA:" + "A" * 86,
        "MASOHI1:B7K9MQ2X:²",
        "\0",
        "x" * 9999,
    ],
)
def test_what_is_no_card_is_none(text):
    assert read_card(public_half(SEED), text) is None


def test_a_card_of_another_installation_is_none():
    assert read_card(public_half(bytes(32)), sign_card(SEED, "B7K9MQ2X")) is None


@pytest.mark.django_db
def test_a_printed_card_names_nobody(people, running):
    people.pk.phone = "+6281298765432"
    people.pk.save()
    running.pk_officer.refresh_from_db()
    text = words(draw("kartu", card_data([running]), at=cast.AT))
    assert card_of(running) in text.replace(" ", "")
    assert "+6281298765432" in text
    for secret in ("Samuel", "Latumahina", running.case_number, running.code, "pidana", "kerja sosial"):
        assert secret.lower() not in text.lower()


@pytest.mark.django_db
def test_cards_come_eight_a_sheet(people, running):
    one = card_data([running])["cards"]
    pages = [len(PdfReader(io.BytesIO(draw("kartu", {"cards": one * n}, at=cast.AT))).pages) for n in (1, 8, 9)]
    assert pages == [1, 1, 2]


@pytest.mark.django_db
def test_the_qr_of_a_card_is_signed_by_this_installation(running):
    card = card_of(running)
    assert read_card(public_half(settings.CARD_KEY), sign_card(settings.CARD_KEY, card)) == card


@pytest.mark.django_db
def test_the_slip_names_place_and_time_and_nobody(people, planned):
    session = Session.objects.earliest("starts_at")
    text = words(draw("slip", slip_data(session), at=cast.AT))
    assert "Pantai Namalatu" in text
    assert "08.00–13.00 WIT" in text
    assert session.code in text.replace(" ", "")
    for name in ("Samuel", "Budi", "Latumahina"):
        assert name not in text


@pytest.mark.django_db
def test_the_register_calls_people_by_short_name_and_card(people, planned):
    session = session_with_people(people.supervisor, Session.objects.earliest("starts_at").code)
    text = words(draw("daftar-hadir", register_data(session, session.expected), at=cast.AT))
    assert "Samuel L." in text
    assert card_of(planned.order) in text.replace(" ", "")
    assert "Latumahina" not in text
    assert planned.order.case_number not in text
