"""The form renderer: `{{ form }}` in a page gives labels, hints and faults in the kit's shape."""

from functools import cached_property
from pathlib import Path

from django import forms
from django.forms.renderers import DjangoTemplates

HERE = Path(__file__).parent
DJANGO_FORMS = Path(forms.__file__).parent


class Renderer(DjangoTemplates):
    """Set ``FORM_RENDERER = "masohi.ui.forms.Renderer"``; templates live in ``templates/ui/form``.

    The kit's folder is searched before Django's own so that single widgets can be replaced by path.
    """

    form_template_name = "ui/form/form.html"
    field_template_name = "ui/form/field.html"

    @cached_property
    def engine(self):
        """A template engine over the kit, then Django's widgets, then the installed apps."""
        folders = [HERE / "templates", DJANGO_FORMS / "templates"]
        return self.backend({"APP_DIRS": True, "DIRS": folders, "NAME": "uiforms", "OPTIONS": {}})
