"""Deeds about agreements with what they usually say."""

from masohi.supply.agreements import actions
from tests import cast
from tests.supply.agreed import PDF, fresh

TODAY = cast.AT.date()


def sign(people, row, **changes):
    said = {"edition": fresh(row).edition, "signed_on": TODAY, "number": "PKS/9/2026", "by": people.bureau}
    return actions.sign_agreement(agreement=row, at=cast.AT, **said | changes)


def end(people, row, **changes):
    said = {"edition": fresh(row).edition, "ended_on": TODAY, "reason": "Diganti", "by": people.bureau}
    return actions.end_agreement(agreement=row, at=cast.AT, **said | changes)


def scan(people, row, content=PDF, **changes):
    return actions.add_scan(
        **{"agreement": row, "name": "naskah.pdf", "content": content, "by": people.bureau, "at": cast.AT} | changes
    )


def change(people, row, **details):
    said = {"edition": fresh(row).edition, "by": people.bureau, "at": cast.AT}
    return actions.change_agreement(agreement=row, **said | details)
