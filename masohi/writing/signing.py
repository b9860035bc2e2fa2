"""Electronic signatures on letters: what every way of signing offers.

`certificates` signs with certificate files. Another way (a signing service of the state) is another module with a
function of the same shape, named in the settings (`SIGNER`); it is loaded only where an office signs electronically.
"""

from typing import Protocol


class SigningFailed(Exception):
    """A unit has something to sign with, and it cannot sign. `args[0]` names the file, never what is in it."""


class Signer(Protocol):
    """Signs a finished PDF so that every later change shows."""

    def sign(self, pdf: bytes, *, name: str, place: str) -> bytes:
        """The PDF with a signature in the name of a unit. Raises SigningFailed."""
