"""django-allauth's pages under the portal's Indonesian addresses; the names are its own."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.google import views as google
from allauth.usersessions import views as usersessions
from django.urls import include, path

from members.views.sign_in import ConfirmLoginCode, when_google_is_on

password_urls = [
    path("", account.password_change, name="account_change_password"),
    path("buat/", account.password_set, name="account_set_password"),
    path("lupa/", account.password_reset, name="account_reset_password"),
    path("lupa/kode/", account.confirm_password_reset_code, name="account_confirm_password_reset_code"),
    path("lupa/baru/", account.complete_password_reset, name="account_complete_password_reset"),
    path("lupa/selesai/", account.password_reset_from_key_done, name="account_password_reset_completed"),
]

passkey_urls = [
    path("", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("tambah/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("masuk/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("konfirmasi/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("<int:pk>/ubah/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("<int:pk>/hapus/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
]

second_step_urls = [
    path("", mfa.index, name="mfa_index"),
    path("masuk/", mfa.authenticate, name="mfa_authenticate"),
    path("konfirmasi/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("aplikasi/", totp.activate_totp, name="mfa_activate_totp"),
    path("aplikasi/hapus/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("cadangan/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("cadangan/buat/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("cadangan/unduh/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("kunci/", include(passkey_urls)),
]

google_urls = [
    path("", when_google_is_on(social.connections), name="socialaccount_connections"),
    path("masuk/", when_google_is_on(google.oauth2_login), name="google_login"),
    path("selesai/", when_google_is_on(google.oauth2_callback), name="google_callback"),
    path("daftar/", when_google_is_on(social.signup), name="socialaccount_signup"),
    path("batal/", when_google_is_on(social.login_cancelled), name="socialaccount_login_cancelled"),
    path("gagal/", when_google_is_on(social.login_error), name="socialaccount_login_error"),
]

urlpatterns = [
    path("masuk/", account.login, name="account_login"),
    path("masuk/kode/", account.request_login_code, name="account_request_login_code"),
    path("masuk/kode/isi/", ConfirmLoginCode.as_view(), name="account_confirm_login_code"),
    path("daftar/", account.signup, name="account_signup"),
    path("keluar/", account.logout, name="account_logout"),
    path("nonaktif/", account.account_inactive, name="account_inactive"),
    path("konfirmasi/", account.reauthenticate, name="account_reauthenticate"),
    path("surel/", account.email, name="account_email"),
    path("surel/kode/", account.email_verification_sent, name="account_email_verification_sent"),
    path("sandi/", include(password_urls)),
    path("2fa/", include(second_step_urls)),
    path("sesi/", usersessions.list_usersessions, name="usersessions_list"),
    path("google/", include(google_urls)),
]
