"""The e-mail of a morning: who gets one, and the numbers in it. It names nobody."""

from datetime import date
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from masohi.faces.notify.queries import morning_of, staff_with_mail
from masohi.parties.accounts.models import User
from masohi.parties.roles import Role
from masohi.reentry.followup.checks.queries import to_check
from masohi.reentry.followup.queries import to_approve
from masohi.reentry.followup.referrals.queries import questions, to_answer, unanswered

DAILY = (Role.PROBATION, Role.PROSECUTOR)
WHEN_ASKED = (Role.OFFICE, Role.UNIT)


def told_this_morning(day: date) -> list[User]:
    """PK and jaksa with an e-mail address; of offices and units those for whom something waits."""
    daily = staff_with_mail(*DAILY)
    asked = [user for user in staff_with_mail(*WHEN_ASKED) if user not in daily]
    return [*daily, *(user for user in asked if any(homecoming_of(user, day)))]


class Homecoming(NamedTuple):
    """What waits for somebody who helps people come home."""

    answers: int
    silent: int
    plans: int
    asks: int


def homecoming_of(user: User, day: date) -> Homecoming:
    """Referrals to answer, those to explain or pass on, plans to approve, people to ask how it goes."""
    return Homecoming(
        to_answer(user).count(),
        questions(user).count() + unanswered(user, day).count(),
        to_approve(user).count(),
        len(to_check(user, day)),
    )


def digest_lines(user: User, day: date) -> list[str]:
    """The lines of a digest: the numbers of orders for those who have orders, and what waits for a homecoming."""
    found = []
    if user.has(*DAILY):
        morning = morning_of(user, day)
        found = [
            _("Sesi hari ini: %(n)s.") % {"n": morning.sessions},
            _("Pesan menunggu petugas: %(n)s.") % {"n": morning.by_hand},
            _("Pesan gagal minggu ini: %(n)s.") % {"n": morning.dead},
        ]
    home = homecoming_of(user, day)
    waiting = (
        (home.answers, _("Rujukan menunggu jawaban Anda: %(n)s.")),
        (home.silent, _("Rujukan yang ditanya balik atau lewat harinya: %(n)s.")),
        (home.plans, _("Rencana pulang menunggu persetujuan: %(n)s.")),
        (home.asks, _("Orang yang perlu ditanya kabarnya: %(n)s.")),
    )
    found += [line % {"n": number} for number, line in waiting if number]
    where = "kabar" if user.has(*DAILY) else "pulang"
    return [*found, _("Buka %(address)s") % {"address": f"{settings.ORIGIN}/{where}"}]
