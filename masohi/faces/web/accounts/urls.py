from allauth.account.views import LogoutView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as MfaReauthenticateView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import DeactivateTOTPView
from django.urls import path

from masohi.faces.web.accounts import forms, views
from masohi.ui.views import set_mode

urlpatterns = [
    path("masuk", views.SignIn.as_view(), name="account_login"),
    path("keluar", LogoutView.as_view(), name="account_logout"),
    path("masuk/kode", AuthenticateView.as_view(form_class=forms.SecondStepForm), name="mfa_authenticate"),
    path("masuk/ulang", ReauthenticateView.as_view(form_class=forms.PasswordAgainForm), name="account_reauthenticate"),
    path(
        "masuk/ulang/kode",
        MfaReauthenticateView.as_view(form_class=forms.SecondStepAgainForm),
        name="mfa_reauthenticate",
    ),
    path("akun", views.account, name="account"),
    path("akun/sandi", views.NewPassword.as_view(), name="account_change_password"),
    path("akun/kode", views.account, name="mfa_index"),
    path("akun/kode/pasang", views.SecondStep.as_view(), name="mfa_activate_totp"),
    path("akun/kode/lepas", DeactivateTOTPView.as_view(), name="mfa_deactivate_totp"),
    path("akun/kode/cadangan", ViewRecoveryCodesView.as_view(), name="mfa_view_recovery_codes"),
    path("akun/kode/cadangan/baru", GenerateRecoveryCodesView.as_view(), name="mfa_generate_recovery_codes"),
    path("contoh", views.sample_roles, name="sample-roles"),
    path("tampilan", set_mode, name="set_mode"),
]
