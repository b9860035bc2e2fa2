"""The command `masohi notify`: one round, or rounds until somebody stops it."""

import time
from argparse import Namespace
from typing import Any

from masohi.faces.notify import sender
from masohi.faces.notify.watch import silence
from masohi.faces.pages import now
from masohi.parties.parameters.queries import ready

UNREADABLE = 2
NOT_READY = "Basis data belum siap. Jalankan: masohi migrate."


def notify(options: Namespace) -> tuple[int, dict[str, Any], str]:
    """Send what is due; `--once` ends after one round. Exit code, JSON answer, sentence."""
    if not ready():
        return UNREADABLE, {"v": 1, "ok": False, "error": NOT_READY}, NOT_READY
    if not options.once:
        sender.keep_sending(_wait)
        return 0, {"v": 1, "ok": True}, ""
    told = sender.run_once()
    return 0, {"v": 1, "ok": True, **told, "silence": silence(now())}, sender.sentence(told)


def _wait(seconds: float) -> bool:
    time.sleep(seconds)
    return False
