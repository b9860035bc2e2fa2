"""The library's forms in our words. What they check stays the library's; labels and refusals are ours."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, tuple[Any, Any, Any]] = {
    "login": (_("Nama akun"), "", _("Tulis nama akun Anda.")),
    "password": (_("Kata sandi"), "", _("Tulis kata sandi Anda.")),
    "oldpassword": (_("Kata sandi sekarang"), "", _("Tulis kata sandi yang sekarang.")),
    "password1": (
        _("Kata sandi baru"),
        _("Paling sedikit 12 huruf. Beberapa kata yang mudah diingat lebih baik daripada tanda yang sulit."),
        _("Tulis kata sandi baru."),
    ),
    "password2": (_("Kata sandi baru, sekali lagi"), "", _("Tulis kata sandi baru sekali lagi.")),
    "code": (_("Kode dari aplikasi"), _("6 angka, berganti setiap 30 detik."), _("Tulis kode 6 angka.")),
}


class OurWords:
    """Labels, hints and refusals of `WORDS`; no text inside the boxes, which disappears when it is needed."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, hint, empty) in WORDS.items():
            if name in self.fields:
                field = self.fields[name]
                field.label, field.help_text = label, hint
                field.error_messages["required"] = empty
                field.widget.attrs.pop("placeholder", None)


class SignInForm(OurWords, LoginForm):
    """Name of the account and password."""


class PasswordAgainForm(OurWords, ReauthenticateForm):
    """The password once more, before something that guards the account is changed."""


class NewPasswordForm(OurWords, ChangePasswordForm):
    """The old password, and the new one twice."""

    def clean(self) -> Any:
        """The library's check, told in our words."""
        data = super().clean()
        if self.has_error("password2") and data.get("password1"):
            self.errors.pop("password2")
            self.add_error("password2", _("Kedua kata sandi baru tidak sama. Tulis lagi."))
        return data


class SecondStepForm(OurWords, AuthenticateForm):
    """The code of the app, or a spare code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numeric(self.fields["code"])
        self.fields["code"].help_text = _("6 angka dari aplikasi, atau salah satu kode cadangan Anda.")


class SecondStepAgainForm(OurWords, CodeAgainForm):
    """The code once more, before something that guards the account is changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numeric(self.fields["code"])


class FirstCodeForm(OurWords, ActivateTOTPForm):
    """The first code of a new app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numeric(self.fields["code"])


def numeric(field: forms.Field) -> None:
    """Show the number pad of a phone."""
    field.widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code", "class": "pendek"}
