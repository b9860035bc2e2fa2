"""What the letters that close an order say."""

from datetime import datetime
from typing import Any

from django.conf import settings

from masohi.cases.orders.models import Order
from masohi.ledger.queries import end_of_chain
from masohi.parties.organisations.facts import Head
from masohi.work.attendance.models import Attendance
from masohi.work.letters.facts import head_sheet, order_fields
from masohi.writing.indonesian import WIT, clock, day_and_date, hours, joined, long_date, short_date


def accepted_records(order: Order) -> list[Attendance]:
    """Accepted attendance with credited minutes, earliest first."""
    rows = Attendance.objects.filter(
        appointment__order=order, replaced_by=None, verification__accepted=True, appointment__credited_minutes__gt=0
    )
    return list(rows.select_related("appointment__session__site").order_by("started_at"))


def credit_rows(order: Order) -> list[list[int | str]]:
    """What the hours rest on, for the ledger: attendance, day (WIT), minutes, appointment, session's code."""
    return [
        [
            record.pk,
            record.started_at.astimezone(WIT).date().isoformat(),
            record.appointment.credited_minutes,
            record.appointment_id,
            record.appointment.session.code,
        ]
        for record in accepted_records(order)
        if record.started_at is not None
    ]


def letter_data(order: Order, head: Head, number: str, code: str, at: datetime) -> dict[str, Any]:
    """Texts for the letters of `masohi.writing.letters`. Needs at least one accepted record."""
    records = accepted_records(order)
    today = at.astimezone(WIT).date()
    first, last = (record.started_at.astimezone(WIT).date() for record in (records[0], records[-1]))  # type: ignore[union-attr]
    sites = sorted({record.appointment.session.site.name for record in records})
    birth, told = order.person.birth_date, order_fields(order)
    return {
        "number": number,
        "head": head_sheet(head),
        "called": told["sebutan"],
        "basis": told["dasar_hukum"],
        "name": order.person.name,
        "birth_date": long_date(birth) if birth else "-",
        "verdict": f"Nomor {order.case_number}, tanggal {long_date(order.verdict_date)}, {order.court.name}",
        "execution_order": _execution_order(order),
        "hours": hours(order.minutes),
        "credited": hours(order.credited_minutes),
        "deadline": long_date(order.deadline) if order.deadline else "-",
        "period": f"{long_date(first)} sampai {long_date(last)}",
        "sessions": f"{len(records)} sesi",
        "sites": joined(sites),
        "place": head.place,
        "date_text": long_date(today),
        "day_text": day_and_date(today),
        "signers": [
            {"role": "Pembimbing Kemasyarakatan", "name": order.pk_name, "office": order.bapas.short_name},
            {"role": "Jaksa", "name": order.prosecutor_name, "office": order.prosecutor_office.short_name},
        ],
        "rows": [_row(position, record) for position, record in enumerate(records, start=1)],
        "verify_url": f"{settings.ORIGIN}/verifikasi/{code}",
        "code": code,
        "ledger": end_of_chain()[:32],
    }


def _execution_order(order: Order) -> str:
    day = long_date(order.execution_order_date) if order.execution_order_date else "-"
    return f"{order.execution_order_number}, {day}".lstrip(", ")


def _row(position: int, record: Attendance) -> list[str]:
    if record.started_at is None or record.ended_at is None:
        raise ValueError(f"attendance {record.pk} is accepted without times")
    appointment = record.appointment
    return [
        str(position),
        short_date(record.started_at.astimezone(WIT).date()),
        f"{clock(record.started_at)}–{clock(record.ended_at)}",
        appointment.session.site.name,
        hours(appointment.credited_minutes),
    ]
