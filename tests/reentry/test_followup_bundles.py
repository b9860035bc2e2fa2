"""Several offices asked at once: all of it or nothing, and nobody is told what was not agreed."""

import pytest
from django.core.exceptions import ValidationError

from masohi.reentry.followup.bundles.actions import Agreed, Asking, accept_and_call, refer_many
from masohi.reentry.followup.models import Need, Sharing
from masohi.reentry.followup.referrals.models import Referral
from masohi.reentry.followup.referrals.queries import board, going_home, seen_by_office, unasked_needs
from masohi.reentry.followup.referrals.terms import USUAL, Column
from masohi.reentry.followup.terms import Domain
from masohi.writing.refusals import Conflict, Refused
from tests import returning
from tests.promised import unit
from tests.returning import AT, DAY

pytestmark = pytest.mark.django_db
AGREED = Agreed(["kelurahan"], "setuju", "Surat ibu", DAY)


@pytest.fixture
def child(people):
    row = returning.child(people)
    returning.plan(people, row)
    return row


def asked(people, child, *offices, agreed=AGREED, needs=None):
    rows = [
        Asking(need, unit(office), need.goal)
        for need, office in zip(needs or Need.objects.order_by("pk"), offices, strict=False)
    ]
    return refer_many(client=child, askings=rows, agreed=agreed, by=people.unit, at=AT)


def test_every_office_is_asked_and_told_what_was_agreed(people, child):
    made = asked(people, child, "Disdukcapil", "Disnaker")
    assert [one.office.short_name for one in made] == ["Disdukcapil", "Disnaker"]
    assert {tuple(one.fields) for one in Sharing.objects.all()} == {("kelurahan",)}
    assert seen_by_office(made[0], DAY)["nama"] == "Y.R."
    assert not unasked_needs(child).exists()


def test_an_office_that_may_know_something_keeps_what_it_may(people, child):
    returning.sharing(people, child, office=unit("Disdukcapil"), fields=["umur"])
    asked(people, child, "Disdukcapil", "Disnaker")
    assert Sharing.objects.get(office=unit("Disdukcapil")).fields == ["umur"]
    assert Sharing.objects.get(office=unit("Disnaker")).fields == ["kelurahan"]


def test_nothing_is_sent_without_somebodys_word(people, child):
    with pytest.raises(Refused, match="Disdukcapil, Disnaker"):
        asked(people, child, "Disdukcapil", "Disnaker", agreed=AGREED._replace(source=" "))
    assert not Referral.objects.exists()
    assert not Sharing.objects.exists()


def test_one_that_cannot_be_sent_keeps_all_back(people, child):
    second = Need.objects.order_by("pk")[1]
    asked(people, child, "Disnaker", needs=[second])
    with pytest.raises(Conflict, match="masih berjalan"):
        asked(people, child, "Disdukcapil", "Disnaker")
    assert Referral.objects.count() == 1
    assert Sharing.objects.count() == 1


def test_it_refuses_nothing_and_an_empty_wish(people, child):
    with pytest.raises(Refused, match="paling sedikit satu"):
        refer_many(client=child, askings=[], agreed=AGREED, by=people.unit, at=AT)
    empty = [Asking(Need.objects.first(), unit("Disnaker"), " ")]
    with pytest.raises(Refused, match="apa yang diminta"):
        refer_many(client=child, askings=empty, agreed=AGREED, by=people.unit, at=AT)


def test_every_domain_has_an_office_that_exists():
    assert set(USUAL) == set(Domain)


def test_the_usual_offices_are_there(people):
    assert all(unit(short) for short in USUAL.values())


def test_an_accepted_referral_runs_once_the_office_has_called(people, child):
    row = returning.accepted(people, child)
    assert [one.column for one in board(people.unit, most=9, ended=9)] == [Column.TAKEN]
    called = returning.plan_meeting(
        referral=row, starts_at=AT.replace(day=20), place="Kantor", by=returning.helper(people), at=AT
    )
    (one,) = board(people.unit, most=9, ended=9)
    assert (one.column, one.next_at) == (Column.RUNNING, called.starts_at)


def test_who_goes_home_soon_is_listed_with_the_next_step(people, child):
    fresh = returning.child(people, "Gino Matulessy", release_on=DAY + returning.timedelta(days=80))
    first, second = going_home(people.unit, DAY, 90)
    assert (first.pk, first.approved, first.unasked, second.pk, second.approved) == (
        child.pk,
        True,
        True,
        fresh.pk,
        False,
    )
    asked(people, child, "Disdukcapil", "Disnaker")
    assert [one.unasked for one in going_home(people.unit, DAY, 90)] == [False, False]
    assert [one.pk for one in going_home(people.unit, DAY, 70)] == [child.pk]
    assert not going_home(people.pk, DAY, 90).exists()


def test_an_office_accepts_and_calls_for_a_day_at_once(people, child):
    row = returning.referral(people, child)
    given = {"referral": row, "edition": 1, "place": "Kantor Dinsos", "by": returning.helper(people), "at": AT}
    with pytest.raises(Refused, match="sudah lewat"):
        accept_and_call(**given, starts_at=AT)
    with pytest.raises(ValidationError):
        accept_and_call(**(given | {"place": ""}), starts_at=AT.replace(day=20))
    assert Referral.objects.get().state == "dikirim", "a call that cannot be written takes nothing"
    accept_and_call(**given, starts_at=AT.replace(day=20), answer="Bawa KK")
    (one,) = board(people.unit, most=9, ended=9)
    assert (one.column, one.referral.answer) == (Column.RUNNING, "Bawa KK")
