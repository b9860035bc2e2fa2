"""The main pages over a small and a large register, by the real server; the small one is the baseline.

    python -m bench.pages --orders 100 --orders 100000 [--database postgresql] [--requests 40]

Prints a line a page: median and 95th percentile in milliseconds for each size, their ratio; then the server's memory,
and how long a snapshot of every figure and the freezing of a month took.
"""

import argparse
import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PORT = 8765
MONTHS = 12  # frozen before the pages are opened


def prepare() -> None:
    """In a process of its own: fill the data folder of the environment and print sign-in cookies and addresses."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "masohi.config.settings")
    django.setup()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command
    from django.utils import timezone

    from bench import town
    from masohi.cases.orders.models import Order
    from masohi.reports.counting.months import before, first_of, written
    from masohi.reports.figures.actions import freeze_month, take_snapshot
    from masohi.reports.publication.actions import publish_due
    from masohi.work.placement.models import Session

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    people = town.build(int(sys.argv[2]))
    cookies = {}
    for role in ("pk", "prosecutor", "supervisor", "leader", "bureau"):
        user, session = getattr(people, role), SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        cookies[role] = session.session_key
    at, month, figures = timezone.now(), first_of(town.TODAY), []
    for _ in range(MONTHS):
        month = before(month)
        began = time.perf_counter()
        freeze_month(month=month, by=people.system, at=at)
        figures.append(time.perf_counter() - began)
    publish_due(by=people.system, at=at)
    began = time.perf_counter()
    take_snapshot(by=people.system, at=at)
    counted = {"snapshot": time.perf_counter() - began, "freeze": max(figures)}
    order = Order.objects.filter(state="berjalan").first()
    day = Session.objects.filter(appointments__order=order).first()
    pages = [
        ["pk", "/tugas"],
        ["prosecutor", "/tugas"],
        ["pk", "/perkara"],
        ["pk", f"/perkara/{order.code}"],
        ["pk", f"/perkara/{order.code}/jam"],
        ["pk", f"/perkara/{order.code}/riwayat"],
        ["pk", "/jadwal"],
        ["pk", "/verifikasi-jam"],
        ["supervisor", f"/sesi/{day.code}"],
        ["pk", "/lokasi"],
        ["pk", "/dasbor"],
        ["leader", "/dasbor"],
        ["leader", "/laporan"],
        ["leader", "/laporan/angka/hours_credited"],
        ["leader", f"/laporan/bulanan/{written(before(first_of(town.TODAY)))}"],
        ["pk", "/laporan/mutu-data"],
        ["bureau", "/perjanjian"],
        ["bureau", "/komitmen"],
        ["bureau", "/komitmen/papan"],
        ["", "/transparansi"],
    ]
    print(json.dumps({"cookies": cookies, "pages": pages, "counted": counted}))


def measure(orders: int, database: str, requests: int) -> dict:
    """Milliseconds of every page over a register of `orders`, and the server's memory in MB."""
    folder = Path(tempfile.mkdtemp(prefix="masohi-bench-"))
    env = {**os.environ, "MASOHI_DATA": str(folder), "PYTHONPATH": str(ROOT)}
    env.pop("DATABASE_URL", None)
    cluster = None
    if database == "postgresql":
        from tests.postgres import Server

        cluster = Server(durable=True)  # as an office runs it: the program serves over no other
        env["DATABASE_URL"] = cluster.url
    server = None
    try:
        began = time.monotonic()
        made = subprocess.run(
            [sys.executable, "-m", "bench.pages", "prepare", str(orders)],
            env=env,
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        )
        told = json.loads(made.stdout.strip().splitlines()[-1])
        print(f"   {orders} orders written in {time.monotonic() - began:.0f} s", flush=True)
        command = [sys.executable, "-m", "masohi.config.cli", "serve", "--port", str(PORT)]
        server = subprocess.Popen(
            command, env=env, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        _wait()
        times = {
            f"{role} {path}": _times(told["cookies"].get(role, ""), path, requests) for role, path in told["pages"]
        }
        return {"times": times, "memory": _memory(server.pid), **told["counted"]}
    finally:
        if server is not None:
            os.killpg(server.pid, signal.SIGKILL)
        if cluster is not None:
            cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _wait() -> None:
    for _ in range(200):
        try:
            link = http.client.HTTPConnection("127.0.0.1", PORT, timeout=2)
            link.request("GET", "/health/ready")
            if link.getresponse().status == 200:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise SystemExit("the server did not start")


def _times(cookie: str, path: str, requests: int) -> tuple[float, float, int]:
    link = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    took, size = [], 0
    for _ in range(requests + 3):
        began = time.perf_counter()
        link.request("GET", path, headers={"Cookie": f"sessionid={cookie}", "Accept-Encoding": "gzip"})
        answer = link.getresponse()
        size = len(answer.read())
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status}")
        took.append((time.perf_counter() - began) * 1000)
    took = sorted(took[3:])
    return took[len(took) // 2], took[int(len(took) * 0.95)], size


def _memory(pid: int) -> float:
    """Proportional memory of the server and its children, in MB."""
    total = 0
    for found in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(found.name)) == pid:
                lines = (found / "smaps_rollup").read_text().splitlines()
                total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        except (OSError, StopIteration):
            continue
    return total / 1024


def main() -> None:
    """Measure every size and print them side by side."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--orders", type=int, action="append", required=True)
    options.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    options.add_argument("--requests", type=int, default=40)
    given = options.parse_args()
    found = {orders: measure(orders, given.database, given.requests) for orders in given.orders}
    sizes = given.orders
    print(f"   {'page':28}" + "".join(f"{n:>9} p50   p95" for n in sizes) + "   ratio p95   kB gz")
    for place, label in enumerate(found[sizes[0]]["times"]):
        rows = [list(found[n]["times"].values())[place] for n in sizes]
        cells = "".join(f"{middle:13.0f} {high:5.0f}" for middle, high, _ in rows)
        ratio, weight = rows[-1][1] / rows[0][1], rows[-1][2] / 1024
        print(f"   {shown(label):28}{cells}{ratio:12.2f} {weight:7.1f}")
    for orders, one in found.items():
        print(f"   server memory over {orders} orders: {one['memory']:.0f} MB ({given.database})")
        print(
            f"   figures over {orders} orders: snapshot {one['snapshot']:.2f} s, a month frozen {one['freeze']:.2f} s"
        )


def shown(label: str) -> str:
    """Role and page without the code of the row, which differs from register to register."""
    return re.sub(r"/[0-9A-Z]{10}", "/…", label)


if __name__ == "__main__":
    prepare() if sys.argv[1:2] == ["prepare"] else main()
