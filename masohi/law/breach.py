"""KUHP Article 85(7) in arithmetic: what the verdict allows, and a figure that helps whoever decides. Plain Python.

The law says "seluruh atau sebagian" and gives no rate. The figure is an aid, never a rule: the jaksa and the judge
decide. It is never rounded up.
"""

from dataclasses import dataclass
from typing import Final

REPEAT, PRISON, FINE = "repeat", "prison", "fine"
KINDS: Final = (REPEAT, PRISON, FINE)


@dataclass(frozen=True)
class Share:
    """The part of a replaced penalty that stands against the open minutes: `whole` x `open` / `sentence`, cut off."""

    open_minutes: int
    sentence_minutes: int
    whole: int
    part: int


def allowed(sanction: str, *, child: bool) -> tuple[str, ...]:
    """Kinds of consequence that may follow: the one that the verdict orders; of a child's order repetition only.

    For children UU 11/2012 Article 76(2): the supervising judge may order to repeat; nothing else.

    >>> allowed("prison", child=False), allowed("prison", child=True), allowed("", child=False)
    (('prison',), ('repeat',), ())
    """
    if child:
        return (REPEAT,)
    return (sanction,) if sanction in KINDS else ()


def share(open_minutes: int, sentence_minutes: int, whole: int) -> Share:
    """The figure, with what it was made of. Minutes are whole, `whole` is days or rupiah.

    Raises ValueError where there is no sentence. More open minutes than the sentence has count as the whole of it.

    >>> share(8640, 14400, 90).part
    54
    >>> share(8639, 14400, 90).part
    53
    """
    if sentence_minutes <= 0:
        raise ValueError("a sentence without minutes has no share")
    counted = min(max(open_minutes, 0), sentence_minutes)
    return Share(counted, sentence_minutes, whole, counted * whole // sentence_minutes)
