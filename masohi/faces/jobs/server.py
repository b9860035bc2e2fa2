"""The embedded web server: one process, many threads, so that slow phones do not hold up the others."""

import logging
import os
import sys
import threading
from collections.abc import Callable

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connection, connections
from django.utils.module_loading import import_string
from granian import Granian
from granian.constants import Interfaces

from masohi.faces.jobs.figures import keep_counting
from masohi.faces.pages import now
from masohi.ledger.heads.actions import sign_grown
from masohi.writing.refusals import Refused

THREADS = 16
HEADS_EVERY = 600  # seconds: what is recorded stands under a signed head within ten minutes
log = logging.getLogger(__name__)


def refusal(host: str) -> str:
    """Why we will not listen on `host`, or nothing: people's data leaves this machine only over HTTPS."""
    if host in {"127.0.0.1", "localhost", "::1"} or settings.HTTPS:
        return ""
    return (
        "Melayani jaringan tanpa HTTPS membuka data orang. Isi MASOHI_ORIGIN=https://nama-kota, pasang proksi HTTPS "
        "di depan, lalu ulangi. Server belum dijalankan."
    )


def sign_once() -> None:
    """Sign what grew; a refusal, a database that is away or anything else is logged, and tried again next time."""
    try:
        sign_grown(at=now())
    except (Refused, DatabaseError, OSError) as fault:
        log.error("Kepala buku besar tidak ditandatangani: %s", fault)
    except Exception:
        log.exception("Kepala buku besar tidak ditandatangani")
    finally:
        connection.close()


def keep_signing(stop: Callable[[float], bool]) -> None:
    """Sign again and again; `stop` waits so many seconds and says whether to end."""
    while not stop(HEADS_EVERY):
        sign_once()


def served() -> WSGIHandler:
    """The program inside the server's process, with its threads: heads, figures, and what the settings name."""
    application = get_wsgi_application()
    others = [(name, import_string(place)) for name, place in settings.SERVER_THREADS.items()]
    for name, work in (("heads", keep_signing), ("figures", keep_counting), *others):
        threading.Thread(target=work, args=[threading.Event().wait], name=name, daemon=True).start()
    return application


def begin_anew() -> None:
    """Run this very command once more in place of this process.

    The sample's letters were drawn here by threads that a copy of this process would not have: the server's own letters
    would wait for them for ever.
    """
    _leave_database()
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606


def serve(host: str, port: int) -> int:
    """Serve until stopped."""
    print(f"Masohi di http://{host}:{port}  (Ctrl+C untuk berhenti)", flush=True)
    _leave_database()
    Granian(
        "masohi.faces.jobs.server:served",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        log_access=False,
        log_level="error",  # type: ignore[arg-type]
        websockets=False,
    ).serve()
    return 0


def _leave_database() -> None:
    """The server's process is a copy of this one; connections opened here must not be used by both."""
    connections.close_all()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]
