"""What is written to a person about all their dates; the same words whoever sends them."""

from django.utils import translation
from django.utils.translation import gettext as _

from masohi.cases.contacts.models import PersonContact
from masohi.cases.orders.models import Order
from masohi.cases.people.models import Person
from masohi.work.calendars.queries import ToTell
from masohi.work.placement.models import Appointment
from masohi.writing import indonesian
from masohi.writing.names import tidy_name

IN_A_TEXT = 8  # dates that a text names one by one


def first_word(person: Person) -> str:
    """The one word of the name that stands in messages: a phone lies on a table with its face up."""
    return person.short_name if person.child else (tidy_name(person.name).split() or [""])[0]


def greeting(order: Order, contact: PersonContact | None) -> str:
    """How a message begins: it names the person, or whose message a contact is asked to hand on; a child by initials.

    The caller chooses the language."""
    if contact is None:
        return _("Halo %(name)s.") % {"name": first_word(order.person)}
    name = indonesian.initials(order.person.name) if order.child else first_word(order.person)
    return _("Pesan untuk %(name)s, mohon diteruskan.") % {"name": name}


def message(found: ToTell, contact: PersonContact | None = None) -> str:
    """What to write to the person: when, where, what happens without a word; in Indonesian whoever sends it.

    It names the person by one word and nothing of the case. A contact reads when and where only.
    """
    with translation.override("id"):
        lines = [greeting(found.order, contact)]
        if contact is not None:
            return "\n".join([*lines, *plain_dates(found), _("Ada halangan? Balas pesan ini sebelum harinya.")])
        if found.again:
            lines.append(_("Ada perubahan jadwal kerja sosial Anda."))
        lines += dates_said(found)
        lines.append(_("Jam berapa Anda berangkat? Ada halangan? Balas pesan ini sebelum harinya."))
        lines.append(_("Jika tidak datang tanpa kabar, PK harus membuat surat panggilan."))
        return "\n".join(lines)


def plain_dates(found: ToTell) -> list[str]:
    """The dates without a word about what is done there."""
    lines = [_("Tidak jadi: %(date)s.") % {"date": said(row)} for row in found.lost[:IN_A_TEXT]]
    lines += [f"• {said(row)}" for row in found.dates[:IN_A_TEXT]]
    if len(found.dates) > IN_A_TEXT:
        lines.append(_("dan %(n)s tanggal sesudahnya.") % {"n": len(found.dates) - IN_A_TEXT})
        lines.append(rest_said(found))
    return lines


def dates_said(found: ToTell) -> list[str]:
    """The lines about dates that no longer hold and dates that do."""
    lines = [_("Tidak jadi: %(date)s.") % {"date": said(row)} for row in found.lost[:IN_A_TEXT]]
    if found.dates:
        lines.append(_("Jadwal kerja sosial Anda:"))
        lines += [f"• {said(row)}" for row in found.dates[:IN_A_TEXT]]
    if len(found.dates) > IN_A_TEXT:
        left = len(found.dates) - IN_A_TEXT
        lines.append(_("dan %(n)s tanggal sesudahnya. Mintalah lembar jadwalnya.") % {"n": left})
        lines.append(rest_said(found))
    return lines


def rest_said(found: ToTell) -> str:
    """Dates beyond those named one by one, in short: what a text does not name it cannot prove to have told."""
    rest = found.dates[IN_A_TEXT:]
    days = [indonesian.short_date(row.starts_at.astimezone(indonesian.WIT).date()) for row in rest]
    times = [f"{indonesian.clock(row.starts_at)} {row.session.site}" for row in rest]
    return "; ".join(f"{day} {when}" for day, when in zip(days, times, strict=True))


def said(row: Appointment) -> str:
    """A date in words: day, hour, length, place."""
    day = indonesian.day_and_date(row.starts_at.astimezone(indonesian.WIT).date())
    hour, length = indonesian.clock(row.starts_at), indonesian.hours(row.minutes)
    return _("%(day)s, %(hour)s WIT, %(length)s, di %(site)s") % {
        "day": day,
        "hour": hour,
        "length": length,
        "site": row.session.site,
    }
