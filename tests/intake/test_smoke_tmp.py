from datetime import datetime
from pathlib import Path
import time
from tests.cast import people as cast_people
from masohi.faces.jobs import registers
from masohi.writing.indonesian import WIT
from masohi.ledger.queries import verify

AT = datetime(2026, 11, 22, 18, 0, tzinfo=WIT)


def test_all(db):
    cast_people()
    a = registers.import_register(Path("samples/register-putusan.xlsx"), dry_run=True, at=AT)
    for r in a["refused"]:
        print(r["row"], r["column"], r["rule"], r["message"], [(x["rule"], x["message"]) for x in r.get("also", [])])
    t = time.time()
    b = registers.import_register(Path("samples/register-putusan.xlsx"), dry_run=False, at=AT)
    print(time.time() - t)
    print({k: b[k] for k in ("rows", "accepted")}, a == b)
    c = registers.import_register(Path("samples/register-putusan.xlsx"), dry_run=False, at=AT)
    print({k: c[k] for k in ("rows", "accepted")})
    s = registers.import_sites(Path("samples/lokasi.xlsx"), dry_run=True, at=AT)
    print(s)
    s = registers.import_sites(Path("samples/lokasi.xlsx"), dry_run=False, at=AT)
    print(s["accepted"])
    s = registers.import_sites(Path("/work/shared/data/sites-ambon-demo.csv"), dry_run=False, at=AT)
    print(s)
    print(verify())
    assert 0
