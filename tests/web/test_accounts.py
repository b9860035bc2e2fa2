"""The way in: password, second step, spare codes, sample roles."""

import re
import time
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import hotp_value
from django.core.cache import cache
from django.urls import reverse

from masohi.faces.web.accounts.roles import WORK
from masohi.parties.access import GRANTS
from masohi.parties.accounts.actions import open_account
from masohi.parties.roles import Role
from tests import cast

pytestmark = pytest.mark.django_db

IN, TASKS = "/masuk", "/tugas"


@pytest.fixture(autouse=True)
def _calm():
    cache.clear()


def words(response):
    return re.sub(r"<[^>]+>", " ", response.content.decode())


def enter(client, username="maria", password=cast.PASSWORD, **extra):
    return client.post(IN, {"login": username, "password": password} | extra)


def enter_and_confirm(client):
    """Sign in, and say the password once more, as pages that guard the account ask."""
    enter(client)
    client.post(reverse("account_reauthenticate"), {"password": cast.PASSWORD})


@pytest.fixture
def clock(monkeypatch):
    """The clock that codes go by; `clock.at += 30` is the next code."""
    clock = SimpleNamespace(at=int(time.time()))
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time", SimpleNamespace(time=lambda: clock.at))
    return clock


def code_of(secret, clock):
    """What an app shows now."""
    return f"{hotp_value(secret, clock.at // 30):06d}"


@pytest.fixture
def secret(client, people, clock):
    """Maria has put the second step on half a minute ago and is signed in; the seed of her codes."""
    enter_and_confirm(client)
    page = client.get(reverse("mfa_activate_totp"))
    seed = page.context["form"].secret
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(seed, clock)})
    assert answer.url == reverse("mfa_view_recovery_codes")
    clock.at += 30
    return seed


def test_it_signs_in(client, people):
    assert enter(client).url == TASKS
    assert client.get(TASKS).status_code == 200


def test_capitals_in_the_account_name_do_not_matter(client, people):
    assert enter(client, "MARIA").url == TASKS


def test_it_goes_on_where_one_wanted_to_go(client, people):
    assert enter(client, next="/lokasi").url == "/lokasi"
    assert client.get(IN, {"next": "https://elsewhere.example/"}).url == TASKS


@pytest.mark.parametrize(("username", "password"), [("maria", "salah-sama-sekali"), ("nobody", cast.PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_sound_alike(client, people, username, password):
    answer = enter(client, username, password)
    assert answer.status_code == 200
    assert "Nama akun atau kata sandi tidak cocok" in words(answer)
    assert f'value="{username}"' in answer.content.decode()
    assert password not in answer.content.decode()


def test_passwords_may_be_pasted_and_remembered_by_the_device(client, people):
    page = client.get(IN).content.decode()
    assert 'autocomplete="current-password"' in page
    assert 'autocomplete="username"' in page
    assert "onpaste" not in page


def test_guessing_a_password_is_stopped_with_a_way_on(client, people):
    answers = [enter(client, password="salah-sama-sekali") for _ in range(6)]
    assert "Terlalu sering salah" in words(answers[-1])
    assert "Terlalu sering salah" in words(enter(client))


def test_too_many_requests_get_a_page_in_our_words(client, people, settings):
    answers = [client.post(IN, {"login": f"x{n}", "password": "salah"}) for n in range(61)]
    assert answers[-1].status_code == 429
    assert "Terlalu sering mencoba" in words(answers[-1])


def test_a_closed_door_has_no_sign_up(client, db):
    assert client.get("/daftar").status_code == 404


def test_leaving_is_one_button(client, people):
    enter(client)
    assert "Keluar dari Masohi" in words(client.get("/keluar"))
    client.post("/keluar")
    assert client.get(TASKS).status_code == 302


def test_it_changes_a_password_and_stays_signed_in(client, people):
    enter(client)
    new = "tifa-totobuang-sagu"
    answer = client.post("/akun/sandi", {"oldpassword": cast.PASSWORD, "password1": new, "password2": new}, follow=True)
    assert "Kata sandi sudah diganti" in words(answer)
    people.pk.refresh_from_db()
    assert people.pk.check_password(new)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"oldpassword": "bukan-ini-pasti"}, "Kata sandi sekarang tidak cocok"),
        ({"password2": "tifa-totobuang-papeda"}, "Kedua kata sandi baru tidak sama"),
        ({"password1": "123", "password2": "123"}, "Kata sandi baru"),
        ({"password1": ""}, "Tulis kata sandi baru"),
    ],
)
def test_a_refused_password_changes_nothing(client, people, changes, told):
    enter(client)
    data = {"oldpassword": cast.PASSWORD, "password1": "tifa-totobuang-sagu", "password2": "tifa-totobuang-sagu"}
    answer = client.post("/akun/sandi", data | changes)
    assert told in words(answer)
    people.pk.refresh_from_db()
    assert people.pk.check_password(cast.PASSWORD)


def test_the_second_step_is_asked_at_the_next_sign_in(client, people, secret, clock):
    client.post("/keluar")
    assert enter(client).url == reverse("mfa_authenticate")
    assert client.get(TASKS).status_code == 302
    assert client.post(reverse("mfa_authenticate"), {"code": code_of(secret, clock)}).url == TASKS
    assert client.get(TASKS).status_code == 200


def test_a_code_works_once(client, people, secret, clock):
    client.post("/keluar")
    enter(client)
    code = code_of(secret, clock)
    assert client.post(reverse("mfa_authenticate"), {"code": code}).url == TASKS
    client.post("/keluar")
    enter(client)
    again = client.post(reverse("mfa_authenticate"), {"code": code})
    assert again.status_code == 200
    assert "Kode tidak cocok" in words(again)
    assert client.get(TASKS).status_code == 302


def test_a_code_of_half_a_minute_ago_opens_nothing(client, people, secret, clock):
    old = code_of(secret, clock)
    clock.at += 30
    client.post("/keluar")
    enter(client)
    assert "Kode tidak cocok" in words(client.post(reverse("mfa_authenticate"), {"code": old}))


def test_a_wrong_first_code_puts_nothing_on(client, people):
    enter_and_confirm(client)
    client.get(reverse("mfa_activate_totp"))
    assert "Kode tidak cocok" in words(client.post(reverse("mfa_activate_totp"), {"code": "000000"}))
    assert not Authenticator.objects.exists()


def test_the_seed_of_the_codes_lies_sealed(secret):
    row = Authenticator.objects.get(type="totp")
    assert secret not in str(row.data)


def test_a_spare_code_opens_once(client, people, secret):
    spare = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]
    for expected in (302, 200):
        client.post("/keluar")
        enter(client)
        assert client.post(reverse("mfa_authenticate"), {"code": spare}).status_code == expected


def test_new_spare_codes_replace_the_old(client, people, secret):
    old = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    client.post(reverse("mfa_generate_recovery_codes"))
    new = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert len(new) == 10
    assert not set(old) & set(new)


def test_the_second_step_can_be_taken_off(client, people, secret):
    assert "Lepas langkah kedua" in words(client.get(reverse("mfa_deactivate_totp")))
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    client.post("/keluar")
    assert enter(client).url == TASKS


def test_what_guards_an_account_asks_for_the_password_again(client, people, monkeypatch):
    enter_and_confirm(client)
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    later = time.time() + 3600
    monkeypatch.setattr("allauth.account.internal.flows.reauthentication.time.time", lambda: later)
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer.url.startswith(reverse("account_reauthenticate"))
    assert "Tulis kata sandi sekali lagi" in words(client.get(answer.url))
    assert "Kata sandi tidak cocok" in words(client.post(answer.url, {"password": "salah-sama-sekali"}))
    assert client.post(answer.url, {"password": cast.PASSWORD}).url == reverse("mfa_activate_totp")


def test_what_guards_an_account_may_ask_for_a_code_instead(client, people, secret, clock):
    page = words(client.get(reverse("mfa_reauthenticate")))
    assert "Tulis kode sekali lagi" in page
    answer = client.post(reverse("mfa_reauthenticate"), {"code": code_of(secret, clock)})
    assert answer.status_code == 302


@pytest.mark.parametrize("role", ["clerk", "prosecutor", "pk", "supervisor", "office", "administrator"])
def test_everybody_has_an_account_page(client, people, role):
    client.force_login(getattr(people, role))
    text = words(client.get("/akun"))
    assert getattr(people, role).name in text
    assert "Langkah kedua" in text


@pytest.fixture
def sample(people):
    """A person of the sample data, without password."""
    return open_account(
        username="contoh-jaksa",
        name="Nona Contoh",
        password=None,
        organisation=people.kejari,
        role=Role.PROSECUTOR,
        sample=True,
        by=people.system,
        at=cast.AT,
    )


def test_sample_roles_exist_only_with_sample_data(client, people):
    assert client.get("/contoh").status_code == 404
    assert client.post("/contoh", {"peran": "maria"}).status_code == 404


def test_one_enters_as_a_sample_person_and_only_as_one(client, people, sample):
    page = words(client.get("/contoh"))
    assert "Masuk sebagai Nona Contoh" in page
    assert "Maria" not in page
    assert client.post("/contoh", {"peran": "maria"}).status_code == 404
    assert client.get(TASKS).status_code == 302
    assert client.post("/contoh", {"peran": "contoh-jaksa"}).url == TASKS
    assert "CONTOH" in words(client.get(TASKS))


@pytest.mark.parametrize("path", ["/akun/sandi", "/akun/kode/pasang"])
def test_a_sample_person_has_no_password_to_change(client, sample, path):
    client.force_login(sample)
    assert client.get(path).status_code == 404
    assert "tidak memakai kata sandi" in words(client.get("/akun"))


def test_every_role_has_a_sentence():
    assert set(WORK) == set(GRANTS) - {Role.SYSTEM}


@pytest.mark.parametrize("path", [IN, "/akun", "/akun/sandi", "/akun/kode/pasang", "/keluar"])
def test_pages_of_the_door_hold_no_script_and_no_style_of_their_own(client, people, path):
    if path != IN:
        enter_and_confirm(client)
    answer = client.get(path)
    assert answer.status_code == 200
    page = answer.content
    assert not re.search(rb" style=| onclick=|<script(?! type=\"module\" src)", page)
