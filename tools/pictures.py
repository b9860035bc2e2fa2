"""Screenshots of the main pages from the running program into docs/pictures: `make pictures`.

Loads the sample register into a folder of its own, serves it, enters as the sample roles.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
PORT = 8790
BASE = f"http://127.0.0.1:{PORT}"
PHONE, DESK = 360, 1280

# picture, sample role, path or the link to follow from it, width, mode
PAGES = (
    ("beranda", None, "/", None, DESK, "terang"),
    ("beranda-hp", None, "/", None, PHONE, "terang"),
    ("masuk-contoh", None, "/contoh", None, DESK, "terang"),
    ("tugas-pk", "contoh-pk", "/tugas", None, DESK, "terang"),
    ("tugas-jaksa", "contoh-jaksa", "/tugas", None, DESK, "gelap"),
    ("perkara", "contoh-pk", "/perkara", None, DESK, "terang"),
    ("perkara-hp", "contoh-pk", "/perkara", None, PHONE, "terang"),
    ("orang", "contoh-pk", "/perkara", "main table a[href^='/perkara/']", DESK, "terang"),
    ("jadwal", "contoh-pk", "/jadwal", None, DESK, "terang"),
    ("susun-ulang", "contoh-pk", "/susun-ulang", None, DESK, "terang"),
    ("simulasi", "contoh-pk", "/simulasi", None, DESK, "terang"),
    ("jadwal-hp", "contoh-pk", "/jadwal", None, PHONE, "lapangan"),
    ("verifikasi-jam", "contoh-pk", "/verifikasi-jam", None, DESK, "terang"),
    ("pengawas-hp", "contoh-pengawas-1", "/tugas", None, PHONE, "lapangan"),
    ("lokasi", "contoh-dlhp", "/lokasi", None, DESK, "terang"),
    ("parameter", "contoh-admin", "/kelola/parameter", None, DESK, "terang"),
    ("hukum", None, "/hukum", None, DESK, "terang"),
    ("impor", "contoh-pk", "/impor", None, DESK, "terang"),
    ("dasbor", "contoh-walikota", "/dasbor", None, DESK, "terang"),
    ("dasbor-hp", "contoh-walikota", "/dasbor", None, PHONE, "terang"),
    ("perjanjian", "contoh-kerjasama", "/perjanjian", None, DESK, "terang"),
    ("komitmen", "contoh-kerjasama", "/komitmen", None, DESK, "terang"),
    ("transparansi", None, "/transparansi", None, DESK, "terang"),
    ("pahami-hp", None, "/pahami/1", None, PHONE, "terang"),
)
THREE = ("tugas-pk", "orang", "jadwal")


def main() -> None:
    """Take every picture; the three of the README are set side by side."""
    folder = Path(tempfile.mkdtemp(prefix="masohi-pictures-"))
    env = {**os.environ, "MASOHI_DATA": str(folder), "PYTHONPATH": str(ROOT)}
    env.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "masohi.config.cli", "serve", "--port", str(PORT), "--sample"]
    server = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        wait()
        PICTURES.mkdir(parents=True, exist_ok=True)
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            for picture in PAGES:
                take(browser, *picture)
            side_by_side(browser)
            browser.close()
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        shutil.rmtree(folder, ignore_errors=True)


def wait() -> None:
    """Until the server answers."""
    for _ in range(600):
        try:
            with urlopen(f"{BASE}/health/ready", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.5)
    raise SystemExit("the server did not start")


def take(browser: Browser, name: str, role: str | None, path: str, link: str | None, width: int, mode: str) -> None:
    """One picture of the upper part of a page."""
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="id-ID")
    context.add_cookies([{"name": "tampilan", "value": mode, "url": BASE}])
    page = context.new_page()
    if role:
        page.goto(f"{BASE}/contoh")
        page.locator(f"button[value='{role}']").click()
    page.goto(BASE + path)
    if link:
        page.locator(link).first.click()
        page.wait_for_load_state()
    shoot(page, name)
    context.close()


def shoot(page: Page, name: str) -> None:
    """PNG of what a reader sees first."""
    page.evaluate("document.fonts.ready")
    page.screenshot(path=PICTURES / f"{name}.png")
    print(f"docs/pictures/{name}.png")


def side_by_side(browser: Browser) -> None:
    """The README's picture: three screens in a row."""
    page = browser.new_page(viewport={"width": 1500, "height": 340})
    images = "".join(f'<img src="{(PICTURES / name).as_uri()}.png" width="488">' for name in THREE)
    sheet = PICTURES / "sheet.html"
    sheet.write_text(f'<body style="margin:8px;display:flex;gap:10px;background:#fbfaf7">{images}</body>')
    page.goto(sheet.as_uri())
    page.screenshot(path=PICTURES / "tiga-layar.png")
    sheet.unlink()
    print("docs/pictures/tiga-layar.png")


if __name__ == "__main__":
    main()
