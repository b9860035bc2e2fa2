"""Accounts from the command line: the first administrator has nobody to open the account for them."""

import getpass
import sys
from datetime import datetime

from masohi.parties.accounts.actions import open_account
from masohi.parties.accounts.queries import system_account
from masohi.parties.organisations.queries import organisation_called
from masohi.parties.roles import Role


def create_admin(username: str, name: str, *, from_stdin: bool, at: datetime) -> str:
    """Open an administrator's account at Diskominfo. Raises ValidationError for a weak password or a name in use."""
    password = sys.stdin.readline().rstrip("\n") if from_stdin else getpass.getpass("Sandi (paling sedikit 12 huruf): ")
    office = organisation_called("Diskominfo")
    if office is None:
        raise LookupError("reference data without Diskominfo")
    open_account(
        username=username,
        name=name,
        password=password,
        organisation=office,
        role=Role.ADMINISTRATOR,
        by=system_account(),
        at=at,
    )
    return f"Akun {username} dibuka. Masuk di halaman /masuk, lalu pasang kode kedua di /akun."
