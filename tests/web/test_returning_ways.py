"""Release programmes and places to report through their pages, and how many questions the pages of homecoming ask."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from masohi.reentry.followup.programmes.models import Integration, ReportPost
from tests import returning
from tests.promised import unit
from tests.returning import AT, DAY
from tests.web.test_returning import opened, sent, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def test_the_earliest_days_are_shown_with_their_source_and_how_sure_it_is(client, people):
    row = returning.adult(people)
    client.force_login(people.pk)
    there = reverse("returning-dates", args=[row.code])
    assert "Paling cepat:" not in words(client.get(there))
    page = words(client.get(there, {"first": "2026-03-01", "last": "2028-02-28"}))
    assert "Pembebasan bersyarat (PB): 1 Juli 2027 UU 1/2023 Pasal 72 ayat (1)" in page
    assert "Asimilasi: 1 Maret 2027 Permenkumham 3/2018" in page
    assert "Cuti bersyarat (CB): tidak terbuka untuk pidana selama ini" in page, "longer than a year and a half"
    assert "Cuti menjelang bebas (CMB): 2 September 2027" in page
    assert (page.count("Dasar sudah diperiksa"), page.count("Periksa naskahnya")) == (1, 3)
    short = words(client.get(there, {"first": "2026-03-01", "last": "2026-08-31"}))
    assert (short.count("tidak terbuka"), short.count("Catat keputusan")) == (2, 2), "PB and CMB ask nine months"
    wrong = words(client.get(there, {"first": "2026-03-01", "last": "2026-03-01"}))
    assert "Hari terakhir ada sesudah hari pertama" in wrong
    assert "Asimilasi:" not in wrong
    assert not Integration.objects.exists()


def test_the_earliest_day_goes_into_the_form_and_a_day_before_is_refused(client, people):
    row = returning.adult(people)
    client.force_login(people.pk)
    first, last = DAY - timedelta(days=400), DAY + timedelta(days=199)
    days = {"first": first.isoformat(), "last": last.isoformat()}
    page = client.get(reverse("returning-dates", args=[row.code]), days).content.decode()
    address = next(part.split('"')[0] for part in page.split('href="') if "way=pb" in part).replace("&amp;", "&")
    form = client.get(address).content.decode()
    assert f'value="{DAY.isoformat()}"' in form
    given = {"way": "pb", "number": "PAS-7", "decided_on": DAY.isoformat(), **days, "every_days": "30"}
    early = (DAY - timedelta(days=1)).isoformat()
    assert "Belum memenuhi 2/3" in words(sent(client, people.pk, "returning-way", row.code, **given, starts_on=early))
    sent(client, people.pk, "returning-way", row.code, **given, starts_on=DAY.isoformat())
    assert Integration.objects.get().starts_on == DAY


def test_a_programme_is_taken_back_by_its_paper(client, people):
    row = returning.adult(people)
    made = returning.way(row, people.pk)
    gone = {"on": DAY.isoformat(), "paper": ""}
    sent(client, people.pk, "returning-way-revoke", row.code, made.code, **gone)
    assert Integration.objects.get().revoked_on is None
    page = words(sent(client, people.pk, "returning-way-revoke", row.code, made.code, **gone | {"paper": "PAS-8"}))
    assert "PAS-8 Dicabut" in page
    again = words(sent(client, people.pk, "returning-way-revoke", row.code, made.code, **gone | {"paper": "PAS-9"}))
    assert "sudah dicabut" in again


def test_places_to_report_are_opened_shown_by_distance_and_closed(client, people):
    row = returning.adult(people)
    given = {"unit": "Bapas Ambon", "name": "Kantor Negeri", "village": "81.71.01.2001"}
    assert "Kantor Negeri" in words(sent(client, people.pk, "report-post-new", **given))
    assert "Kantor Negeri" in words(opened(client, people.pk, "returning-client", row.code))
    assert "kurang dari 1 km" in words(opened(client, people.pk, "returning-client", row.code))
    post = ReportPost.objects.get()
    assert opened(client, people.unit, "report-post-close", post.code).status_code == 404
    page = words(sent(client, people.pk, "report-post-close", post.code))
    assert "Ditutup 5 Oktober 2026" in page
    assert "Belum ada tempat wajib lapor" in words(opened(client, people.pk, "returning-client", row.code))
    assert "sudah ditutup" in words(sent(client, people.pk, "report-post-close", post.code))


def test_another_unit_cannot_open_a_place(client, people):
    given = {"unit": "Bapas Ambon", "name": "Kantor", "village": "81.71.01.2001"}
    sent(client, people.unit, "report-post-new", **given)
    assert not ReportPost.objects.exists()


def grown(people, first, numbers):
    """More of everything: children with referrals and consent, places to report, grown-ups who were asked."""
    names = ["Dinsos", "Disdukcapil", "Disnaker", "Dinkes", "Disdik", "Disperindag"]
    for number in numbers:
        returning.sharing(people, first, office=unit(names[number % len(names)]))
        returning.referral(people, returning.child(people, f"Anak {number}"))
        returning.report_post(people, f"Tempat {number}")
        returning.checked(people, returning.adult(people, f"Orang {number}"), at=AT, by=people.pk)


def test_pages_ask_no_question_more_for_more_people(client, people):
    first = returning.child(people)
    grown(people, first, range(3))
    returning.way(first, people.unit, ReportPost.objects.first())
    pages = [
        (people.unit, "returning-client", [first.code]),
        (people.unit, "report-posts", []),
        *[(user, "returning-figures", []) for user in (people.unit, people.leader, people.pk)],
        *[(user, "tasks", []) for user in (people.unit, returning.helper(people), people.pk)],
    ]

    def asked():
        found = {}
        for user, name, args in pages:
            client.force_login(user)
            address = reverse(name, args=args)
            client.get(address)
            with CaptureQueriesContext(connection) as caught:
                assert client.get(address).status_code == 200
            found[user.username, name] = len(caught)
        return found

    few = asked()
    grown(people, first, range(3, 9))
    assert asked() == few
    assert max(few.values()) < 90
