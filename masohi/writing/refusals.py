"""The ways in which a deed is refused. Each carries a sentence for the person who tried; nothing has been stored."""

from collections.abc import Sequence
from typing import Any


class Refused(Exception):
    """A deed was not done. `str()` is an Indonesian sentence that can be shown."""


class Conflict(Refused):
    """The record has moved on since the page was opened, or the same thing is there already."""


class Unlawful(Refused):
    """A rule of law blocks the deed; `findings` name rule, article and message (`masohi.law.citation.Finding`)."""

    def __init__(self, findings: Sequence[Any]) -> None:
        self.findings = tuple(findings)
        super().__init__(" ".join(finding.message for finding in self.findings))
