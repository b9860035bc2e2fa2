"""How messages leave the house: for the administrator, who sees no person at all."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from masohi.faces.notify.actions import drafted, store
from masohi.faces.notify.channels import gateway, mail
from masohi.faces.notify.queries import cost_of, states_by_channel, unread_entries, waiting_now
from masohi.faces.notify.routes import Route
from masohi.faces.notify.samples import SAMPLES
from masohi.faces.notify.terms import Channel, Kind, State
from masohi.faces.notify.watch import silence
from masohi.faces.pages import actor, now, page, say, today, warn
from masohi.parties.accounts.queries import system_account
from masohi.writing.reading import dialled


@page("message.watch")
def channels(request: HttpRequest) -> HttpResponse:
    """Which ways are set up, what they carried and cost, and the words of every kind of message."""
    moment = now()
    sent, cost = cost_of(today())
    labels, states = dict(Channel.choices), dict(State.choices)
    context = {
        "ways": _ways(),
        "beat_at": waiting_now(moment).beat_at,
        "silence": silence(moment),
        "unread": unread_entries(),
        "sent": sent,
        "cost": cost,
        "rows": [
            {"way": labels[way], "state": states[state], "count": count} for way, state, count in states_by_channel()
        ],
        "samples": [{"kind": Kind(kind).label, "text": _(text)} for kind, text in SAMPLES.items()],
        "breadcrumb": [{"label": _("Kelola"), "url": "/kelola"}, {"label": _("Kabar"), "url": ""}],
    }
    return render(request, "notify/kelola.html", context)


def _ways() -> list[dict[str, Any]]:
    set_up, missing = _("Siap"), _("Belum diatur")
    kind = "SMS" if settings.GATEWAY_WAY == "sms" else "WhatsApp"
    always = [
        {"label": Channel.HAND.label, "ready": True, "note": _("Selalu ada: petugas menekan tautan dan mengirim.")},
        {"label": Channel.LIST.label, "ready": True, "note": _("Selalu ada: lembar untuk kontak yang disetujui.")},
    ]
    able = {"surel": mail.ready(), "gerbang": gateway.ready()}
    return [
        {
            "label": Channel.MAIL.label,
            "ready": able["surel"],
            "note": set_up if able["surel"] else missing,
            "test": "surel",
        },
        {
            "label": f"{Channel.GATEWAY.label} ({kind})",
            "ready": able["gerbang"],
            "note": set_up if able["gerbang"] else missing,
            "test": "gerbang",
        },
        *always,
    ]


@page("message.watch")
@require_POST
def send_test(request: HttpRequest) -> HttpResponse:
    """A test message to oneself, through the outbox like every other message."""
    user, moment = actor(request), now()
    channel = Channel.GATEWAY if request.POST.get("jalur") == "gerbang" else Channel.MAIL
    address = dialled(user.phone) if channel == Channel.GATEWAY else user.email
    if not address:
        warn(request, _("Akun Anda belum punya alamat untuk jalur ini. Isi dahulu di halaman pengguna."))
        return redirect("messages-manage")
    key = f"uji:{user.pk}:{channel}:{moment:%Y%m%d%H%M}"
    message = drafted(key, Kind.TEST, Route(channel), at=moment, due_at=moment, staff=user)
    made = store(messages=[message], next_seq=None, by=system_account(), at=moment)
    if made:
        say(request, _("Pesan uji masuk antrean. Pengirim mengirimnya paling lambat satu menit lagi."))
    else:
        warn(request, _("Pesan uji baru saja dibuat. Tunggu satu menit sebelum mencoba lagi."))
    return redirect("messages-manage")
