"""The file to be read, and the cells of a row that are to be written anew."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.cases.intake.facts import Problem
from masohi.cases.intake.terms import BY_KEY

ACCEPT = ".xlsx,.xls,.ods,.csv"
LONGEST = 500
NEVER_EMPTY = frozenset(
    ["case_number", "verdict_date", "offence_date", "offence_max_prison_months", "hours", "name", "birth_date"]
)
MENDED_WITH = {"nik": ("nik_reason", "birth_date", "sex"), "case_number": ("name",), "hours": ("hours_per_day",)}


class UploadForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=_("Berkas register"),
        help_text=_("Excel (.xlsx, .xls), ODS, atau CSV. Paling banyak 10.000 baris dan 10 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
        error_messages={"required": _("Pilih berkas register dahulu."), "empty": _("Berkas ini kosong. Pilih lagi.")},
    )


def told(problem: Problem) -> str:
    """A problem in the reader's language."""
    return gettext(problem.template).format(**problem.values)


def wrong_columns(problems: Iterable[Problem]) -> list[str]:
    """The columns by which the blocking problems can be mended, in the register's order."""
    named: set[str] = set()
    for problem in problems:
        if problem.blocks:
            named |= {problem.column, *problem.more, *MENDED_WITH.get(problem.column, ())}
    return [key for key in BY_KEY if key in named]


class RowForm(forms.Form):
    """Only the cells that are wrong, or all of them; what was typed in the file stands in them."""

    def __init__(self, keys: Iterable[str], cells: Mapping[str, str], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for key in keys:
            column = BY_KEY[key]
            hint = gettext("Contoh: %(example)s") % {"example": column.example} if column.example else ""
            self.fields[key] = forms.CharField(
                label=gettext(column.label),
                required=key in NEVER_EMPTY,
                max_length=LONGEST,
                initial=cells.get(key, ""),
                help_text=hint,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
                error_messages={"required": _("Isi kolom ini.")},
            )

    def complain(self, problems: Iterable[Problem]) -> None:
        """Put blocking problems at their fields, or at the top where there is none."""
        for problem in problems:
            if problem.blocks:
                self.add_error(problem.column if problem.column in self.fields else None, told(problem))
