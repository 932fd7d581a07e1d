"""Every page and mail of django-allauth is ours, at an address of ours."""

import importlib
from pathlib import Path

import allauth
import pytest
from django.conf import settings
from django.template.loader import get_template, render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation

from members import account_urls
from tests.factories import make_user

LIBRARY = Path(allauth.__file__).parent / "templates"
APPS = ["account", "mfa", "socialaccount", "usersessions"]
# Pages that only other settings lead to: links in mails, telephone numbers, several addresses, other providers.
UNREACHABLE = {
    "account/email.html",
    "account/email_confirm.html",
    "account/verification_sent.html",
    "account/verified_email_required.html",
    "account/password_reset_done.html",
    "account/confirm_phone_verification_code.html",
    "account/phone_change.html",
    "account/signup_by_passkey.html",
    "account/email/password_reset_key_message.txt",
    "account/email/password_reset_key_subject.txt",
    "account/messages/phone_verification_sent.txt",
    "account/messages/phone_verified.txt",
    "mfa/trust.html",
    "mfa/webauthn/signup_form.html",
    "socialaccount/login_redirect.html",
}
OTHER_NAMES = {"google_login_by_token"}


def templates():
    """What the library's views and mails name: no parts, no pages to extend."""
    for app in APPS:
        for path in (LIBRARY / app).rglob("*.*"):
            name = path.relative_to(LIBRARY).as_posix()
            is_part = "snippets" in path.parts or path.stem.startswith("base")
            if not is_part and name not in UNREACHABLE:
                yield name


def mails():
    return sorted(name.removesuffix("_subject.txt") for name in templates() if name.endswith("_subject.txt"))


@pytest.mark.parametrize("name", sorted(templates()))
def test_template_is_ours(name):
    assert Path(get_template(name).origin.name).is_relative_to(settings.BASE_DIR / "templates")


def names_in(patterns):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from names_in(pattern.url_patterns)
        else:
            yield pattern.name


@pytest.mark.parametrize("app", ["account", "mfa", "socialaccount", "usersessions", "socialaccount.providers.google"])
def test_address_is_ours(app):
    theirs = set(names_in(importlib.import_module(f"allauth.{app}.urls").urlpatterns)) - OTHER_NAMES

    assert theirs <= set(names_in(account_urls.urlpatterns))


def test_every_address_begins_with_akun():
    for name in names_in(account_urls.urlpatterns):
        try:
            path = reverse(name)
        except NoReverseMatch:
            path = reverse(name, args=[1])
        assert path.startswith("/akun/")


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", mails())
def test_mail_is_whole_in_text_and_html(rf, name, language):
    context = {
        "user": make_user(language=language),
        "email": "yani+kopi@contoh.id",
        "code": "1234-5678",
        "language": language,
        "site_url": "https://unk.example",
        "community_email": "halo@contoh.id",
        "signup_url": "https://unk.example/akun/daftar/",
        "password_reset_url": "https://unk.example/akun/sandi/lupa/",
        "from_email": "lama@contoh.id",
        "to_email": "baru@contoh.id",
        "deleted_email": "lama@contoh.id",
        "timestamp": timezone.now(),
        "ip": "203.0.113.9",
        "user_agent": "Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Mobile",
    }
    with translation.override(language):
        subject = render_to_string(f"{name}_subject.txt", context).strip()
        text = render_to_string(f"{name}_message.txt", context)
        html = render_to_string(f"{name}_message.html", context)

    assert subject
    assert "\n" not in subject
    assert f'<html lang="{language}">' in html
    for body in (text, html):
        assert ("Ada pertanyaan" in body) == (language == "id")
        assert "https://unk.example" in body
        assert "None" not in body
    assert "&" not in text
    assert "<" not in text
