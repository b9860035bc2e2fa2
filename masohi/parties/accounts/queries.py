"""Find accounts."""

from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from masohi.parties.accounts.models import Membership, User
from masohi.parties.organisations.models import Organisation
from masohi.parties.organisations.queries import organisations
from masohi.parties.roles import SYSTEM_ACCOUNT, Role
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Refused


def system_account() -> User:
    """The program's own account."""
    return User.objects.system()


def account(username: str) -> User | None:
    """The account of that name, whatever its letters' case."""
    return User.objects.filter(username__iexact=username).first()


def sample_accounts() -> QuerySet[User]:
    """Accounts of the sample data, one or more a role."""
    return (
        User.objects.filter(is_sample=True, is_active=True).prefetch_related("memberships__organisation").order_by("pk")
    )


def members(role: Role, organisations: list[int] | None = None) -> QuerySet[User]:
    """People who hold `role` now, at one of `organisations` (primary keys) or anywhere."""
    held = Membership.objects.filter(role=role, ended_on=None)
    if organisations is not None:
        held = held.filter(organisation__in=organisations)
    return User.objects.filter(is_active=True, pk__in=held.values("person")).order_by("name")


def all_accounts() -> QuerySet[User]:
    """Every account but the program's own, with memberships."""
    return User.objects.exclude(username=SYSTEM_ACCOUNT).prefetch_related("memberships__organisation").order_by("name")


def found_accounts(text: str) -> QuerySet[User]:
    """Accounts whose person or account name contains what was typed; all of them for nothing typed."""
    rows = all_accounts()
    return rows.filter(Q(name__icontains=text) | Q(username__icontains=text)) if text else rows


def names_of(accounts: set[int]) -> dict[int, str]:
    """Primary key to name, for history lists."""
    return dict(User.objects.filter(pk__in=accounts).values_list("pk", "name"))


def sample_data_loaded() -> bool:
    """Whether this installation holds the fictional people of the sample data."""
    return User.objects.filter(is_sample=True, is_active=True).exists()


def sample_doors_open() -> bool:
    """Whether sample people can be entered: never where the address is HTTPS, which is how real cases are served."""
    return not settings.HTTPS and sample_data_loaded()


def keep_apart(by: User) -> None:
    """Sample people are entered without a password, so real cases never stand beside them.

    Raises Refused where somebody who is not of the sample would enter a case while sample people are there.
    """
    if not by.is_sample and sample_data_loaded():
        raise Refused(
            gettext(
                "Folder ini berisi data contoh. Pakai folder data kosong untuk perkara sungguhan. "
                "Tidak ada yang disimpan."
            )
        )


def sample_account(username: str) -> User | None:
    """A sample person by account name while they can be entered; None for real people's accounts."""
    if settings.HTTPS:
        return None
    return User.objects.filter(is_sample=True, is_active=True, username=username).first()


def colleagues(user: User) -> list[int]:
    """Primary keys of everybody who holds or held a role at an office of `user`."""
    return list(Membership.objects.filter(organisation__in=user.offices()).values_list("person", flat=True).distinct())


def of_one_office(one: User, other: User, at: datetime) -> bool:
    """Whether both are the same person or share an office: at the moment of the first one's deed (`at`), or now.

    Nobody becomes a stranger by moving. KS-29 counts two officers of one office as one.
    """
    offices = one.offices_on(at.astimezone(WIT).date()) | one.offices()
    return one.pk == other.pk or bool(offices & other.offices())


def ever_held(role: Role) -> list[int]:
    """Primary keys of everybody who holds or held `role`."""
    return list(Membership.objects.filter(role=role).values_list("person", flat=True).distinct())


def units_to_set(user: User) -> QuerySet[Organisation]:
    """Living units whose letterhead and templates `user` may set: every one for the administrator, else the own."""
    rows = organisations().select_related("parent").order_by("name")
    return rows if user.has(Role.ADMINISTRATOR) else rows.filter(pk__in=user.offices_for("letterhead.set"))
