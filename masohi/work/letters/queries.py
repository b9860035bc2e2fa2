"""Read letters and the wording of their kinds."""

from datetime import date, datetime, time, timedelta

from django.db.models import Model, QuerySet

from masohi.cases.orders.models import Order
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.work.letters.models import Letter, Template
from masohi.writing.codes import tidy_code
from masohi.writing.documents import shipped_text
from masohi.writing.indonesian import WIT

SEALED: tuple[type[Model], ...] = (Letter, Template)


def letters(user: User) -> QuerySet[Letter]:
    """Letters that `user` may open, newest first."""
    return Letter.objects.visible_to(user).select_related("order", "unit", "issued_by")


def letters_of(order: Order) -> QuerySet[Letter]:
    """Letters of one order, newest first."""
    return order.letters.select_related("unit", "issued_by")


def letter_by_code(code: str) -> Letter | None:
    """For the public check: the letter that carries this code, whoever asks."""
    return Letter.objects.select_related("unit", "order").filter(code=tidy_code(code)).first()


def letter_page(user: User, code: str) -> Letter | None:
    """One letter that `user` may open, by the code it carries."""
    rows = letters(user).select_related("order__person", "session")
    return rows.filter(code=tidy_code(code)).first()


def current_template(unit: Organisation, kind: str) -> Template | None:
    """The newest version of a unit's own wording; None where the unit never wrote one."""
    return Template.objects.filter(unit=unit, kind=kind).order_by("-version").first()


def text_of(kind: str, template: Template | None) -> str:
    """The wording in force: the unit's own, or the one that comes with the program."""
    return (template.text if template is not None else "") or shipped_text(kind)


def own_letters(user: User, *, kind: str = "", month: date | None = None) -> QuerySet[Letter]:
    """The register of the units where `user` may look at letters, newest first; `month` is its first day (WIT)."""
    rows = letters(user).filter(unit__in=user.offices_for("letter.view"))
    if kind:
        rows = rows.filter(kind=kind)
    if month is not None:
        after = (month + timedelta(days=31)).replace(day=1)
        rows = rows.filter(issued_at__gte=_begins(month), issued_at__lt=_begins(after))
    return rows


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), WIT)


def versions(unit: Organisation, kind: str) -> QuerySet[Template]:
    """Every version of a unit's own wording, newest first."""
    return Template.objects.filter(unit=unit, kind=kind).select_related("made_by").order_by("-version")


def changed_kinds(unit: Organisation) -> set[str]:
    """Kinds for which the newest version of a unit is a wording of its own."""
    newest: dict[str, str] = {}
    for kind, text in Template.objects.filter(unit=unit).order_by("version").values_list("kind", "text"):
        newest[kind] = text
    return {kind for kind, text in newest.items() if text}
