"""E-mail to staff, by the mail server that the environment names."""

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage

from masohi.faces.notify.channels.failing import Failed
from masohi.faces.notify.terms import Fault


def ready() -> bool:
    """Whether a mail server is set up."""
    return bool(settings.EMAIL_HOST)


def send(*, to: str, subject: str, text: str, key: str) -> None:
    """Send one letter; the same `key` gives the same Message-ID, by which mailboxes know a copy. Raises Failed."""
    if not ready():
        raise Failed(Fault.NO_CHANNEL, final=True)
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("<> ") or "localhost"
    letter = EmailMessage(subject, text, to=[to], headers={"Message-ID": f"<{key}@{host}>"})
    try:
        letter.send()
    except smtplib.SMTPRecipientsRefused:
        raise Failed(Fault.MAIL, final=True) from None
    except (OSError, smtplib.SMTPException):
        raise Failed(Fault.MAIL) from None
