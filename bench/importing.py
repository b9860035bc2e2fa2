"""Import of 3,000 rows against reading the same file alone, both in one run on an empty folder.

    python bench/importing.py [--rows 3000]

Prints one JSON line: seconds of reading, of each step of the import as the page does it, of the import from the command
line, and the peak memory of the process that serves pages. `DATABASE_URL` selects PostgreSQL, SQLite otherwise.
"""

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from datetime import date, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ["MASOHI_DATA"] = os.environ.get("MASOHI_BENCH_DATA") or tempfile.mkdtemp(prefix="masohi-bench-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "masohi.config.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402

from masohi.cases.intake.actions import check_rows, commit_batch, import_register, stage_register, undo_batch  # noqa: E402
from masohi.cases.intake.queries import register_table  # noqa: E402
from masohi.cases.intake.terms import COLUMNS, BatchState  # noqa: E402
from masohi.parties.accounts.queries import system_account  # noqa: E402
from masohi.parties.organisations.actions import load_reference  # noqa: E402
from masohi.writing.indonesian import WIT  # noqa: E402
from masohi.writing.sheets_out import workbook  # noqa: E402

AT = datetime(2026, 11, 20, 9, 0, tzinfo=WIT)
SYLLABLES = ("la", "tu", "ma", "ri", "sa", "pe", "no", "hu", "wa", "ki", "so", "le")


def name(number: int) -> str:
    """An invented name, different for every number."""
    parts = []
    for _ in range(6):
        number, rest = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[rest])
    return "".join(parts[:3]).capitalize() + " " + "".join(parts[3:]).capitalize() + "lo"


def rows(count: int, first: int) -> list[dict[str, str]]:
    """Lawful verdicts of invented people, all different."""
    found = []
    for number in range(first, first + count):
        born = date(1970, 1, 1) + timedelta(days=number % 11_000)
        found.append(
            {
                "case_number": f"{number % 90_000 + 1}/Pid.B/2026/PN Amb",
                "verdict_date": "1 September 2026",
                "inkracht_date": "09/09/2026",
                "offence_date": "2026-05-04",
                "offence_max_prison_months": "4 tahun",
                "replaced_prison_days": "3 bulan",
                "hours": f"{40 + number % 60} jam",
                "hours_per_day": "4",
                "pattern": "2 hari seminggu",
                "completion_days": "6 bulan",
                "sanction": "penjara",
                "consent_recorded": "ya",
                "considerations": "a-g",
                "execution_order_date": "01/10/2026",
                "prosecutor": "Jaksa 1",
                "pk": "PK 1",
                "name": name(number),
                "birth_date": f"{born:%d/%m/%Y}",
                "sex": "L",
                "nik": f"817109{born:%d%m%y}{number % 9_999 + 1:04}",
                "village": "81.71.02.1017",
                "phone": f"0812{number:08}",
                "unavailable": "Minggu 07.00-12.00",
            }
        )
    return found


def timed(work):
    """What `work` gives, and the seconds it took."""
    began = time.perf_counter()
    answer = work()
    return answer, round(time.perf_counter() - began, 2)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=3000)
    count = options.parse_args().rows
    call_command("migrate", interactive=False, verbosity=0, run_syncdb=True)
    system = system_account()
    load_reference(by=system, at=AT)
    page, line = workbook(COLUMNS, rows(count, 0)), workbook(COLUMNS, rows(count, 40_000))
    table, reading = timed(lambda: register_table(page))
    batch, staging = timed(
        lambda: stage_register(table=table, content=page, file_name="uji.xlsx", by=system, at=AT),
    )

    def check():
        one = batch
        while one.state == BatchState.CHECKING:
            one = check_rows(batch=one, by=system, at=AT)
        return one

    checked, checking = timed(check)
    committed, committing = timed(lambda: commit_batch(batch=checked, by=system, at=AT))
    assert committed.taken == count, (committed.taken, committed.refused)
    undone, undoing = timed(lambda: undo_batch(batch=committed, by=system, at=AT))
    assert undone.removed == count
    other = register_table(line)
    taken, at_once = timed(lambda: import_register(table=other, digest="", dry_run=False, by=system, at=AT))
    assert taken.accepted == count
    answer = {
        "rows": count,
        "file_kb": len(page) // 1024,
        "reading_alone_s": reading,
        "page": {"staging_s": staging, "checking_s": checking, "commit_s": committing, "undo_s": undoing},
        "page_total_s": round(reading + staging + checking + committing, 2),
        "command_line_s": at_once,
        "all_cpu_s": round(time.process_time(), 1),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "database": "PostgreSQL" if os.environ.get("DATABASE_URL") else "SQLite",
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
