"""Open and close accounts and roles."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from masohi.ledger.actions import consequence, deed, record
from masohi.ledger.models import Entry
from masohi.parties.access import require
from masohi.parties.accounts.models import Membership, User
from masohi.parties.accounts.terms import UNITS
from masohi.parties.organisations.models import Organisation
from masohi.parties.roles import Role
from masohi.writing.indonesian import WIT
from masohi.writing.names import tidy_name
from masohi.writing.refusals import Refused


def _fits(role: Role, organisation: Organisation) -> None:
    """Raises Refused for a jaksa outside a prosecutor's office, a PK outside a Bapas and the like."""
    if organisation.kind not in UNITS.get(role, ()):
        raise Refused(gettext("Peran ini tidak ada di kantor itu. Pilih kantor lain atau peran lain."))


@deed
def open_account(
    *,
    username: str,
    name: str,
    password: str | None,
    organisation: Organisation,
    role: Role,
    phone: str = "",
    sample: bool = False,
    by: User,
    at: datetime,
) -> User:
    """Open an account with one role. `password=None` opens one that cannot sign in with a password yet.

    Raises ValidationError for a weak password, for a name that is empty or in use, whatever its letters' case; Refused
    for a role that the organisation cannot have.
    """
    require(by, "account.manage")
    _fits(role, organisation)
    account = User(username=username.strip(), name=tidy_name(name), phone=phone, is_sample=sample)
    if password is None:
        account.set_unusable_password()
    else:
        validate_password(password, account)
        account.set_password(password)
    account.full_clean(exclude=["password"])
    if User.objects.filter(username__iexact=account.username).exists():
        raise ValidationError({"username": gettext("Nama akun ini sudah dipakai. Pilih nama lain.")})
    account.save(force_insert=True)
    entry = record("account.opened", account, by=by, at=at)
    give_role(account=account, organisation=organisation, role=role, because=entry)
    return account


@consequence
def give_role(*, account: User, organisation: Organisation, role: Role, because: Entry) -> Membership:
    """Let `account` act as `role` at `organisation` from the day of the cause (WIT)."""
    day = because.at.astimezone(WIT).date()
    membership = Membership.objects.create(person=account, organisation=organisation, role=role, began_on=day)
    record("role.given", membership, because=because, account=account.pk, organisation=organisation.pk, role=str(role))
    return membership


@deed
def add_role(*, account: User, organisation: Organisation, role: Role, by: User, at: datetime) -> Membership:
    """Give an existing account one more role. Raises Refused for the own account and where the role does not fit."""
    require(by, "account.manage")
    if account.pk == by.pk:
        raise Refused(gettext("Peran sendiri tidak dapat ditambah. Minta pengelola lain. Tidak ada yang berubah."))
    _fits(role, organisation)
    entry = record("account.changed", account, by=by, at=at)
    return give_role(account=account, organisation=organisation, role=role, because=entry)


@deed
def give_password(*, account: User, password: str, by: User, at: datetime) -> User:
    """Give a new password to somebody who lost theirs; every session of the account ends. ValidationError if weak."""
    require(by, "account.manage")
    validate_password(password, account)
    account.set_password(password)
    account.save(update_fields=["password"])
    record("account.changed", account, by=by, at=at, password=1)
    return account


@deed
def close_account(*, account: User, by: User, at: datetime) -> User:
    """End every role and stop sign-in at the next request; deeds keep their author."""
    require(by, "account.manage")
    account.is_active = False
    account.set_unusable_password()
    account.save(update_fields=["is_active", "password"])
    account.memberships.filter(ended_on=None).update(ended_on=at.astimezone(WIT).date())
    record("account.closed", account, by=by, at=at)
    return account
