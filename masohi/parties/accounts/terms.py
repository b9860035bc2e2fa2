"""Where a role can be held, and how an account is called."""

import re
from typing import Final

from masohi.parties.organisations.terms import Kind
from masohi.parties.roles import Role

USERNAME: Final = re.compile(r"\A[A-Za-z0-9._-]+\Z")

UNITS: Final[dict[str, frozenset[str]]] = {
    Role.CLERK: frozenset({Kind.COURT}),
    Role.PROSECUTOR: frozenset({Kind.PROSECUTOR}),
    Role.PROBATION: frozenset({Kind.PROBATION}),
    Role.SUPERVISOR: frozenset({Kind.OFFICE, Kind.CITY}),
    Role.OFFICE: frozenset({Kind.OFFICE, Kind.CITY}),
    Role.UNIT: frozenset({Kind.REGION, Kind.PROBATION, Kind.YOUTH, Kind.PRISON, Kind.WOMEN, Kind.REMAND}),
    Role.COOPERATION: frozenset({Kind.OFFICE, Kind.CITY, Kind.REGION}),
    Role.LEADER: frozenset({Kind.CITY, Kind.REGION, Kind.PROSECUTOR, Kind.COURT}),
    Role.PERSONNEL: frozenset({Kind.OFFICE}),
    Role.PANEL: frozenset({Kind.OFFICE, Kind.CITY}),
    Role.ADMINISTRATOR: frozenset({Kind.OFFICE, Kind.CITY}),
    Role.CHILD_OFFICER: frozenset({Kind.COURT, Kind.PROSECUTOR, Kind.PROBATION}),
}
