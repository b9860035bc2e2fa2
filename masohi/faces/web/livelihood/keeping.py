"""Tools that go home with somebody, and come back from there."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, now, one, page, today
from masohi.faces.web.equipment.asking import ask
from masohi.faces.web.livelihood import showing
from masohi.faces.web.livelihood.forms import ToolBackForm, ToolForm
from masohi.faces.web.livelihood.views import seen_person
from masohi.reentry.livelihood.actions import keep_tool, tool_back
from masohi.reentry.livelihood.queries import takable, tool_by_code


@page("livelihood.manage")
def keep(request: HttpRequest, code: str) -> HttpResponse:
    """A tool goes home with somebody."""
    user, row = actor(request), seen_person(request, code)
    form = ToolForm(request.POST or None, takable=list(takable(user, row)), day=today())
    there, title = reverse("livelihood-person", args=[code]), _("Catat alat yang dibawa pulang")
    return ask(
        request,
        form,
        lambda: keep_tool(trainee=row, **form.cleaned_data, by=user, at=now()),
        said=_("Alat tercatat."),
        then=there,
        title=title,
        subject=row.person.name,
        primary=_("Simpan"),
        back=there,
        breadcrumb=showing.crumbs((row.person.list_name, there), (title, "")),
    )


@page("livelihood.manage")
def back(request: HttpRequest, code: str) -> HttpResponse:
    """A lent tool came back."""
    tool = one(tool_by_code(actor(request), code))
    form = ToolBackForm(request.POST or None)
    title = _("Catat alat kembali")
    return ask(
        request,
        form,
        lambda: tool_back(tool=tool, **form.cleaned_data, by=actor(request), at=now()),
        said=_("Kembalinya alat tercatat."),
        then=reverse("livelihood"),
        title=title,
        subject=tool.what,
        primary=_("Simpan"),
        back=reverse("livelihood"),
        breadcrumb=showing.crumbs((title, "")),
    )
