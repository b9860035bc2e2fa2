"""Accounts are opened by an administrator, never by a visitor; refusals are told in our words."""

from base64 import b64decode, b64encode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from masohi.parties.accounts.models import User
from masohi.writing.sealing import seal, unseal

SEALED_AS = "mfa"


class ClosedAdapter(DefaultAccountAdapter):
    """No sign-up page; messages of the library stay silent where our pages speak."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "enter_current_password": _("Kata sandi sekarang tidak cocok. Kata sandi Anda belum berubah. Coba lagi."),
        "incorrect_code": _("Kode tidak cocok. Tunggu kode berikutnya di aplikasi, lalu coba lagi."),
        "incorrect_password": _("Kata sandi tidak cocok. Coba lagi."),
        "rate_limited": _("Terlalu sering mencoba. Tunggu beberapa menit, lalu coba lagi."),
        "too_many_login_attempts": _(
            "Terlalu sering salah. Akun Anda aman. Tunggu 10 menit, lalu coba lagi, atau hubungi pengelola sistem."
        ),
        "username_password_mismatch": _(
            "Nama akun atau kata sandi tidak cocok. Periksa keduanya. Lupa? Hubungi pengelola sistem di kantor Anda."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def add_message(self, *args: object, **kwargs: object) -> None:
        """Signing in and out needs no announcement."""


class SecondStepAdapter(DefaultMFAAdapter):
    """The second step, with our words and the name of the account in the app."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": ClosedAdapter.error_messages["incorrect_code"],
        "cannot_delete_authenticator": _("Langkah kedua tidak dapat dilepas. Hubungi pengelola sistem."),
        "cannot_generate_recovery_codes": _("Pasang aplikasi kode dulu. Kode cadangan dibuat sesudah itu."),
    }

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """The name of the account, not the name of the person."""
        return user.username if isinstance(user, User) else ""

    def encrypt(self, text: str) -> str:
        """Seeds of codes lie sealed in the database: a stolen copy of it opens no account."""
        return b64encode(seal(settings.FIELD_KEY, text, bound_to=SEALED_AS)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What `encrypt` sealed."""
        return unseal(settings.FIELD_KEY, b64decode(encrypted_text), bound_to=SEALED_AS)
