"""Read letters; say what still stands between an order and its certificate."""

from django.db.models import F, QuerySet

from masohi.cases.orders.models import Order
from masohi.cases.orders.terms import State
from masohi.parties.accounts.models import User
from masohi.work.attendance.models import Attendance
from masohi.work.completion.models import Letter, LetterKind
from masohi.work.placement.models import Appointment
from masohi.work.placement.terms import AppointmentState
from masohi.writing.codes import tidy_code


def letters(user: User) -> QuerySet[Letter]:
    """Letters that `user` may open, newest first."""
    return Letter.objects.visible_to(user).select_related("order", "unit", "issued_by")


def letters_of(order: Order) -> QuerySet[Letter]:
    """Letters of one order, newest first."""
    return order.letters.select_related("unit", "issued_by")


def letter_by_code(code: str) -> Letter | None:
    """For the public check: the letter that carries this code, whoever asks."""
    return Letter.objects.select_related("unit").filter(code=tidy_code(code)).first()


def open_questions(order: Order) -> list[str]:
    """Codes of what is undecided about an order: records not verified, records refused and not settled."""
    living = Appointment.objects.filter(order=order).exclude(state=AppointmentState.CANCELLED)
    found = []
    if living.filter(state=AppointmentState.RECORDED).exists():
        found.append("unverified")
    if Attendance.objects.filter(appointment__in=living, replaced_by=None, verification__accepted=False).exists():
        found.append("refused")
    return found


def ready_to_certify(user: User) -> QuerySet[Order]:
    """Running orders of `user` whose whole sentence is credited, oldest deadline first."""
    rows = Order.objects.visible_to(user).filter(state=State.RUNNING, credited_minutes__gte=F("minutes"))
    return rows.select_related("person").order_by("deadline", "pk")


def living_certificate(order: Order) -> Letter | None:
    """The certificate in force."""
    return order.letters.filter(kind=LetterKind.CERTIFICATE, revoked_at=None).first()
