"""Hand orders from one officer to another of the same institution; assign beyond the limit with a reason."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext

from masohi.cases.officers.models import OfficerChange
from masohi.cases.officers.queries import LIVING, beyond_limit
from masohi.cases.officers.terms import COLUMNS, NAMES, ROLES, Post
from masohi.cases.orders.actions import assign_officers
from masohi.cases.orders.models import Order
from masohi.ledger.actions import deed, many, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.roles import Role
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused


@deed
def hand_over_orders(
    *, orders: Sequence[Order], post: Post, to: User, reason: str, by: User, at: datetime
) -> list[OfficerChange]:
    """Give a post in these orders to `to`, who holds its role at the same institution; one ledger entry an order.

    A PK gives own orders and takes back what they gave; a jaksa whatever the own office handles. All or nothing:
    Refused without a reason or where one order is not for `by` to give, Conflict where one has ended or moved.
    """
    require(by, "caseload.hand_over")
    if not reason.strip():
        raise Refused(gettext("Tulis alasan penyerahan. Belum ada perkara yang berpindah."))
    column, unit = COLUMNS[post]
    rows = list(Order.objects.visible_to(by).filter(pk__in=[one.pk for one in orders]).select_related(column))
    if not rows or len(rows) != len({one.pk for one in orders}):
        raise Refused(gettext("Sebagian perkara bukan perkara kantor Anda. Belum ada yang berpindah."))
    shown = {one.pk: getattr(one, f"{column}_id") for one in orders}
    for row in rows:
        _givable(row, post, shown[row.pk], by)
        if not _able(to, row, getattr(row, f"{unit}_id"), post):
            raise Refused(gettext("Penerima bukan petugas kantor yang sama. Pilih petugas lain."))
    return _give(rows, post, to, reason.strip()[:250], by, at)


def _able(to: User, order: Order, unit: int, post: Post) -> bool:
    """Whether `to` holds the post's role there, and the role for children's cases where the order is a child's."""
    wanted = [ROLES[post], *([Role.CHILD_OFFICER] if order.child else [])]
    return all(unit in to.organisations_as(role) for role in wanted)


def _givable(order: Order, post: Post, shown: int | None, by: User) -> None:
    column, _unit = COLUMNS[post]
    holder = getattr(order, f"{column}_id")
    if order.state not in LIVING or holder != shown:
        raise Conflict(gettext("Sebagian perkara sudah berakhir atau sudah berpindah. Muat ulang halaman."))
    if order.prosecutor_office_id in by.organisations_as(Role.PROSECUTOR):
        return
    gave = OfficerChange.objects.filter(order=order, post=post).order_by("-pk").first()
    if post is not Post.PROBATION or not (holder == by.pk or (gave and gave.made_by_id == gave.before_id == by.pk)):
        raise Refused(gettext("Anda hanya dapat menyerahkan perkara yang Anda bimbing. Minta jaksa untuk yang lain."))


def _give(rows: Sequence[Order], post: Post, to: User, reason: str, by: User, at: datetime) -> list[OfficerChange]:
    column, _unit = COLUMNS[post]
    batch = new_code()
    told = {"reason": reason, "batch": batch, "made_by": by, "made_at": at}
    made = [OfficerChange(order=row, post=post, before=getattr(row, column), after=to, **told) for row in rows]
    for change in OfficerChange.objects.bulk_create(made):
        setattr(change.order, column, to)
        setattr(change.order, NAMES[post], to.name)
        change.order.edition += 1
    Order.objects.bulk_update(rows, [column, NAMES[post], "edition"])
    with many() as note:
        for change in made:
            accounts = [one for one in (change.before_id, to.pk) if one]
            seals = [change.order, change]
            facts = {"post": str(post), "accounts": accounts}
            note("order.handed_over", change.order, by=by, at=at, thread=change.order, seals=seals, **facts)
    return made


@deed
def assign_within_limit(
    *,
    order: Order,
    edition: int,
    prosecutor: User | None,
    pk_officer: User | None,
    reason: str = "",
    by: User,
    at: datetime,
) -> Order:
    """As `assign_officers`; a PK who already carries as many orders as the limit allows only with a reason (R16)."""
    require(by, "order.assign")
    before = order.pk_officer
    day = at.astimezone(WIT).date()
    full = pk_officer is not None and pk_officer != before and beyond_limit(by, pk_officer, 1, day)
    if full and not reason.strip():
        raise Refused(gettext("PK ini sudah memegang perkara sebanyak batas. Tulis alasan, atau pilih PK lain."))
    fresh = assign_officers(order=order, edition=edition, prosecutor=prosecutor, pk_officer=pk_officer, by=by, at=at)
    if full and pk_officer is not None:
        change = OfficerChange.objects.create(
            order=fresh,
            post=Post.PROBATION,
            before=before,
            after=pk_officer,
            reason=reason.strip()[:250],
            batch=new_code(),
            made_by=by,
            made_at=at,
        )
        record("order.overloaded", fresh, by=by, at=at, thread=fresh, seals=[change], accounts=[pk_officer.pk])
    return fresh
