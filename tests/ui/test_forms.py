"""The form renderer: what is seen is also said."""

import re

from django import forms
from django.template import Context, Template

from masohi.ui.forms import Renderer
from masohi.ui.gallery import SampleForm


def html_of(form: forms.Form) -> str:
    """`{{ form }}` through the kit's renderer, whatever the settings say."""
    form.renderer = Renderer()
    return Template("{{ form }}").render(Context({"form": form}))


def test_the_fault_stands_at_the_top_and_at_the_field_in_the_same_words():
    html = html_of(SampleForm({"name": "Suharto"}))
    assert html.count("Tulis jumlah jam antara 8 dan 240.") == 2
    assert 'href="#id_hours"' in html
    assert 'id="id_hours_error"' in html
    assert 'value="Suharto"' in html


def test_hint_and_fault_are_tied_to_the_field():
    html = html_of(SampleForm({}))
    field = re.search(r'<input[^>]*name="name"[^>]*>', html).group()
    assert 'aria-describedby="id_name_helptext id_name_error"' in field
    assert 'aria-invalid="true"' in field
    assert 'autocomplete="name"' in field


def test_every_described_id_and_every_link_target_exists():
    for html in (html_of(SampleForm({})), html_of(SampleForm())):
        ids = set(re.findall(r'\sid="([^"]+)"', html))
        described = {one for many in re.findall(r'aria-describedby="([^"]+)"', html) for one in many.split()}
        assert described <= ids
        assert set(re.findall(r'href="#([^"]+)"', html)) <= ids


def test_choices_are_a_fieldset_with_a_legend():
    html = html_of(SampleForm())
    assert html.count("<fieldset") == html.count("<legend") == 2


def test_only_what_may_stay_empty_is_marked():
    assert html_of(SampleForm()).count("(boleh kosong)") == 3


def test_a_form_without_faults_has_no_summary():
    assert "ringkasan-galat" not in html_of(SampleForm())


def test_hidden_fields_and_faults_of_the_whole_form_are_kept():
    class Pair(forms.Form):
        version = forms.IntegerField(widget=forms.HiddenInput, initial=3)
        start = forms.IntegerField(label="Mulai")

        def clean(self):
            raise forms.ValidationError("Jam selesai mendahului jam mulai.")

    html = html_of(Pair({"version": 3, "start": 1}))
    assert 'type="hidden" name="version"' in html
    assert "Jam selesai mendahului jam mulai." in html


def test_a_single_tick_box_stands_before_its_label():
    html = html_of(SampleForm({}))
    assert re.search(r'<label for="id_consent"><input type="checkbox"[^>]*>\s*<span>Orang ini setuju', html)
    assert html.count("Kerja sosial perlu persetujuan orangnya.") == 2


def test_the_link_to_a_group_of_choices_lands_on_its_first_choice():
    html = html_of(SampleForm({}))
    assert 'href="#id_place_0"' in html
    assert re.search(r'<input type="radio"[^>]*id="id_place_0"', html)
