"""Six digits for a person's own page: sent at any hour, because the person is asking for them at this moment."""

import logging
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from masohi.cases.contacts.queries import addressee
from masohi.faces.notify.channels import gateway
from masohi.faces.notify.channels.failing import Failed
from masohi.parties.accounts.models import User
from masohi.work.ownpage.actions import code_sent
from masohi.work.ownpage.queries import WaitingCode, waiting_codes

log = logging.getLogger(__name__)


def send_codes(*, by: User, at: datetime) -> int:
    """Send every code that was asked for, to the person's own number (a child's: to its guardian's) and to nobody
    else's; returns how many.

    One that fails is tried again with the next round while it lives. Nothing of it is kept here: no text, no digits.
    """
    return sum(_sent(waiting, by, at) for waiting in waiting_codes(at=at)) if gateway.ready() else 0


def _sent(waiting: WaitingCode, by: User, at: datetime) -> bool:
    number = addressee(waiting.order).number
    if not number:
        return False
    with translation.override("id"):
        said = _("Kode Anda: %(digits)s. Berlaku 15 menit. Jangan beri tahu siapa pun.") % {"digits": waiting.digits}
    try:
        gateway.send(number=number, text=said, key=waiting.row.code)
    except Failed as failed:
        log.warning("Kode %s belum terkirim: %s", waiting.row.code, failed.fault.value)
        return False
    code_sent(code=waiting.row, by=by, at=at)
    return True
