"""What the units and the town work with: handed over, lent, checked in time or not; protective gear at sites."""

from pathlib import Path
from typing import Any, Final

from masohi.faces.jobs.sample import Sample
from masohi.faces.jobs.scenes.past import Past, office
from masohi.parties.accounts.models import User
from masohi.reentry.equipment.actions import check_item, enter_items
from masohi.reentry.equipment.handovers.actions import make_handover, receive_handover
from masohi.reentry.equipment.lending.actions import lend_item
from masohi.reentry.equipment.models import Handover, Item
from masohi.reentry.equipment.stock.actions import move_gear
from masohi.reentry.equipment.stock.terms import Cause, Gear
from masohi.reentry.equipment.terms import ItemKind, Source
from masohi.reentry.papers.handovers.actions import write_paper
from masohi.reentry.training.models import Cohort
from masohi.supply.sites.queries import all_sites

PROOF: Final = Path(__file__).resolve().parents[4] / "samples" / "bukti-contoh.pdf"
GEAR: Final = (
    (Gear.GLOVES, "L", 24),
    (Gear.GLOVES, "M", 10),
    (Gear.BOOTS, "41", 12),
    (Gear.VEST, "", 20),
    (Gear.HAT, "", 16),
)


def keep(sample: Sample, running: Cohort, past: Past) -> None:
    """Two papers of handover, of which one waits; an oven that is safe, a stove that nobody may use before a check."""
    first, second = sample.lpka
    sewing = _enter(sample.trade, "Disperindag", past, "Mesin jahit", "unit", 3, rupiah=2_750_000, apart=True)
    scales = _enter(sample.trade, "Disperindag", past, "Timbangan digital", "unit", 2, rupiah=350_000, apart=True)
    done = _hand_over(sample.trade, sewing, "LPKA Ambon", ("Lia Petugas", "Kepala Subseksi Pembinaan"), 60, past)
    receive_handover(handover=done, scan=(PROOF.name, PROOF.read_bytes()), by=second, at=past.hour(59, 10))
    _hand_over(sample.trade, scales, "Lapas Ambon", ("Yopi Petugas", "Kepala Subseksi Kegiatan Kerja"), 2, past)
    oven, stove, tins = (
        _enter(first, "LPKA Ambon", past, "Oven listrik", "unit", 1, check_days=180, checked_on=past.day(97))[0],
        _enter(first, "LPKA Ambon", past, "Kompor gas dua tungku", "unit", 1, check_days=90, checked_on=past.day(98))[
            0
        ],
        _enter(first, "LPKA Ambon", past, "Loyang roti", "buah", 24)[0],
    )
    for item, due in ((oven, -42), (tins, 3)):
        lend_item(item=item, to=running, due_on=past.day(due), by=first, at=past.hour(28, 8))
    lend_item(item=stove, to=running, due_on=past.day(-42), by=first, at=past.hour(28, 8, 5))
    _of_the_lapas(sample.lapas[0], past)
    _gear(sample, past)


def _enter(by: User, owner: str, past: Past, name: str, unit: str, count: int, **told: Any) -> list[Item]:
    given: dict[str, Any] = {"kind": ItemKind.TOOL, "source": Source.CITY if owner == "Disperindag" else Source.STATE}
    given |= {"acquired_on": past.day(100), "owner": office(owner), "name": name, "unit": unit, "count": count}
    return enter_items(**(given | told), by=by, at=past.hour(95, 9))


def _hand_over(by: User, items: list[Item], to: str, receiver: tuple[str, str], before: int, past: Past) -> Handover:
    made = make_handover(
        giver=office("Disperindag"),
        receiver=office(to),
        items=items,
        day=past.day(before),
        place="Ruang pertemuan Disperindag, Ambon",
        basis="Perjanjian kerja sama pembinaan keterampilan",
        giver_name="Hanna Petugas",
        giver_capacity="Kepala Bidang Industri",
        receiver_name=receiver[0],
        receiver_capacity=receiver[1],
        by=by,
        at=past.hour(before, 9),
    )
    write_paper(handover=made, by=by, at=past.hour(before, 9, 20))
    return made


def _of_the_lapas(by: User, past: Past) -> None:
    gift: dict[str, Any] = {"source": Source.SOCIAL, "giver": "PT Contoh Maluku", "paper": "BAST/CONTOH/07"}
    checked: dict[str, Any] = {"check_days": 365, "checked_on": past.day(120)}
    saw = _enter(by, "Lapas Ambon", past, "Gergaji meja", "unit", 1, **gift, **checked, serial="GM-0417")[0]
    _enter(by, "Lapas Ambon", past, "Mesin las listrik", "unit", 1, **gift, check_days=180, checked_on=past.day(200))
    drill = _enter(by, "Lapas Ambon", past, "Bor tangan", "unit", 1, check_days=365, checked_on=past.day(110))[0]
    _enter(by, "Lapas Ambon", past, "Kacamata pelindung", "buah", 12, kind=ItemKind.PROTECTIVE)
    _enter(by, "Lapas Ambon", past, "Papan kayu samama", "lembar", 40, kind=ItemKind.MATERIAL)
    told: dict[str, Any] = {"checker": "Teknisi bengkel", "by": by}
    check_item(item=saw, day=past.day(20), passed=True, **told, at=past.hour(20, 9))
    check_item(item=drill, day=past.day(12), passed=False, note="Kabel terkelupas", **told, at=past.hour(12, 9))


def _gear(sample: Sample, past: Past) -> None:
    """Gloves, boots and vests at two sites; some are worn out."""
    for site in [one for one in all_sites().order_by("pk") if one.host.short_name in sample.officers][:2]:
        by = sample.officers[site.host.short_name]
        for place, (gear, size, count) in enumerate(GEAR):
            given: dict[str, Any] = {"site": site, "gear": gear, "size": size, "by": by}
            move_gear(**given, count=count, cause=Cause.ARRIVED, at=past.hour(50, 9, place))
            move_gear(**given, count=2 + place, cause=Cause.WORN, note="Sobek", at=past.hour(8, 9, place))
