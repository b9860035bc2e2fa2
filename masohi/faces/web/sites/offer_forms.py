"""What an office offers at a site: weekly slots, supervisors, days shut."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.faces.web.sites.forms import DAY, fill
from masohi.faces.web.sites.showing import clock, day_name
from masohi.parties.accounts.models import User
from masohi.supply.sites.models import Supervisor
from masohi.supply.sites.terms import Shut
from masohi.ui.formats import duration

LENGTHS = range(120, 481, 30)  # minutes: from the shortest useful session to the longest lawful day
STARTS = range(300, 1261, 30)  # minutes of the day: 05.00 to 21.00
MOST_PEOPLE = 200


class SlotForm(forms.Form):
    """A weekly opening."""

    weekday = forms.TypedChoiceField(label=_("Hari"), coerce=int)
    starts = forms.TypedChoiceField(label=_("Mulai pukul (WIT)"), coerce=int, initial=480)
    minutes = forms.TypedChoiceField(label=_("Lama"), coerce=int, initial=240)
    places = forms.IntegerField(
        label=_("Jumlah orang"),
        min_value=1,
        max_value=MOST_PEOPLE,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, "weekday", [(number, day_name(number)) for number in range(7)])
        fill(self, "starts", [(minute, clock(minute)) for minute in STARTS])
        fill(self, "minutes", [(minutes, duration(minutes)) for minutes in LENGTHS])


class SupervisorForm(forms.Form):
    """Who supervises, and how many people at once."""

    person = forms.ChoiceField(label=_("Pengawas"))
    capacity = forms.IntegerField(
        label=_("Paling banyak orang yang diawasi sekaligus"),
        min_value=1,
        max_value=40,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.username: person for person in people}
        fill(self, "person", [("", gettext("Pilih pengawas")), *((name, p.name) for name, p in self.people.items())])

    def clean_person(self) -> User:
        """The person."""
        return self.people[self.cleaned_data["person"]]


class ClosureForm(forms.Form):
    """Days on which nobody can work at the site."""

    kind = forms.ChoiceField(
        label=_("Sebab"), choices=Shut.choices, initial=Shut.CLOSED, widget=forms.RadioSelect, required=False
    )
    first_day = forms.DateField(label=_("Hari pertama tutup"), widget=DAY)
    last_day = forms.DateField(label=_("Hari terakhir tutup"), widget=DAY)
    reason = forms.CharField(
        label=_("Alasan"), help_text=_("Misalnya: perbaikan jalan. Jangan tulis nama orang."), max_length=160
    )

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first; without a word it is the site itself that is shut."""
        data = super().clean() or {}
        data["kind"] = data.get("kind") or Shut.CLOSED
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("Hari terakhir mendahului hari pertama. Periksa keduanya."))
        return data


class LeaveForm(forms.Form):
    """Days on which one supervisor is away."""

    supervisor = forms.ChoiceField(label=_("Pengawas"))
    first_day = forms.DateField(label=_("Hari pertama cuti"), widget=DAY)
    last_day = forms.DateField(label=_("Hari terakhir cuti"), widget=DAY)
    reason = forms.CharField(
        label=_("Alasan"), help_text=_("Misalnya: cuti tahunan. Jangan tulis hal kesehatan."), max_length=160
    )

    def __init__(self, *args: Any, posts: list[Supervisor], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posts = {post.person.username: post for post in posts}
        names = ((name, post.person.name) for name, post in self.posts.items())
        fill(self, "supervisor", [("", gettext("Pilih pengawas")), *names])

    def clean_supervisor(self) -> Supervisor:
        """The supervisor's post here."""
        return self.posts[self.cleaned_data["supervisor"]]

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        data = super().clean() or {}
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("Hari terakhir mendahului hari pertama. Periksa keduanya."))
        return data
