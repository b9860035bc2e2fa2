"""Set up and run Masohi with nothing but Python's standard library: `python3 run.py help`."""

import hashlib
import os
import platform
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
ON_DATABASE = [
    "cases",
    "fieldwork",
    "intake",
    "jobs",
    "ledger",
    "notify",
    "parties",
    "reports",
    "supply",
    "sync",
    "work",
]
ON_DATABASE += ["reentry", "test_ready.py"]
WITH_DATABASE = [f"tests/{part}" for part in ON_DATABASE]


def stop(message: str) -> None:
    """Say in one line what is missing, and end."""
    sys.exit(f"Berhenti: {message}")


def call(*command: object, **environment: str) -> None:
    """Run a command in the checkout; end with its exit code where it fails."""
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | environment
    done = subprocess.run([str(part) for part in command], cwd=ROOT, env=env)
    if done.returncode:
        sys.exit(done.returncode)


def apt(package: str, why: str) -> None:
    """Install a Debian package where we may; else say in one line what to ask the administrator for."""
    if os.geteuid() or not shutil.which("apt-get"):
        stop(f"paket Debian '{package}' belum ada ({why}). Minta pengelola: apt-get install {package}")
    quiet = {"stdout": subprocess.DEVNULL, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "update", "-qq"], **quiet)
    if subprocess.run(["apt-get", "install", "-y", "-qq", package], **quiet).returncode:
        stop(f"paket Debian '{package}' tidak dapat dipasang ({why}).")


def make_venv() -> None:
    """A virtual environment of this Python, with pip and uv inside."""
    if sys.version_info < (3, 11):
        stop(f"perlu Python 3.11 atau lebih baru; ini {platform.python_version()}.")
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError:
        apt("python3-venv", "lingkungan Python")
        os.execv(sys.executable, [sys.executable, *sys.argv])
    if not (BIN / "python").exists():
        venv.create(VENV, with_pip=True, clear=True)


def install(lock: str) -> None:
    """Install exactly what the lock file names, by hash; uv where it can be had, pip otherwise."""
    wanted = hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()
    stamp = VENV / f"installed-{lock}"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    pip = [BIN / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    if not (BIN / "uv").exists():
        subprocess.run([*pip, "uv"], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if (BIN / "uv").exists():
        uv = [BIN / "uv", "pip", "install", "-q", "--python", BIN / "python", "--require-hashes", "-r", lock]
        call(*uv, UV_LINK_MODE="copy")
    else:
        call(*pip, "--require-hashes", "-r", lock)
    stamp.write_text(wanted)


def launcher() -> None:
    """`.venv/bin/masohi`: the command for people and other systems.

    A shell script, because a first line that names Python ends at the first blank of the path. `-P`: a file that
    happens to lie in the caller's folder is not taken for one of ours.
    """
    path = BIN / "masohi"
    start = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from masohi.config.cli import main; sys.exit(main())"
    line = f'exec {shlex.quote(str(BIN / "python"))} -P -c {shlex.quote(start)} "$@"'
    path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    path.chmod(0o755)


def setup(lock: str = "requirements.lock") -> None:
    """Everything that the program needs to start."""
    make_venv()
    install(lock)
    launcher()
    call(BIN / "python", "-m", "tools.messages", "compile")
    compile_search()


def compile_search() -> None:
    """The planner's search as machine code, once for each version of its files: about a minute.

    What was compiled before goes first: a function is compiled again when its own file changes, not when a file that
    it calls does, and would go on with the old rule.
    """
    search = ROOT / "masohi" / "planning" / "city"
    digest = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for path in sorted(search.glob("*.py")):
        digest.update(path.read_bytes())
    stamp = VENV / "compiled-search"
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    for path in (search / "__pycache__").glob("*.nb[ci]"):
        path.unlink()
    print("Menyiapkan perencana (sekali saja, sekitar satu menit) …", flush=True)
    call(BIN / "python", "-m", "masohi.planning.city.warm")
    stamp.write_text(digest.hexdigest())


def run() -> None:
    """The main job on the sample register where there are no cases yet, then the server."""
    setup()
    call(BIN / "masohi", "serve", "--sample", *sys.argv[2:])


def fast() -> None:
    """Linters, contracts and types."""
    setup("requirements-dev.lock")
    call(BIN / "ruff", "format", "--check", "--quiet", ".")
    call(BIN / "ruff", "check", "--quiet", ".")
    call(BIN / "lint-imports", "--no-cache")
    call(BIN / "mypy", "masohi")
    call(BIN / "python", "manage.py", "makemigrations", "--check", "--dry-run", MASOHI_DATA=str(VENV / "check"))


def browser() -> None:
    """Debian's Chromium, for the tests in a real browser."""
    if not shutil.which("chromium"):
        apt("chromium", "uji di peramban")


def pytest(*arguments: str, **environment: str) -> None:
    """Run tests against an empty data folder of their own."""
    data = VENV / "test-data"
    shutil.rmtree(data, ignore_errors=True)
    call(BIN / "python", "-m", "pytest", "-q", *arguments, MASOHI_DATA=str(data), **environment)


def test() -> None:
    """Linters, contracts, every test on SQLite, the same on PostgreSQL, and the browser."""
    fast()
    browser()
    pytest("-m", "not long and not browser", "-n", "2")
    pytest("-m", "not long and not browser", "-n", "2", *WITH_DATABASE, MASOHI_TEST_DATABASE="postgresql")
    pytest("-m", "browser and not long", "-n", "2", "tests/browser")
    pytest("-m", "browser and not long", "tests/verifier")
    pytest("-m", "browser and not long", "tests/browser/test_main_path.py", MASOHI_TEST_DATABASE="postgresql")


def test_long() -> None:
    """What takes long: 10,000 random cities, a million changed bytes, 200 killed servers; figures for `make score`."""
    fast()
    browser()
    said = VENV / "score-long.jsonl"
    said.unlink(missing_ok=True)
    pytest("-m", "long", MASOHI_SCORE=str(said))


def score() -> None:
    """The rows of the scorecard, each by its tests, with the figure."""
    setup("requirements-dev.lock")
    browser()
    call(BIN / "python", "-m", "tools.score", *sys.argv[2:])


def pictures() -> None:
    """Screenshots of the main pages into docs/pictures."""
    setup("requirements-dev.lock")
    browser()
    call(BIN / "python", "-m", "tools.pictures")


def law_book() -> None:
    """docs/law from the rules and their last test run."""
    setup("requirements-dev.lock")
    call(BIN / "masohi", "law-book")


def messages() -> None:
    """Collect the interface's sentences for the translation."""
    setup("requirements-dev.lock")
    call(BIN / "python", "-m", "tools.messages", "collect")


def bench() -> None:
    """Figures with their baselines."""
    setup("requirements-dev.lock")
    install("requirements-bench.lock")
    call(BIN / "python", "-m", "bench")


def lock() -> None:
    """Renew the lock files; no host is written into them."""
    setup("requirements-dev.lock")
    base = [
        BIN / "uv",
        "pip",
        "compile",
        "pyproject.toml",
        "--universal",
        "--python-version",
        "3.11",
        "-q",
        "--upgrade",
    ]
    plain = ["--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url", "-o"]
    call(*base, *plain, "requirements.lock")
    call(*base, "--group", "dev", *plain, "requirements-dev.lock")
    call(*base, "--group", "bench", *plain, "requirements-bench.lock")


COMMANDS = {
    "run": run,
    "test": test,
    "check": fast,
    "test-long": test_long,
    "pictures": pictures,
    "score": score,
    "law-book": law_book,
    "messages": messages,
    "bench": bench,
    "lock": lock,
    "setup": setup,
}


def main() -> None:
    """Do what the first argument names; `run` without one."""
    name = sys.argv[1] if len(sys.argv) > 1 else "run"
    if name in COMMANDS:
        COMMANDS[name]()
    else:
        print("\n".join(f"make {key:10} {function.__doc__}" for key, function in COMMANDS.items()))


if __name__ == "__main__":
    main()
