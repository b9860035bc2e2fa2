"""An office as its first start leaves it: made once for all processes of a run, because migrations take seconds."""

import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from tests.postgres import Server

ROOT = Path(__file__).resolve().parents[1]


def furnish(folder: Path) -> Path:
    """Put an embedded database with the reference data, and the keys that go with it, into `folder`."""
    with _made_once("furnished") as (source, fresh):
        if fresh:
            _migrate(source)
    shutil.copytree(source, folder, dirs_exist_ok=True)
    return folder


def cluster() -> Path:
    """Files of a durable PostgreSQL whose database `postgres` holds what `furnish` gives, to start servers on copies."""
    with _made_once("furnished-postgresql") as (place, fresh):
        if fresh:
            server = Server(durable=True)
            try:
                _migrate(furnish(place), DATABASE_URL=server.url)
                server.end()
                subprocess.run(["cp", "-a", server.data, place / "data"], check=True)
            finally:
                server.stop()
    return place / "data"


@contextlib.contextmanager
def _made_once(name: str) -> Iterator[tuple[Path, bool]]:
    """A folder of the run, and whether it is the caller who fills it; the others wait. A failed one is begun anew."""
    place = settings.DATA / name
    with (settings.DATA / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = settings.DATA / f"{name}.done"
        if not done.exists():
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(parents=True)
        yield place, not done.exists()
        done.touch()


def _migrate(folder: Path, **variables: str) -> None:
    env = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "MASOHI_ORIGIN"}}
    env |= {"MASOHI_DATA": str(folder), "PYTHONPATH": str(ROOT)} | variables
    command = [sys.executable, "-m", "masohi.config.cli", "migrate", "--json"]
    subprocess.run(command, env=env, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, timeout=120)
