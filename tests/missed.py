"""Somebody asked to be let off from a date, with a proof, and the last days of the order are a time of rest."""

from masohi.work.absences.actions import stop_for_health, tell_excuse
from masohi.work.absences.terms import Reason
from masohi.work.placement.models import Appointment


def arguments(people, order, at):
    """What the addresses of the pages about absences and pauses name."""
    ahead = Appointment.objects.filter(order=order, state="terjadwal", starts_at__gt=at).earliest("starts_at")
    excuse = tell_excuse(
        appointment=ahead,
        reason=Reason.FAMILY,
        note="Anak masuk sekolah",
        file=("surat.pdf", b"%PDF-1.4 surat"),
        by=people.pk,
        at=at,
    )
    pause = stop_for_health(
        order=order,
        from_day=order.deadline,
        until=None,
        document="Surat dokter 7/2026",
        issuer="RSUD Ambon",
        reason="Tidak boleh bekerja fisik",
        file=("surat.pdf", b"%PDF-1.4 surat dokter"),
        by=people.pk,
        at=at,
    )
    return {"pause": pause.code, "asked": ahead.session.code, "excuse": excuse.code}
