"""How a channel says that a message did not go."""

from masohi.faces.notify.terms import Fault


class Failed(Exception):
    """The message did not go, or nobody knows. `final`: trying again would not help."""

    def __init__(self, fault: Fault, *, final: bool = False) -> None:
        super().__init__(fault.value)
        self.fault, self.final = fault, final
