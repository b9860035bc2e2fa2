"""The embedded web server: one process, many threads, so that slow phones do not hold up the others."""

from django.conf import settings
from granian import Granian
from granian.constants import Interfaces

THREADS = 16


def refusal(host: str) -> str:
    """Why we will not listen on `host`, or nothing: people's data leaves this machine only over HTTPS."""
    if host in {"127.0.0.1", "localhost", "::1"} or settings.HTTPS:
        return ""
    return (
        "Melayani jaringan tanpa HTTPS membuka data orang. Isi MASOHI_ORIGIN=https://nama-kota, pasang proksi HTTPS "
        "di depan, lalu ulangi. Server belum dijalankan."
    )


def serve(host: str, port: int) -> int:
    """Serve until stopped."""
    print(f"Masohi di http://{host}:{port}  (Ctrl+C untuk berhenti)", flush=True)
    Granian(
        "masohi.config.wsgi:application",
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
