"""Words of the tests of reminders: a moment of the day before, a number of the office, ways and contacts of a person."""

from datetime import datetime, timedelta

from masohi.cases.contacts.actions import add_contact, choose_ways
from masohi.faces.notify.models import Message
from masohi.faces.notify.terms import Kind
from masohi.parties.parameters.actions import set_parameter
from masohi.writing.indonesian import WIT
from tests import cast


def eve(row, hour, minute=0, days=1):
    """A moment in WIT on the day `days` before a date."""
    day = row.starts_at.astimezone(WIT).date() - timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=WIT)


def reminders(row):
    return Message.objects.filter(kind=Kind.REMINDER, appointment=row)


def set_number(people, key, value):
    set_parameter(
        key=key,
        value=value,
        valid_from=cast.MONDAY,
        source="Kebijakan kantor",
        reason="Uji",
        by=people.administrator,
        at=cast.AT,
    )


def refuse(people, order, *ways):
    choose_ways(person=order.person, thread=order, refused=ways, by=people.pk, at=cast.AT)


def contact(people, order, kind="kelurahan", number=""):
    return add_contact(
        person=order.person,
        thread=order,
        kind=kind,
        name="Bapak Lurah",
        number=number,
        consented_on=cast.MONDAY,
        by=people.pk,
        at=cast.AT,
    )
