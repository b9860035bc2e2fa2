"""What the letter of a referral says (D13): what is asked, and of the person only what this office may know."""

from collections.abc import Mapping

from masohi.reentry.followup.models import Sharing
from masohi.reentry.followup.referrals.facts import silent_ground, veiled
from masohi.reentry.followup.referrals.models import Referral
from masohi.reentry.followup.terms import Ground, Shared
from masohi.work.letters.facts import Content, Signer
from masohi.writing.indonesian import long_date


def referral_content(
    referral: Referral, sharing: Sharing, told: Mapping[str, str], *, writer: str, phone: str
) -> Content:
    """The letter about one referral. `told`: what the office reads now, by field; `writer`: who may be asked."""
    client, office = referral.client, referral.office
    name, child = told[Shared.NAME.value], client.person.child
    hidden = name != client.person.name
    labels = dict(Shared.choices)
    rows = [(str(labels[key]), value) for key, value in told.items() if key != Shared.NAME]
    fields = {
        "tujuan": office.name,
        "kebutuhan": str(referral.need.get_domain_display()),
        "permintaan": veiled(referral.ask, client.person.name) if hidden else referral.ask,
        "orang": f"Anak {name}" if child else name,
        "batas_jawab": long_date(referral.reply_by),
        "kode_rujukan": referral.code,
        "dasar_berbagi": _ground(sharing),
        "petugas": f"{writer}, {phone}" if phone else f"{writer}, {client.unit.short_name}",
    }
    signers = (
        Signer(f"Kepala {client.unit.short_name}", "", client.unit.short_name),
        Signer("Petugas pendamping", writer, client.unit.short_name),
    )
    return Content(fields, facts=(("Anak" if child else "Orang", name), *rows), signers=signers)


def _ground(sharing: Sharing) -> str:
    """Why the office may know: of a consent not who gave it, of a duty its text unless that tells of a case."""
    if sharing.ground == Ground.DUTY:
        text = silent_ground(veiled(sharing.source, sharing.client.person.name))
        return f"diwajibkan {text or 'peraturan'}"
    return "sudah ada persetujuannya" if sharing.client.person.child else "orangnya setuju"
