"""What the paper of a handover says (D15)."""

from collections.abc import Iterable

from masohi.reentry.equipment.models import Handover, HandoverLine
from masohi.work.letters.facts import Content, Signer, Table
from masohi.writing.indonesian import day_and_date, number, rupiah

HEADS = ("No.", "Barang", "Kode", "Nomor seri", "Jumlah", "Keadaan", "Nilai")


def handover_content(handover: Handover, lines: Iterable[HandoverLine]) -> Content:
    """The table of things, and both who sign; a value that nobody wrote down is a dash."""
    rows = tuple((str(place), *_cells(line)) for place, line in enumerate(lines, start=1))
    fields = {
        "hari_tanggal": day_and_date(handover.day),
        "tempat": handover.place,
        "dasar_serah": handover.basis,
        "jumlah_barang": f"{number(len(rows))} barang",
        "instansi_penerima": handover.receiver.name,
        "penyerah": handover.giver_name,
        "jabatan_penyerah": handover.giver_capacity,
        "penerima": handover.receiver_name,
        "jabatan_penerima": handover.receiver_capacity,
    }
    signers = (
        Signer(f"Yang menyerahkan, {handover.giver_capacity}", handover.giver_name, handover.giver.short_name),
        Signer(f"Yang menerima, {handover.receiver_capacity}", handover.receiver_name, handover.receiver.short_name),
    )
    return Content(fields, tables=(Table("", HEADS, rows),), signers=signers)


def _cells(line: HandoverLine) -> tuple[str, ...]:
    item = line.item
    value = rupiah(item.rupiah) if item.rupiah is not None else "-"
    return item.name, item.code, item.serial or "-", f"{number(item.count)} {item.unit}", line.condition, value
