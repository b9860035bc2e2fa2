"""The one sentence that a simulation ends in."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext

from masohi.faces.web.simulation.changes import Written
from masohi.planning.whatif import Comparison
from masohi.ui.formats import number


def headline(found: Comparison, written: Sequence[Written]) -> str:
    """What the changes do to the number of people who end in time."""
    only = written[0] if len(written) == 1 else None
    gain = found.gain
    if only and only.subject and gain > 0:
        said = ngettext(
            "%(what)s menyelesaikan %(n)s orang lagi tepat waktu.",
            "%(what)s menyelesaikan %(n)s orang lagi tepat waktu.",
            gain,
        )
        return said % {"what": only.subject, "n": number(gain)}
    words = {"what": only.words if only else gettext("Perubahan ini"), "n": number(abs(gain))}
    return _difference(gain) % words


def _difference(gain: int) -> str:
    if gain > 0:
        return ngettext(
            "%(what)s: %(n)s orang lagi selesai tepat waktu.",
            "%(what)s: %(n)s orang lagi selesai tepat waktu.",
            gain,
        )
    if gain < 0:
        return ngettext(
            "%(what)s: %(n)s orang lebih sedikit yang selesai tepat waktu.",
            "%(what)s: %(n)s orang lebih sedikit yang selesai tepat waktu.",
            -gain,
        )
    return gettext("%(what)s: jumlah orang yang selesai tepat waktu tetap.")
