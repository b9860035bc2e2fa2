"""Read breach files, and what stands between a file and the jaksa."""

from datetime import date

from django.db.models import Model, QuerySet

from masohi.cases.orders.models import Order
from masohi.cases.orders.queries import current_sentence
from masohi.cases.orders.terms import State
from masohi.cases.pauses.queries import pause_on
from masohi.law.breach import FINE, PRISON, Share, allowed, share
from masohi.law.ladder import Fault, Unfair, unfair, unfair_sessions, unfair_steps
from masohi.parties.accounts.models import User
from masohi.work.attendance.models import Attendance
from masohi.work.enforcement.breach.models import BreachFile
from masohi.work.enforcement.breach.terms import OPEN, FileState
from masohi.work.enforcement.queries import ladder_of
from masohi.work.placement.models import Appointment
from masohi.work.placement.terms import AppointmentState

SEALED: tuple[type[Model], ...] = (BreachFile,)


def files(user: User) -> QuerySet[BreachFile]:
    """Files of orders that `user` may see, newest first."""
    rows = BreachFile.objects.visible_to(user)
    people = ("made_by", "sent_by", "returned_by", "decided_by")
    return rows.select_related("order__person", "order__prosecutor_office", "order__bapas", "letter", "step", *people)


def files_of(user: User, order: Order) -> list[BreachFile]:
    """Files of one order that `user` may see, newest first."""
    return list(files(user).filter(order=order))


def open_file_of(order: Order) -> BreachFile | None:
    """The file of an order that is not decided yet."""
    return BreachFile.objects.filter(order=order, state__in=OPEN).select_related("letter", "step", "sent_by").first()


def files_to_decide(user: User) -> QuerySet[BreachFile]:
    """Files that wait for the jaksa, the longest waiting first."""
    return files(user).filter(state=FileState.SENT, order__state=State.RUNNING).order_by("sent_at", "pk")


def verdict_minutes(order: Order) -> int:
    """Hours of the verdict itself, whatever was ordered to be repeated since (KS-36)."""
    sentence = current_sentence(order)
    return sentence.verdict_minutes or sentence.minutes


def consequences(order: Order) -> tuple[str, ...]:
    """What may follow by the verdict: kinds of `masohi.law.breach`."""
    return allowed(current_sentence(order).sanction, child=order.child)


def aid(order: Order) -> Share | None:
    """The pro-rata figure of the replaced prison days or fine; None where only repetition may follow."""
    sentence, kinds = current_sentence(order), consequences(order)
    whole = {PRISON: sentence.replaced_prison_days, FINE: sentence.replaced_fine_rupiah}
    amount = next((whole[kind] for kind in kinds if kind in whole), None)
    return share(order.open_minutes, verdict_minutes(order), amount) if amount else None


def unfairness(order: Order, file: BreachFile | None, *, day: date) -> list[Unfair]:
    """Everything that keeps the file of an order back on `day`; nothing means that it may go to the jaksa."""
    missed, steps, _since = ladder_of(order)
    return unfair(
        missed,
        steps,
        paused_now=pause_on(order, day) is not None,
        hours_wait=Appointment.objects.filter(order=order, state=AppointmentState.RECORDED).exists(),
        pk_word=bool(file and file.pk_statement.strip()),
        person_word=bool(file and (file.person_statement.strip() or file.person_refused.strip())),
    )


def unsettled(order: Order, *, day: date) -> list[Unfair]:
    """What has to be settled before anything may follow on `day`, however good the file was when it was sent: hours
    that were worked and that no second officer has looked at, so that what is left is not certain (KS-36); a pause."""
    worked = Attendance.objects.filter(appointment__order=order, replaced_by=None, verification=None)
    hours_wait = worked.filter(reported_minutes__gt=0, appointment__state=AppointmentState.RECORDED).exists()
    tests = ((Fault.PAUSED_NOW, pause_on(order, day) is not None), (Fault.HOURS_WAIT, hours_wait))
    return [Unfair(fault) for fault, wrong in tests if wrong]


def lost_ground(file: BreachFile) -> list[Unfair]:
    """What no longer holds of a file that was sent: a session excused, corrected or asked about again, a step without
    its ground. Sessions missed after the sending are not in the file. Nothing may follow from a file that lost it."""
    missed, steps, _since = ladder_of(file.order)
    told = [one for one in missed if file.sent_at is None or one.starts_at < file.sent_at]
    nothing = [] if any(one.counts for one in told) else [Unfair(Fault.NOTHING_MISSED)]
    return unfair_sessions(told) + unfair_steps(steps, missed) + nothing
