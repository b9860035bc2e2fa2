"""Through whom the person of an order is reached, and which ways the person does not want."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from masohi.cases.contacts.actions import add_contact, choose_ways, end_contact
from masohi.cases.contacts.queries import ended_contacts, living_contacts, living_refusals
from masohi.cases.contacts.terms import Way
from masohi.faces.pages import actor, complain, now, page, refused, say
from masohi.faces.web.orders.forms_contacts import ContactForm, WaysForm
from masohi.faces.web.orders.frame import frame, order_now, seen_order
from masohi.parties.access import may
from masohi.writing.refusals import Refused


@page("person.view")
def contacts(request: HttpRequest, code: str) -> HttpResponse:
    """Contacts with consent and refused ways; the PK changes them, everybody else who sees the person reads."""
    order = seen_order(request, code)
    changes = may(actor(request), "contact.manage")
    form = ContactForm(request.POST or None) if changes else None
    if form is not None and request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            add_contact(person=order.person, thread=order, by=actor(request), at=now(), **said)
        except Refused as refusal:
            refused(form, refusal)
        else:
            say(request, gettext("Kontak tersimpan. Pesan dapat dititipkan lewat kontak ini."))
            return redirect("order-contacts", order.code)
    held = {row.way for row in living_refusals(order.person)}
    context = {
        **frame(request, order, "order-person", gettext("Kontak lain")),
        "contacts": living_contacts(order.person),
        "ended": ended_contacts(order.person),
        "ways": WaysForm(initial={"refused": sorted(held)}),
        "refused": [label for value, label in Way.choices if value in held],
        "changes": changes,
        "form": form,
    }
    return render(request, "web/orders/kontak.html", context)


@page("contact.manage")
@require_POST
def end(request: HttpRequest, code: str, contact: str) -> HttpResponse:
    """Nothing goes through this contact any more."""
    order = order_now(request, code)
    try:
        end_contact(person=order.person, thread=order, code=contact, by=actor(request), at=now())
    except Refused as refusal:
        complain(request, refusal)
    else:
        say(request, gettext("Kontak diakhiri. Tidak ada pesan lagi lewat kontak ini."))
    return redirect("order-contacts", order.code)


@page("contact.manage")
@require_POST
def ways(request: HttpRequest, code: str) -> HttpResponse:
    """What the person wants no messages by."""
    order = order_now(request, code)
    try:
        choose_ways(
            person=order.person, thread=order, refused=request.POST.getlist("refused"), by=actor(request), at=now()
        )
    except Refused as refusal:
        complain(request, refusal)
    else:
        say(request, gettext("Pilihan orang itu tersimpan. Pesan berikutnya mengikutinya."))
    return redirect("order-contacts", order.code)
