"""What each letter that officers write tells, taken from the rows. Refused in words where something is missing."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from django.utils.translation import gettext

from masohi.cases.orders.models import Order
from masohi.supply.sites.models import Site
from masohi.work.attendance.models import Attendance
from masohi.work.attendance.queries import current_records
from masohi.work.attendance.terms import Outcome, Phase
from masohi.work.calendars.queries import announced_dates
from masohi.work.countersign.facts import card_of
from masohi.work.fieldwork.queries import photos_of
from masohi.work.letters.facts import NOTHING, Content, Signer, Table, order_fields, session_fields
from masohi.work.letters.terms import LetterKind
from masohi.work.placement.models import Appointment, Session
from masohi.work.placement.queries import appointments_in
from masohi.writing import cards
from masohi.writing.indonesian import clock, day_and_date, hours, long_date, number
from masohi.writing.refusals import Refused

DUTY_DAYS = 31  # a letter of duty names the sessions of the site within a month
MOST_DATES = 12  # on the one page that a person takes home
MARK = 16  # hex digits of a photo's digest: enough to find it again


def of_order(kind: LetterKind, order: Order, told: Mapping[str, str], at: datetime) -> Content:
    """The content of a letter about one order; `told` is what the officer typed."""
    return _BY_ORDER[kind](order, told, at)


def of_session(kind: LetterKind, session: Session, told: Mapping[str, str], at: datetime) -> Content:
    """The content of a letter about one session."""
    return _BY_SESSION[kind](session, told, at)


def _verdict(order: Order) -> str:
    return f"Nomor {order.case_number}, tanggal {long_date(order.verdict_date)}"


def _receipt(order: Order, _told: Mapping[str, str], _at: datetime) -> Content:
    fields = order_fields(order)
    facts = (
        ("Nama", fields["nama"]),
        ("Putusan", _verdict(order)),
        ("Pengadilan", fields["pengadilan"]),
        ("Lama", fields["lama"]),
        (
            "Surat perintah pelaksanaan",
            f"{fields['surat_perintah']}, {fields['tanggal_perintah']}".strip("-, ") or NOTHING,
        ),
        ("Batas penyelesaian", fields["batas"]),
    )
    giver = Signer("Yang menyerahkan, Jaksa", order.prosecutor_name, order.prosecutor_office.short_name)
    taker = Signer("Yang menerima, Pembimbing Kemasyarakatan", order.pk_name, order.bapas.short_name)
    return Content(fields, facts, signers=(giver, taker))


def _schedule(order: Order, _told: Mapping[str, str], at: datetime) -> Content:
    dates = list(announced_dates(order, at=at))
    if not dates:
        raise Refused(gettext("Belum ada jadwal yang diumumkan untuk orang ini. Umumkan jadwalnya dulu."))
    shown = tuple(
        (
            day_and_date(row.session.day),
            f"{clock(row.starts_at)}–{clock(row.starts_at + timedelta(minutes=row.minutes))}",
            _where(row.session.site),
        )
        for row in dates[:MOST_DATES]
    )
    more = len(dates) - len(shown)
    title = f"Dan {number(more)} tanggal sesudahnya. Tanyakan kepada PK." if more else ""
    fields = order_fields(order) | {
        "jumlah_sesi": f"{number(len(dates))} sesi",
        "jam_terjadwal": hours(sum(row.minutes for row in dates)),
    }
    return Content(
        fields, (("Nama", fields["nama"]),), (Table(title, ("Hari, tanggal", "Jam (WIT)", "Tempat"), shown),)
    )


def _where(site: Site) -> str:
    return f"{site.name}, {site.address or site.village.name}"


def _referral(order: Order, told: Mapping[str, str], _at: datetime) -> Content:
    fields = order_fields(order) | {name: told.get(name, "") for name in ("tujuan", "keperluan", "catatan")}
    born = [("Tanggal lahir", fields["tanggal_lahir"])]
    facts = (("Nama", fields["nama"]), *born, ("Pembimbing", fields["pk"]), ("Telepon", fields["telepon_pk"]))
    signer = Signer("Pembimbing Kemasyarakatan", order.pk_name, order.bapas.short_name)
    return Content(fields, facts, signers=(signer,))


def _duty(session: Session, _told: Mapping[str, str], _at: datetime) -> Content:
    site, last = session.site, session.day + timedelta(days=DUTY_DAYS)
    names = [one.person.name for one in site.supervisors.select_related("person").order_by("pk")]
    if not names:
        raise Refused(gettext("Lokasi ini belum punya pengawas. Tunjuk pengawasnya dulu."))
    rows = list(site.sessions.filter(day__gte=session.day, day__lte=last).exclude(taken=0).order_by("starts_at"))
    table = Table("Sesi yang diawasi", ("No.", "Hari, tanggal", "Jam (WIT)", "Orang"), _duty_rows(rows))
    fields = session_fields(session) | {
        "masa": f"{long_date(session.day)} sampai {long_date(rows[-1].day if rows else session.day)}",
        "jumlah_sesi": f"{number(len(rows))} sesi",
    }
    facts = tuple(("Nama" if place == 0 else "", name) for place, name in enumerate(names))
    return Content(
        fields, (*facts, ("Jabatan", "Pengawas lokasi")), (table,), (Signer(_head(site), "", site.host.name),)
    )


def _duty_rows(rows: Iterable[Session]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (str(place), day_and_date(row.day), f"{clock(row.starts_at)}–{clock(row.ends_at)}", number(row.taken))
        for place, row in enumerate(rows, start=1)
    )


def _head(site: Site) -> str:
    return f"Kepala {site.host.short_name}"


def _roll(session: Session, _told: Mapping[str, str], _at: datetime) -> Content:
    people = _people(session)
    rows = tuple(
        (str(place), row.order.person.short_name, cards.spaced(card_of(row.order)), "", "", "")
        for place, row in enumerate(people, start=1)
    )
    table = Table("", ("No.", "Nama", "Kode kartu", "Mulai", "Selesai", "Tanda tangan"), rows)
    return Content(session_fields(session), tables=(table,), signers=_field_signers(session))


def _session(session: Session, told: Mapping[str, str], _at: datetime) -> Content:
    records = list(current_records(appointments_in(session)))
    if not records:
        raise Refused(gettext("Sesi ini belum dicatat. Catat kehadiran dulu."))
    counted = {row.phase: row.people for row in session.head_counts.order_by("pk")}
    came = sum(row.marks.attended for row in records)
    photos = photos_of([session]).get(session.pk, [])
    told_by = {outcome: sum(row.outcome == outcome for row in records) for outcome in Outcome}
    fields = session_fields(session) | {
        "jumlah_terjadwal": _people_words(len(_people(session))),
        "jumlah_hadir": _people_words(came),
        "jumlah_mulai": _people_words(counted.get(Phase.START)),
        "jumlah_selesai": _people_words(counted.get(Phase.END)),
        "catatan": told.get("catatan", ""),
    }
    facts = [
        ("Pekerjaan", session.site.tasks),
        ("Pengawas", fields["pengawas"]),
        ("Terjadwal", fields["jumlah_terjadwal"]),
        ("Dihitung saat mulai", fields["jumlah_mulai"]),
        ("Dihitung saat selesai", fields["jumlah_selesai"]),
        *_companions(records),
        ("Foto", ", ".join(one.sha256[:MARK] for one in photos) or "tidak ada"),
        *([("Catatan", fields["catatan"])] if fields["catatan"] else []),
    ]
    rows = tuple((str(Outcome(one).label), number(count)) for one, count in told_by.items() if count)
    return Content(fields, tuple(facts), (Table("Kehadiran", ("Keadaan", "Orang"), rows),), _field_signers(session))


def _companions(records: Iterable[Attendance]) -> list[tuple[str, str]]:
    """Who accompanied the children of the session (PP 58/2022 Art. 6(3)); of a session of adults nothing."""
    children = [row for row in records if row.appointment.order.child and row.marks.attended]
    names = sorted({row.companion or "tanpa pendamping" for row in children})
    return [("Pendamping", ", ".join(names))] if names else []


def _people(session: Session) -> list[Appointment]:
    return list(appointments_in(session).select_related("order__person").order_by("order__person__name_key", "pk"))


def _people_words(count: int | None) -> str:
    return "tidak dihitung" if count is None else f"{number(count)} orang"


def _field_signers(session: Session) -> tuple[Signer, ...]:
    known = session.site.supervisors.select_related("person").order_by("pk").first()
    name = known.person.name if known is not None else ""
    return (
        Signer("Pengawas lokasi", name, session.site.host.short_name),
        Signer("Penerima manfaat", "", session.site.name),
    )


def _handover(session: Session, told: Mapping[str, str], _at: datetime) -> Content:
    lines = [line for line in told.get("alat", "").splitlines() if line.strip()]
    if not lines:
        raise Refused(gettext("Tulis alat yang diserahkan, satu alat satu baris."))
    rows = tuple((str(place), *_item(line)) for place, line in enumerate(lines, start=1))
    fields = session_fields(session) | {"penyerah": told.get("penyerah", ""), "penerima": told.get("penerima", "")}
    office = session.site.host.short_name
    signers = (
        Signer("Yang menyerahkan", fields["penyerah"], office),
        Signer("Yang menerima", fields["penerima"], session.site.name),
    )
    return Content(fields, tables=(Table("", ("No.", "Alat", "Jumlah", "Keadaan"), rows),), signers=signers)


def _item(line: str) -> tuple[str, str, str]:
    name, _, count = line.partition(";")
    return name.strip(), count.strip() or "1", "baik"


_Writer = Callable[[Order, Mapping[str, str], datetime], Content]
_SessionWriter = Callable[[Session, Mapping[str, str], datetime], Content]

_BY_ORDER: dict[LetterKind, _Writer] = {
    LetterKind.RECEIPT: _receipt,
    LetterKind.SCHEDULE: _schedule,
    LetterKind.REFERRAL: _referral,
}
_BY_SESSION: dict[LetterKind, _SessionWriter] = {
    LetterKind.DUTY: _duty,
    LetterKind.ROLL: _roll,
    LetterKind.SESSION: _session,
    LetterKind.HANDOVER: _handover,
}
