"""R20, R27: many phones, a bad network, the real server in a process of its own. Exact counts at the end."""

import os
import threading
import time

import pytest

from tests.sync.proxy import FATES, Proxy
from tests.sync.server import exact, sender

VENDOR = "PostgreSQL" if os.environ.get("MASOHI_TEST_DATABASE") == "postgresql" else "SQLite"


def fill(phone, codes, many):
    """Many entries about several sessions, as three days without signal leave them."""
    left = many
    for code in codes:
        share = min(left, max(many // len(codes), 3))
        if share < 2:
            break
        phone.write("start", code, {"heads": 1, "began": 480, "absent": [], "late": [], "cards": []})
        for _ in range(share - 2):
            phone.write("spot", code, {"heads": 1, "asked": 600})
        phone.write("end", code, {"heads": 1, "ended": 780, "rest": 0})
        left -= share
    for _ in range(left):
        phone.write("photo", codes[0], {"when": "sesudah"})


def at_once(phones, job, seconds):
    """Every phone in a thread of its own, until done; returns the seconds that it took."""
    faults, begun = [], time.monotonic()

    def run(phone):
        try:
            job(phone)
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=run, args=[phone], daemon=True) for phone in phones]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.1, begun + seconds - time.monotonic()))
    took = time.monotonic() - begun
    assert not faults, faults
    assert not any(thread.is_alive() for thread in threads), f"not done in {seconds} s"
    return took


def drain(town, send, *, most=100):
    """What the app does: push until the cursor covers everything, and wait a little after each failure."""

    def job(phone):
        pause = 0.02
        while phone.acked < len(phone.written):
            done = phone.push(send, most)
            pause = 0.02 if done else min(pause * 2, 0.5)
            if not done:
                time.sleep(pause)

    return job


def through_bad_network(town, phones, entries, seconds, most):
    for phone in town.phones:
        town.anchored(phone)
        fill(phone, list(phone.sessions), entries)
    with Proxy(town.port, faults=0.4, seed=phones) as proxy:
        took = at_once(town.phones, drain(town, sender(proxy.port, timeout=10), most=most), seconds)
    assert all(proxy.seen[fate] for fate in FATES), proxy.seen
    tried = sum(proxy.seen.values())
    exact(town, town.phones)
    faults = tried - proxy.seen["pass"]
    return (
        f"{phones} phones x {entries} entries, {faults} of {tried} requests spoilt, exact after {took:.0f} s, {VENDOR}"
    )


def test_phones_converge_over_a_bad_network(town_of, figure):
    said = through_bad_network(town_of(12), 12, 40, 60, 10)
    figure("R20", f"{said} (60 x 100 in the long set)")


@pytest.mark.long
def test_sixty_phones_converge_over_a_bad_network(town_of, figure):
    figure("R20", through_bad_network(town_of(60), 60, 100, 120, 20))


def test_a_network_without_faults_spoils_nothing_and_one_that_drops_all_brings_nothing(town_of):
    """Control of the harness: the proxy really stands between, and the count sees what is missing."""
    town = town_of(1)
    phone = town.phones[0]
    town.anchored(phone)
    fill(phone, list(phone.sessions), 6)
    with Proxy(town.port, faults=1.0) as proxy:
        proxy.chance.choice = lambda _: "refuse"
        assert phone.push(sender(proxy.port, timeout=5)) is None
        assert proxy.seen["refuse"] == 1
    with pytest.raises(AssertionError):
        exact(town, [phone])
    with Proxy(town.port) as proxy:
        assert phone.push(sender(proxy.port))["cursor"] == 6
    exact(town, [phone])


@pytest.mark.long
def test_three_days_of_sixty_phones_drain(town_of, figure):
    """R27: 14,400 entries that waited for three days."""
    town = town_of(60)
    for phone in town.phones:
        town.anchored(phone)
        fill(phone, list(phone.sessions), 240)
    took = at_once(town.phones, drain(town, sender(town.port, timeout=60)), 90)
    exact(town, town.phones)
    figure("R27", f"14,400 entries of 60 phones in {took:.0f} s, {VENDOR}")


def test_the_night_settles_sweeps_and_verifies(town_of):
    """`masohi nightly` on a town whose phones have sent and begun a photo that nobody went on with."""
    town = town_of(1)
    phone = town.phones[0]
    town.anchored(phone)
    fill(phone, list(phone.sessions), 6)
    assert phone.push(sender(town.port))["cursor"] == 6
    part = town.folder / "media" / "photos" / "parts" / f"{phone.code}-{'ab' * 32}"
    part.parent.mkdir(parents=True)
    part.write_bytes(b"half")
    os.utime(part, (0, 0))
    code, answer = town.command("nightly")
    assert (code, answer["ok"], answer["swept"], answer["unsettled"]) == (0, True, 1, 0), answer
    assert not part.exists()
