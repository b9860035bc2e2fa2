"""What must always be true (I1 to I17): each function yields a sentence for every place where it is not.

They read rows, bytes and files and believe no counter. They run every night and after every test that breaks things.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from django.apps import apps
from django.db.models import F, Q

from masohi.cases.orders.models import Order
from masohi.law.counting import merged, minute_of
from masohi.ledger.chain import SHREDDED
from masohi.ledger.heads.queries import untrue_heads
from masohi.ledger.models import Entry, name_of
from masohi.ledger.queries import facts_of, verify
from masohi.ledger.reads.models import READS
from masohi.parties.devices.models import Device
from masohi.parties.devices.terms import DeviceState
from masohi.parties.parameters.queries import parameters_in_force
from masohi.work.attendance.models import Attendance, Release, Verification
from masohi.work.attendance.queries import miscredited
from masohi.work.completion.queries import open_questions
from masohi.work.countersign.models import Countersign
from masohi.work.fieldwork.models import FieldEntry, Photo, PhotoMention
from masohi.work.fieldwork.queries import photo_folder
from masohi.work.letters.models import Letter
from masohi.work.letters.terms import LetterKind
from masohi.work.placement.models import Session
from masohi.work.placement.terms import SessionState
from masohi.writing import archive
from masohi.writing.indonesian import WIT
from masohi.writing.phone_notes import SIGNED_AS, ZERO, read_place
from masohi.writing.signatures import signed

TRADE = ("sale", "product", "catalogue", "invoice", "payment", "karya")
WORK = {"work.session", "work.appointment", "work.attendance"}
PHOTO_DAYS = 7
IMPOSED = {"work.BreachFile.result_rupiah"}
"""What a court may impose is written down here (KUHP 85(7)); it is paid elsewhere."""
DAY = timedelta(days=1)


def received_once(at: datetime) -> Iterator[str]:
    """I1: every signed entry that is here stands in the ledger exactly once, with its own digest.

    Where its line was shredded by law, that empty line is the one.
    """
    told: dict[tuple[str, int], list[str]] = defaultdict(list)
    for entry in Entry.objects.filter(kind="field.received").iterator(chunk_size=2000):
        facts = facts_of(entry)
        told[str(facts.get("device")), int(facts.get("dseq", 0))].append(str(facts.get("entry")))
    for row in FieldEntry.objects.select_related("device", "entry").iterator(chunk_size=2000):
        own = [] if row.entry.kind == SHREDDED else [hashlib.sha256(bytes(row.body)).hexdigest()]
        if told.pop((row.device.code, row.dseq), []) != own:
            yield f"{row.device.code}/{row.dseq}"
    yield from (f"{device}/{dseq}" for device, dseq in told)


def signed_by_its_phone(at: datetime) -> Iterator[str]:
    """I2: nothing from the field was not signed by the registered phone whose name it bears."""
    for row in FieldEntry.objects.select_related("device").iterator(chunk_size=2000):
        key, message = bytes(row.device.public_key), SIGNED_AS + bytes(row.body)
        if row.device.approved_by_id is None or not signed(row.device.algorithm, key, message, bytes(row.signature)):
            yield f"{row.device.code}/{row.dseq}"


def numbered_without_gap(at: datetime) -> Iterator[str]:
    """I3: the entries of each phone are numbered 1, 2, 3 and each names the one before."""
    for device in Device.objects.order_by("pk"):
        before, last = ZERO, 0
        for row in FieldEntry.objects.filter(device=device).order_by("dseq").iterator(chunk_size=2000):
            body = bytes(row.body)
            if row.dseq != last + 1 or _place(body) != (device.code, row.dseq, before):
                yield f"{device.code}/{row.dseq}"
            before, last = hashlib.sha256(body).hexdigest(), row.dseq
        if device.cursor != last:
            yield f"{device.code}/{device.cursor}"


def _place(body: bytes) -> tuple[str, int, str] | None:
    try:
        place = read_place(body)
        return place.device, place.dseq, place.prev
    except ValueError:
        return None


def ledger_recomputes(at: datetime) -> Iterator[str]:
    """I4: both logs recompute from their bytes, and every head that was ever signed fits."""
    yield from (f"log:{checked.first_bad}" for checked in (verify(), verify(READS)) if not checked.ok)
    yield from untrue_heads()


def credit_is_the_fold(at: datetime) -> Iterator[str]:
    """I5: credited minutes are what the accepted records give."""
    yield from miscredited()


def _credited() -> dict[int, list[Attendance]]:
    """By person: standing accepted records whose appointment is credited with something."""
    rows = Attendance.objects.filter(
        replaced_by=None, verification__accepted=True, appointment__credited_minutes__gt=0, started_at__isnull=False
    )
    found: dict[int, list[Attendance]] = defaultdict(list)
    for row in rows.select_related("appointment__order").order_by("started_at", "pk"):
        found[row.appointment.order.person_id].append(row)
    return found


def no_minute_twice(at: datetime) -> Iterator[str]:
    """I6: a person is credited with no more minutes than were worked, overlapping hours once."""
    for person, rows in _credited().items():
        spans = merged((minute_of(r.started_at), minute_of(r.ended_at)) for r in rows if r.started_at and r.ended_at)
        if sum(r.appointment.credited_minutes for r in rows) > sum(end - start for start, end in spans):
            yield f"cases.person:{person}"


def eight_hours_a_day(at: datetime) -> Iterator[str]:
    """I7: at most 480 credited minutes a person and calendar day in WIT, over all orders (KUHP 85(5))."""
    parameters = parameters_in_force()
    for person, rows in _credited().items():
        days: dict[date, int] = defaultdict(int)
        for row in rows:
            if row.started_at:
                days[row.started_at.astimezone(WIT).date()] += row.appointment.credited_minutes
        yield from (f"{person}@{day}" for day, n in days.items() if n > int(parameters.value("minutes_a_day", day)))


def never_over_the_sentence(at: datetime) -> Iterator[str]:
    """I8: no order is credited beyond its sentence; a living certificate means all of it, and no open question."""
    yield from (name_of(order) for order in Order.objects.filter(credited_minutes__gt=F("minutes")))
    letters = Letter.objects.filter(kind=LetterKind.CERTIFICATE, revoked_at=None).select_related("order")
    for letter in letters:
        order = letter.order
        if order is None or order.credited_minutes < order.minutes or open_questions(order):
            yield name_of(letter)


def inside_the_term(at: datetime) -> Iterator[str]:
    """I9: credited work lies between verdict and deadline of its order."""
    for rows in _credited().values():
        for row in rows:
            order, day = row.appointment.order, row.appointment.starts_at.astimezone(WIT).date()
            if day < order.verdict_date or (order.deadline is not None and day > order.deadline):
                yield name_of(row)


def no_trade(at: datetime) -> Iterator[str]:
    """I10: no table of sales or products refers to sessions of pidana kerja sosial, nor they to it (KUHP 85(3))."""
    yield from links_between_work_and_trade()


def links_between_work_and_trade() -> list[str]:
    """Foreign keys between the tables of the work and any table of trade; there must be none."""
    found = []
    for model in apps.get_models():
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if target is None or isinstance(target, str):
                continue
            ends = {model._meta.label_lower, target._meta.label_lower}
            if ends & WORK and any(word in end for end in ends for word in TRADE):
                found.append(f"{model._meta.label}.{field.name}")
    return found


def maker_is_not_approver(at: datetime) -> Iterator[str]:
    """I11: nobody approved the own record, phone, slip or release."""
    own = [
        Verification.objects.filter(verified_by=F("attendance__recorded_by")),
        Release.objects.filter(
            Q(released_by=F("attendance__recorded_by")) | Q(released_by=F("attendance__verification__verified_by"))
        ),
        Device.objects.filter(Q(approved_by=F("paired_by")) | Q(approved_by=F("user"))),
        Countersign.objects.filter(confirmed_by=F("keyed_by")),
    ]
    yield from (name_of(row) for rows in own for row in rows)


def photos_are_there(at: datetime) -> Iterator[str]:
    """I12: every photo that was named is here with the very bytes that were signed, or is younger than a week."""
    folder, kept = photo_folder(), dict(Photo.objects.values_list("sha256", "clean_sha256"))
    late = PhotoMention.objects.filter(entry__received_at__lt=at - PHOTO_DAYS * DAY, entry__quarantined=False)
    yield from (sha for sha in late.values_list("sha256", flat=True).distinct() if sha not in kept)
    for digests in kept.items():
        for sha in filter(None, digests):
            try:
                archive.fetch(folder, sha)
            except (OSError, ValueError):
                yield sha


def reads_are_logged(at: datetime) -> Iterator[str]:
    """I13: the log of reads recomputes, and every entry says who read whose file."""
    for entry in READS.entries.objects.order_by("seq").iterator(chunk_size=2000):
        if entry.body and (entry.actor is None or not entry.thread):
            yield f"reads:{entry.seq}"


def nothing_after_revocation(at: datetime) -> Iterator[str]:
    """I14: nothing that a phone wrote after its end, or sent then, stands as more than evidence."""
    ended = FieldEntry.objects.exclude(device__state=DeviceState.ACTIVE).filter(quarantined=False)
    for row in ended.filter(received_at__gt=F("device__ended_at")).select_related("device"):
        yield f"{row.device.code}/{row.dseq}"


def nothing_disappears(at: datetime) -> Iterator[str]:
    """I15: no entry of a phone that the ledger knows is missing here; at most its line in the ledger is shredded."""
    have = set(FieldEntry.objects.values_list("device__code", "dseq"))
    for entry in Entry.objects.filter(kind="field.received").iterator(chunk_size=2000):
        facts = facts_of(entry)
        if (facts.get("device"), facts.get("dseq")) not in have:
            yield f"{facts.get('device')}/{facts.get('dseq')}"


def money_adds_up(at: datetime) -> Iterator[str]:
    """I16: there is no money in these tables: nothing here can be sold, paid or owed."""
    yield from money_columns()


def money_columns() -> list[str]:
    """Columns of the chapters of the work that would hold an amount."""
    words = ("rupiah", "price", "amount", "paid")
    models = [model for model in apps.get_models() if model._meta.app_label == "work"]
    found = [
        f"{m._meta.label}.{f.name}" for m in models for f in m._meta.get_fields() if any(w in f.name for w in words)
    ]
    return [name for name in found if name not in IMPOSED]


def inside_the_agreements(at: datetime) -> Iterator[str]:
    """I17: people worked only at declared sites, and inside the dates of the site's agreements where it names any."""
    done = [SessionState.RECORDED, SessionState.VERIFIED]
    rows = Session.objects.filter(state__in=done).select_related("site").prefetch_related("site__agreements")
    for session in rows:
        agreements = list(session.site.agreements.all())
        outside = agreements and not any(one.covers(session.day) for one in agreements)
        if outside or not session.site.declared(session.day):
            yield name_of(session)


INVARIANTS: dict[str, Callable[[datetime], Iterator[str]]] = {
    "I1": received_once,
    "I2": signed_by_its_phone,
    "I3": numbered_without_gap,
    "I4": ledger_recomputes,
    "I5": credit_is_the_fold,
    "I6": no_minute_twice,
    "I7": eight_hours_a_day,
    "I8": never_over_the_sentence,
    "I9": inside_the_term,
    "I10": no_trade,
    "I11": maker_is_not_approver,
    "I12": photos_are_there,
    "I13": reads_are_logged,
    "I14": nothing_after_revocation,
    "I15": nothing_disappears,
    "I16": money_adds_up,
    "I17": inside_the_agreements,
}


def findings(at: datetime) -> dict[str, list[str]]:
    """By invariant: where it does not hold; empty where all is well. `at` is now (for photos on their way)."""
    found = {name: list(check(at)) for name, check in INVARIANTS.items()}
    return {name: where for name, where in found.items() if where}
