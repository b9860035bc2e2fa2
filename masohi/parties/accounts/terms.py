"""Temporary: moved to masohi.parties.roles."""

from masohi.parties.roles import SYSTEM_ACCOUNT, Role

__all__ = ["SYSTEM_ACCOUNT", "Role"]
