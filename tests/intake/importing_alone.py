"""Run by test_killed.py in processes of their own: stage and check a register, save it (and be killed there), look."""

import json
import sys
import time
from datetime import datetime
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from masohi.cases.intake import actions  # noqa: E402
from masohi.cases.intake.models import Batch  # noqa: E402
from masohi.cases.intake.queries import register_table  # noqa: E402
from masohi.cases.orders.models import Order  # noqa: E402
from masohi.ledger.queries import verify  # noqa: E402
from masohi.parties.accounts.queries import system_account  # noqa: E402
from masohi.parties.organisations.actions import load_reference  # noqa: E402
from masohi.writing.indonesian import WIT  # noqa: E402
from masohi.writing.refusals import Conflict  # noqa: E402

AT = datetime(2026, 11, 20, 9, 0, tzinfo=WIT)


def stage(path):
    call_command("migrate", interactive=False, verbosity=0)
    system = system_account()
    load_reference(by=system, at=AT)
    content = Path(path).read_bytes()
    batch = actions.stage_register(
        table=register_table(content), content=content, file_name="uji.csv", by=system, at=AT
    )
    while batch.ready < batch.total:
        batch = actions.check_rows(batch=batch, by=system, at=AT)


def save_and_hang():
    """Everything is written and nothing is final: here the power goes."""

    def hang(batch):
        print(json.dumps({"written": Order.objects.count()}), flush=True)
        time.sleep(120)

    actions._count = hang
    actions.commit_batch(batch=Batch.objects.get(), by=system_account(), at=AT)


def save_twice():
    """What a server finds when it comes back, after one press of the button, and after a second one."""
    batch, system = Batch.objects.get(), system_account()
    found = look()
    actions.commit_batch(batch=batch, by=system, at=AT)
    saved = look()
    try:
        actions.commit_batch(batch=batch, by=system, at=AT)
    except Conflict:
        print(json.dumps({"found": found, "saved": saved, "again": look()}))


def look():
    batch = Batch.objects.get()
    return {"orders": Order.objects.count(), "state": batch.state, "taken": batch.taken, "ledger": verify().ok}


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
