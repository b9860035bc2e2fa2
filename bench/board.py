"""The schedule board over 300 sites and a week of 1,800 sessions with 10,000 people, by the real server and browser.

    python -m bench.board [--sites 300] [--slower 4]

Prints the bytes of a first visit, the server's time, and how evenly frames follow each other while the board scrolls
down to its end and back in a Chromium whose processor is slowed down.
"""

import argparse
import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

from bench.pages import PORT, ROOT, _wait

PATH = "/jadwal"
SCROLLED, SPEED = 9000, 3000  # pixels, pixels a second: a quick turn of a wheel
BLANK = """<div class="papan" style="height: 600px; overflow: auto; background: #fff">
<div style="height: 26000px; background: linear-gradient(red, blue)"></div></div>"""
KINDS = ("devtools.timeline", "disabled-by-default-devtools.timeline", "disabled-by-default-devtools.timeline.frame")


def prepare() -> None:
    """In a process of its own: fill the data folder of the environment and print the cookie of somebody's session."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "masohi.config.settings")
    django.setup()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    user, store = fill(int(sys.argv[2])), SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    print(json.dumps({"cookie": store.session_key}))


def fill(sites: int):
    """Sites with six openings a week, every one held; names and numbers as unlike each other as in a province."""
    from bench import town
    from masohi.cases.orders.models import Order, Sentence
    from masohi.supply.sites.models import Site, Slot
    from masohi.work.placement.models import Appointment, Plan, Session
    from masohi.writing.codes import new_code
    from masohi.writing.indonesian import WIT

    dice, monday = town.random.Random(1), town.TODAY - timedelta(days=town.TODAY.weekday())
    at = datetime.combine(monday - timedelta(days=60), datetime.min.time(), WIT)
    people = town.cast.people(at)
    town._orders(people, dice, 0, 5000, 5000, at)
    kinds = ["Pantai", "Pasar", "Taman", "Kantor Negeri", "Puskesmas", "Sekolah Dasar", "Lapangan", "Panti", "Terminal"]
    names = [f"{dice.choice(kinds)} {dice.choice(town.LAST)} {n}" for n in range(sites)]
    places = Site.objects.bulk_create(
        Site(
            code=new_code(), slug=name.lower().replace(" ", "-"), name=name, host=people.host, tasks="Bersih-bersih",
            village_id="81.71.01.2001", lat="-3.78", lon="128.1", declared_on=at.date(), declared_by="Kepala",
        )
        for name in names
    )  # fmt: skip
    made = []
    for place in places:
        hours = dice.choice([(480, 240), (450, 270), (510, 180), (780, 180)])
        for weekday in sorted(dice.sample(range(7), 6)):
            slot = Slot.objects.create(site=place, weekday=weekday, starts=hours[0], minutes=hours[1], places=10)
            start = datetime.combine(monday + timedelta(days=weekday), datetime.min.time(), WIT)
            start += timedelta(minutes=hours[0])
            made.append(
                Session(
                    code=new_code(), site=place, slot=slot, day=start.date(), starts_at=start,
                    places=dice.choice([8, 10, 12]), ends_at=start + timedelta(minutes=hours[1]),
                    taken=dice.randint(1, 8), announced_at=at if dice.random() < 0.7 else None,
                )
            )  # fmt: skip
    Session.objects.bulk_create(made, batch_size=1000)
    orders = list(Order.objects.values_list("pk", flat=True))
    sentence = Sentence.objects.first()
    plan = Plan.objects.create(
        code=new_code(), order_id=orders[0], sentence=sentence, state="disetujui", blocks=[], answer={},
        planned_minutes=0, short_minutes=0, proposed_by=people.pk, proposed_at=at,
    )  # fmt: skip
    Appointment.objects.bulk_create(
        (
            Appointment(
                session=row, order_id=order, plan=plan, starts_at=row.starts_at, minutes=180, told_at=row.announced_at
            )
            for row in made
            for order in dice.sample(orders, row.taken)
        ),
        batch_size=1000,
    )
    return people.pk


def measure(sites: int, slower: int) -> None:
    """Fill a folder, start the server, load and scroll the board, print."""
    folder = Path(tempfile.mkdtemp(prefix="masohi-bench-"))
    env = {**os.environ, "MASOHI_DATA": str(folder), "PYTHONPATH": str(ROOT)}
    env.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "bench.board", "prepare", str(sites)]
    server = None
    try:
        made = subprocess.run(command, env=env, cwd=ROOT, check=True, capture_output=True, text=True)
        cookie = json.loads(made.stdout.strip().splitlines()[-1])["cookie"]
        serve = [sys.executable, "-m", "masohi.config.cli", "serve", "--port", str(PORT)]
        server = subprocess.Popen(
            serve, env=env, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        _wait()
        print(f"   server, the page alone: {_server_time(cookie):.0f} ms (median of 10)")
        _browse(cookie, slower)
    finally:
        if server is not None:
            os.killpg(server.pid, signal.SIGKILL)
        shutil.rmtree(folder, ignore_errors=True)


def _server_time(cookie: str) -> float:
    took = []
    for _ in range(11):
        link, began = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60), time.perf_counter()
        link.request("GET", PATH, headers={"Cookie": f"sessionid={cookie}", "Accept-Encoding": "gzip"})
        link.getresponse().read()
        took.append((time.perf_counter() - began) * 1000)
    return sorted(took[1:])[5]


def _browse(cookie: str, slower: int) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": f"http://127.0.0.1:{PORT}"}])
        page = context.new_page()
        devtools = context.new_cdp_session(page)
        sizes: dict[str, float] = {}
        kinds: dict[str, str] = {}
        devtools.on("Network.responseReceived", lambda told: kinds.update({told["requestId"]: told["type"]}))
        devtools.on(
            "Network.loadingFinished", lambda told: sizes.update({told["requestId"]: told["encodedDataLength"]})
        )
        devtools.send("Network.enable")
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        page.goto(f"http://127.0.0.1:{PORT}{PATH}", wait_until="networkidle")
        by_kind: dict[str, float] = {}
        for number, kind in kinds.items():
            by_kind[kind] = by_kind.get(kind, 0) + sizes.get(number, 0)
        told = ", ".join(f"{kind} {size / 1000:.1f}" for kind, size in sorted(by_kind.items()))
        print(f"   first visit, kB with headers: {sum(by_kind.values()) / 1000:.1f} ({told})")
        print(f"   board of {page.locator('.papan tbody tr').count()} rows, processor {slower} x slower")
        _scroll(browser, page, devtools, "the board")
        page.goto("about:blank")  # without our policy, which takes no style from a page
        page.set_content(BLANK)
        _scroll(browser, page, devtools, "an empty box (baseline)")
        browser.close()


def _scroll(browser, page, devtools, name: str) -> None:
    """Turn the wheel over the board and print how the frames followed each other, from the browser's own trace."""
    page.wait_for_timeout(800)
    box = page.locator(".papan").bounding_box()
    devtools.send("Performance.enable")
    before = _metrics(devtools)
    browser.start_tracing(page=page, categories=list(KINDS))
    gesture = {"x": box["x"] + box["width"] / 2, "y": box["y"] + 100, "yDistance": -SCROLLED, "speed": SPEED}
    devtools.send("Input.synthesizeScrollGesture", gesture | {"gestureSourceType": "mouse"})
    events = json.loads(browser.stop_tracing())["traceEvents"]
    after = _metrics(devtools)
    drawn = sorted(event["ts"] / 1000 for event in events if event["name"] == "DrawFrame")
    gaps = sorted(late - early for early, late in pairwise(drawn))
    rate = 1000 * len(gaps) / (drawn[-1] - drawn[0])
    print(
        f"   {name}: {rate:.0f} frames a second, between two of them {gaps[len(gaps) // 2]:.1f} ms (median),"
        f" {gaps[int(len(gaps) * 0.95)]:.1f} ms (p95), {gaps[-1]:.1f} ms (worst)"
    )
    names = ("LayoutDuration", "RecalcStyleDuration", "ScriptDuration")
    work = ", ".join(f"{one} {1000 * (after[one] - before[one]):.0f} ms" for one in names)
    print(f"      main thread in {SCROLLED / SPEED:.0f} s: {work}")


def _metrics(devtools) -> dict[str, float]:
    return {one["name"]: one["value"] for one in devtools.send("Performance.getMetrics")["metrics"]}


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sites", type=int, default=300)
    options.add_argument("--slower", type=int, default=4)
    given = options.parse_args()
    measure(given.sites, given.slower)


if __name__ == "__main__":
    prepare() if sys.argv[1:2] == ["prepare"] else main()
