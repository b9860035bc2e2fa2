"""What every answer carries, and what the server refuses to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from masohi.config import environment
from masohi.faces.jobs.server import refusal

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/masuk", "/hukum", "/tidak-ada", "/health/live"])
def test_every_answer_has_strict_headers(client, path):
    answer = client.get(path)
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
def test_pages_of_signed_in_people_are_kept_by_no_cache(client, people):
    client.force_login(people.pk)
    assert client.get(reverse("tasks"))["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_who_is_not_signed_in_is_asked_to(client):
    assert client.get(reverse("orders")).url == f"{reverse('account_login')}?next=/perkara"


@pytest.mark.django_db
def test_session_cookies_are_out_of_reach_of_scripts(client, people):
    client.post(reverse("account_login"), {"login": "maria", "password": "rahasia-teluk-ambon"})
    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_deployment_checks_are_clean(tmp_path):
    env = {**os.environ, "MASOHI_DATA": str(tmp_path), "MASOHI_ORIGIN": "https://masohi.example.org"}
    for name in ("DATABASE_URL", "DJANGO_ALLOW_ASYNC_UNSAFE"):
        env.pop(name, None)
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_people_s_data_leaves_the_machine_only_over_https():
    assert refusal("127.0.0.1") == ""
    assert "HTTPS" in refusal("0.0.0.0")


def test_passwords_are_hashed_with_argon2():
    source = (ROOT / "masohi/config/settings.py").read_text()
    assert "Argon2PasswordHasher" in source
    assert "MD5" not in source


@pytest.mark.parametrize("value", ["maybe", "2", "on "])
def test_a_switch_that_is_neither_stops_the_program(monkeypatch, value):
    monkeypatch.setenv("X", value)
    with pytest.raises(environment.BadEnvironment):
        environment.switch("X", False)


def test_another_database_stops_the_program(tmp_path):
    with pytest.raises(environment.BadEnvironment):
        environment.database("mysql://x/y", tmp_path)


def test_keys_are_made_once_and_for_the_owner_only(tmp_path):
    first = environment.key(tmp_path, "field")
    assert environment.key(tmp_path, "field") == first
    assert (tmp_path / "keys" / "field").stat().st_mode & 0o077 == 0
    assert len(bytes.fromhex(first)) == 32


def test_sqlite_keeps_what_it_confirmed():
    found = environment.database("", Path("x"))["OPTIONS"]
    assert found["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in found["init_command"]
    assert settings.DATABASES["default"]["OPTIONS"]


@pytest.mark.django_db
def test_pages_are_indonesian_until_english_is_chosen(client):
    assert 'lang="id"' in client.get("/masuk", headers={"accept-language": "en-US"}).content.decode()
    client.post(reverse("set_language"), {"language": "en"})
    assert 'lang="en"' in client.get("/masuk").content.decode()
