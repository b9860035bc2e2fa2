"""How the two units of the sample divide what was sold, whom they paid, and what went to the treasury."""

from datetime import date, timedelta
from typing import Any, Final

from masohi.faces.jobs.clock import moment
from masohi.faces.jobs.sample import Sample
from masohi.faces.jobs.scenes.goods import LAPAS, LPKA
from masohi.faces.jobs.scenes.past import Past, People, office
from masohi.parties.accounts.models import User
from masohi.reentry.money.actions import set_policy, split_sales
from masohi.reentry.money.paying.actions import note_deposit, pay_out
from masohi.reentry.money.queries import month_of, sales_to_split, standing
from masohi.reentry.money.terms import Base, Way

TEXT: Final = "Kepmen Kehakiman M.01-PP.02.01 Tahun 1990; Keputusan Kepala Unit CONTOH-3"
UNDIVIDED: Final = 1  # the newest sale of a unit still waits
MONTHS: Final = 3  # whose PNBP was paid in
PAID: Final = 3  # people who were handed something


def divide(sample: Sample, people: People, past: Past) -> None:
    """A policy, divisions the day after each sale but the newest, PNBP paid in, payments without cash."""
    for name, by in ((LPKA, sample.lpka[0]), (LAPAS, sample.lapas[0])):
        told: dict[str, Any] = {"base": Base.PROFIT, "shares": (5000, 1500, 3500), "document": TEXT}
        set_policy(unit=office(name), valid_from=past.day(92), **told, by=by, at=past.hour(92, 9))
        sold = list(sales_to_split(by))
        for sale in sold[:-UNDIVIDED]:
            made = (sale.paid_at or past.at) + timedelta(days=1)
            split_sales(sales=[sale], by=by, at=min(made, past.at))
        first = past.today.replace(day=1)
        for _ in range(MONTHS):
            after, first = first, (first - timedelta(days=1)).replace(day=1)
            _deposit(name, first, min(past.today, after.replace(day=3)), by, past)
    _pay(sample, people, past)


def _deposit(name: str, first: date, day: date, by: User, past: Past) -> None:
    """PNBP of a month, paid into the treasury on `day`."""
    owed = month_of(office(name), first).owed
    if owed > 0:
        number = f"CONTOH{first:%Y%m}{'A' if name == LPKA else 'B'}"
        told: dict[str, Any] = {"month": first, "amount": owed, "paid_on": day, "receipt": number}
        note_deposit(unit=office(name), **told, by=by, at=min(moment(day, 9), past.at))


def _pay(sample: Sample, people: People, past: Past) -> None:
    """Who went home got everything, two children a part of their savings."""
    officers = {LPKA: sample.lpka[1], LAPAS: sample.lapas[1]}
    rows = [(one, LAPAS, Way.ACCOUNT) for one in people.gone] + [(one, LPKA, Way.TRUST) for one in people.children]
    paid = 0
    for trainee, name, way in rows:
        most = standing(trainee, past.day(2)).payable
        if most and paid < PAID + (name == LPKA) * 2:
            paid += 1
            slip = f"BUKTI-CONTOH-{paid:03}"
            pay_out(trainee=trainee, amount=most, way=way, document=slip, by=officers[name], at=past.hour(2, 9, paid))
