"""Addresses and fields that no button makes: NUL, endless numbers, signs of other scripts. No answer is a server fault."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.browser.conftest import Clock
from tests.browser.pages import PAGES
from tests.browser.town import Town

pytestmark = pytest.mark.django_db
STRANGE = ["%00", "a%00b", "%F0%9F%90%8B", "%FF%FE", "..%2F..%2Fetc", "9" * 400, "'--", "%0d%0aSet-Cookie:a=b"]
ROLES = ["clerk", "prosecutor", "pk", "supervisor", "office", "administrator"]
QUERIES = {
    "orders": "halaman=%00&saring=%00",
    "schedule": "minggu=%00",
    "sites": "q=%00&halaman=%00",
    "manage-accounts": "q=%00&halaman=%C2%B2",
    "ledger": "sebelum=%00",
    "calendar": "tahun=%00",
    "intake-batch": "halaman=%00",
    "intake-row": "kolom=%00",
    "plan": "hari=%00",
}


@pytest.fixture
def town(db, monkeypatch, stage):
    clock = Clock().rule(monkeypatch)
    town = stage.show("town", Town)
    clock.at = town.evening
    return town


@pytest.mark.parametrize("role", ROLES)
def test_a_strange_address_is_not_there(role, client, town, one_404):
    client.force_login(town.user(role))
    client.raise_request_exception = False
    faults = []
    for name in (name for name, (_role, keys) in PAGES.items() if keys):
        path = town.path(name)
        known = str(town.arguments[PAGES[name][1][0]])
        for strange in STRANGE:
            address = path.replace(f"/{known}", f"/{strange}", 1)
            if client.get(address).status_code >= 500:
                faults.append(address)
    assert faults == []


@pytest.mark.parametrize("name", QUERIES)
def test_a_strange_question_is_answered(name, client, town):
    client.force_login(town.user(PAGES[name][0]))
    client.raise_request_exception = False
    for query in (QUERIES[name], QUERIES[name].replace("%00", "9" * 5000), QUERIES[name].replace("%00", "%C2%B2")):
        assert client.get(f"{town.path(name)}?{query}").status_code < 500, query


@pytest.mark.parametrize("text", ["\0", "a\0b", "²", "9" * 5000, "\ud800".encode("utf-8", "surrogatepass")])
def test_a_strange_search_finds_nothing(text, client, town):
    client.force_login(town.people.pk)
    client.raise_request_exception = False
    answer = 400 if "\0" in str(text) else 200
    assert client.post(reverse("search"), {"q": text}).status_code == answer
    assert client.post(reverse("verify-letter"), {"kode": text}).status_code == answer


@pytest.mark.parametrize("name", [name for name, (role, _keys) in PAGES.items() if role])
def test_fields_full_of_nonsense_are_refused(name, client, town):
    """Every field of every form filled with NUL, a letter where a number is due, or nothing: no fault, no deed by chance."""
    client.force_login(town.user(PAGES[name][0]))
    client.raise_request_exception = False
    answer = client.get(town.path(name))
    contexts = answer.context or []
    forms = {id(part): part for layer in contexts for part in layer.flatten().values() if hasattr(part, "base_fields")}
    fields = [form.add_prefix(field) for form in forms.values() for field in form.fields]
    for value in ("\0", "²", "9" * 5000, "-1"):
        data = dict.fromkeys([*fields, "langkah", "tindakan", "sesi", "akhiri", "lepas", "tolak"], value)
        assert client.post(town.path(name), data).status_code < 500, value


@pytest.mark.parametrize("name", ["order", "session", "plan", "intake-batch", "letter-check"])
def test_a_code_may_be_written_small_and_nothing_else_is_a_code(name, client, town):
    client.force_login(town.user(PAGES[name][0]) or town.people.pk)
    path = town.path(name)
    code = town.arguments[PAGES[name][1][0]]
    assert client.get(path.replace(code, code.lower())).status_code == 200
    for wrong in (f"{code}%00", code[:5], f"{code}23456789BCD", f"{code[:-1]}%C2%B2", f"{code[:-1]}_"):
        assert client.get(path.replace(code, wrong)).status_code in {400, 404}, wrong


def test_neither_a_question_nor_a_button_can_send_nul(client, db, settings):
    url = reverse("verify-letter")
    for ask in (client.get, client.post):
        assert ask(url, {"kode": "a\0b"}).status_code == 400
        assert ask(url, {"a\0b": "kode"}).status_code == 400
        assert ask(url, {"kode": "K7MQ"}).status_code == 200
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if "no_nul" not in one]
    assert Client().get(url, {"a\0b": "kode"}).status_code == 200, "negative control: the guard was it"
