"""Visitors tell the team what is wrong with a product."""

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from catalogue.models import Product, Report
from tests.factories import make_product, make_report, make_superuser, make_user

pytestmark = pytest.mark.django_db


def report_path(product):
    return f"/produk/{product.pk}/lapor/"


def test_page_offers_the_reasons_and_is_kept_nowhere(client):
    product = make_product(name="Keripik pisang")

    response = client.get(report_path(product))

    assertContains(response, "Keripik pisang")
    assertContains(response, product.business.name)
    assert [radio.choice_label for radio in response.context["form"]["reason"]] == Report.Reason.labels
    assertContains(response, '<meta name="robots" content="noindex">', html=True)
    assert response.headers["Cache-Control"] == "no-store"


def test_report_reaches_the_team_and_its_sender_is_thanked(client):
    product = make_product()

    response = client.post(report_path(product), {"reason": "untrue_claim", "text": "Belum bersertifikat halal."})

    assertRedirects(response, f"{report_path(product)}?terkirim", fetch_redirect_response=False)
    assert list(Report.objects.values("product", "reason", "text", "handled_at", "handled_by")) == [
        {
            "product": product.pk,
            "reason": "untrue_claim",
            "text": "Belum bersertifikat halal.",
            "handled_at": None,
            "handled_by": None,
        }
    ]
    thanks = client.get(response.headers["Location"])
    assertContains(thanks, "Terima kasih, pengurus akan memeriksanya")
    assertNotContains(thanks, "<form method=")
    assert not thanks.cookies


def test_reason_alone_is_enough(client):
    client.post(report_path(make_product()), {"reason": "price"})

    assert Report.objects.get().text == ""


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"text": "Foto saya dipakai"}, "reason", "Pilih apa yang tidak benar."),
        ({"reason": "ngawur"}, "reason", "Masukkan pilihan yang valid."),
        ({"reason": "other", "text": "  "}, "text", "Tulis dengan singkat apa yang tidak benar."),
        ({"reason": "price", "text": "a" * 1001}, "text", "Pastikan nilai ini mengandung paling banyak 1000 karakter"),
    ],
)
def test_mistake_is_told_at_the_field_and_typing_is_kept(client, typed, field, message):
    response = client.post(report_path(make_product()), typed)

    assertContains(response, message)
    assertContains(response, f'id="id_{field}_error"')
    assertContains(response, typed.get("text", "").strip())
    assert not Report.objects.exists()


def test_robot_that_fills_in_everything_is_thanked_for_nothing(client):
    response = client.post(report_path(make_product()), {"reason": "price", "website": "https://spam.example"})

    assert response.status_code == 302
    assert not Report.objects.exists()


def test_form_needs_its_token():
    client = Client(enforce_csrf_checks=True)
    product = make_product()

    assert client.post(report_path(product), {"reason": "price"}).status_code == 403
    assert not Report.objects.exists()


def test_sixth_report_within_an_hour_is_refused(client):
    path = report_path(make_product())
    for _ in range(5):
        client.post(path, {"reason": "price"})
    # A mistake costs no try.
    client.post(path, {})

    refused = client.post(path, {"reason": "price"})
    other = client.post(path, {"reason": "price"}, REMOTE_ADDR="192.0.2.7")

    assertContains(refused, "Terlalu banyak laporan", status_code=429)
    assert refused.headers["Retry-After"] == "3600"
    assert other.status_code == 302
    assert Report.objects.count() == 6


@pytest.mark.parametrize("change", [{"status": Product.Status.ARCHIVED}, {"hidden_reason": "Sudah diperiksa"}])
def test_what_is_not_public_cannot_be_reported(client, change):
    product = make_product()
    Product.objects.update(**change)

    assert client.get(report_path(product)).status_code == 404
    assert client.post(report_path(product), {"reason": "price"}).status_code == 404


def test_superuser_marks_reports_as_handled(client):
    superuser, earlier = make_superuser(), make_user()
    fresh, handled = make_report(), make_report(handled_by=earlier, handled_at="2026-11-01T08:00+07:00")
    client.force_login(superuser)

    client.post(
        reverse("admin:catalogue_report_changelist"),
        {"action": "mark_handled", "_selected_action": [fresh.pk, handled.pk]},
    )

    fresh.refresh_from_db()
    handled.refresh_from_db()
    assert (fresh.handled_by, bool(fresh.handled_at)) == (superuser, True)
    assert (handled.handled_by, handled.handled_at.isoformat()) == (earlier, "2026-11-01T01:00:00+00:00")


def test_handled_report_says_when():
    with pytest.raises(IntegrityError):
        make_report(handled_by=make_user())


def test_report_stays_when_who_handled_it_leaves():
    user = make_user()
    report = make_report(handled_by=user, handled_at="2026-11-01T08:00+07:00")

    user.delete()

    report.refresh_from_db()
    assert (report.handled_by, bool(report.handled_at)) == (None, True)


def test_english_visitor_is_answered_in_english(client):
    path = f"/en{report_path(make_product())}"

    response = client.post(path, {"reason": "price"}, follow=True)

    assertRedirects(response, f"{path}?terkirim")
    assertContains(response, "Thank you, the team will look into it")
