"""The scorecard as a command: runs the tests that measure each promise, where the tests are installed."""

import json
import subprocess
import sys
from argparse import Namespace
from importlib.util import find_spec
from typing import Any

from django.conf import settings

NO_TESTS = "Papan nilai memerlukan uji-uji program: jalankan make test sekali di salinan kode."


def score(options: Namespace) -> tuple[int, dict[str, Any], str]:
    """Rows asked for, or all; exit 0 where all are ok, 1 where one is not, 2 where they cannot be run."""
    if find_spec("pytest") is None or not (settings.ROOT / "tools" / "score.py").exists():
        return 2, {"v": 1, "ok": False, "error": NO_TESTS}, NO_TESTS
    command = [sys.executable, "-m", "tools.score", *options.rows, *(["--json"] if options.json else [])]
    run = subprocess.run(command, cwd=settings.ROOT, stdout=subprocess.PIPE if options.json else None)  # noqa: S603
    rows = json.loads(run.stdout) if options.json and run.returncode < 2 else []
    return run.returncode, {"v": 1, "rows": rows}, ""
