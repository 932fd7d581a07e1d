"""A product hidden by the team: gone for shoppers, told to its owner, shown again when it is mended."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from catalogue import moderation
from catalogue.models import Product
from members.review import DecidedError
from tests.factories import (
    make_business,
    make_product,
    make_report,
    make_superuser,
    make_team_member,
    make_user,
)

pytestmark = pytest.mark.django_db

REASON = "Foto milik orang lain."
HIDDEN = {"hidden_reason": REASON}
ASKING = {**HIDDEN, "review_asked_at": timezone.now()}
STARTS_FROM = {"hide": {}, "show": HIDDEN, "refuse": ASKING}


def url(name, product):
    return reverse(f"catalogue:moderation-{name}", args=[product.pk])


def ask_url(product):
    return reverse("catalogue:product-ask-review", args=[product.pk])


def state(product):
    product.refresh_from_db()
    return product.hidden_reason, bool(product.review_asked_at)


def test_hidden_product_is_gone_at_once(client):
    product = make_product(name="Keripik Talas Ungu")
    shown = make_product(business=product.business, name="Keripik Singkong")

    moderation.hide(product, make_team_member(), REASON)

    for address in ["/", "/produk/", "/produk/?q=talas", product.business.get_absolute_url()]:
        assertNotContains(client.get(address), "Talas Ungu")
    assertContains(client.get("/produk/"), shown.name)
    assert client.get(product.get_absolute_url()).status_code == 410
    assert client.get(f"/produk/{product.pk}/wa/").status_code == 404


def test_hiding_is_kept_with_its_author():
    product, rani = make_product(), make_team_member()

    moderation.hide(product, rani, f"  {REASON} ")

    assert state(product) == (REASON, False)
    assert product.history.first().history_user == rani


def test_hiding_handles_the_open_reports():
    report, rani = make_report(), make_team_member()
    other = make_report()

    moderation.hide(report.product, rani, REASON)

    report.refresh_from_db()
    other.refresh_from_db()
    assert (report.handled_by, bool(report.handled_at)) == (rani, True)
    assert other.handled_at is None


@pytest.mark.parametrize("decide", [moderation.hide, moderation.refuse_again])
def test_reason_is_needed(decide):
    with pytest.raises(ValidationError) as refusal:
        decide(make_product(**ASKING), make_team_member(), " ")

    assert refusal.value.code == "no_reason"


def test_of_two_moderators_at_once_one_wins():
    product = make_product()
    seen_by_bayu = Product.objects.get(pk=product.pk)

    moderation.hide(product, make_team_member(name="Rani"), REASON)
    with pytest.raises(DecidedError) as error:
        moderation.hide(seen_by_bayu, make_team_member(name="Bayu"), "Harganya salah.")

    assert "Rani lebih dulu: sudah “disembunyikan”" in error.value.words
    assert state(product) == (REASON, False)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("decide", [moderation.show_again, lambda *args: moderation.refuse_again(*args, REASON)])
def test_shown_product_is_not_shown_or_refused_again(decide):
    with pytest.raises(DecidedError):
        decide(make_product(), make_team_member())

    assert mail.outbox == []


def test_product_that_nobody_asked_for_is_not_refused_again():
    with pytest.raises(DecidedError):
        moderation.refuse_again(make_product(**HIDDEN), make_team_member(), "Masih sama.")


# The owner


def test_owner_is_told_and_led_to_what_to_do(client, rani):
    product = make_product(name="Keripik Talas")
    owner = product.business.memberships.get().user

    client.post(url("hide", product), {"reasons": ["1"], "words": "Lihat toko lain."})

    (message,) = mail.outbox
    assert message.to == [owner.email]
    assert message.subject == "“Keripik Talas” disembunyikan untuk sementara"
    assert "Fotonya milik orang lain. Pakailah foto sendiri. Lihat toko lain." in message.body
    assert ask_url(product) in message.body
    client.force_login(owner)
    assertContains(client.get(ask_url(product)), "Lihat toko lain.")


def test_owner_asks_once_until_it_is_decided(client):
    product = make_product(**HIDDEN)
    client.force_login(product.business.memberships.get().user)
    assertContains(client.get(ask_url(product)), "Sudah saya perbaiki, minta ditampilkan lagi")

    response = client.post(ask_url(product), follow=True)

    assert state(product) == (REASON, True)
    asked_at = product.review_asked_at
    assertContains(response, "Pengurus akan memeriksanya lagi")
    assertNotContains(response, "Sudah saya perbaiki")
    client.post(ask_url(product))
    product.refresh_from_db()
    assert product.review_asked_at == asked_at


def test_owner_may_ask_again_after_a_refusal(client):
    product = make_product(**ASKING)
    moderation.refuse_again(product, make_team_member(), "Masih sama.")
    assert state(product) == ("Masih sama.", False)
    assert "Masih sama." in mail.outbox[0].body

    client.force_login(product.business.memberships.get().user)
    client.post(ask_url(product))

    assert state(product) == ("Masih sama.", True)


@pytest.mark.parametrize(
    ("fields", "words"), [({}, "tidak disembunyikan"), ({**HIDDEN, "status": "archived"}, "Terbit")]
)
def test_nothing_is_asked_for_what_is_not_hidden_or_not_published(client, fields, words):
    product = make_product(published_at=timezone.now(), **fields)
    client.force_login(product.business.memberships.get().user)

    response = client.post(ask_url(product), follow=True)

    assertContains(response, words)
    assert state(product)[1] is False


def test_opening_the_page_asks_for_nothing(client):
    product = make_product(**HIDDEN)
    client.force_login(product.business.memberships.get().user)

    client.get(ask_url(product))

    assert state(product) == (REASON, False)


def test_only_its_own_people_and_moderators_ask(client):
    product = make_product(**HIDDEN)
    address = ask_url(product)

    assertRedirects(client.post(address), f"/akun/masuk/?next={address}", fetch_redirect_response=False)
    for person in [make_business().memberships.get().user, make_user()]:
        client.force_login(person)
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404
    assert state(product) == (REASON, False)
    for person in [make_team_member(), make_superuser()]:
        client.force_login(person)
        assert client.get(address).status_code == 200


def test_people_of_a_suspended_business_cannot_ask(client):
    product = make_product(business=make_business(status="suspended", activated_at=timezone.now()), **HIDDEN)
    client.force_login(product.business.memberships.get().user)

    assert client.post(ask_url(product)).status_code == 404
    assert state(product) == (REASON, False)


def test_owner_waiting_for_approval_may_ask(client):
    product = make_product(business=make_business(status="submitted"), **HIDDEN)
    client.force_login(product.business.memberships.get().user)

    client.post(ask_url(product))

    assert state(product) == (REASON, True)


# The moderators' pages


def test_shown_again_it_is_on_the_portal_and_told(client, rani):
    product = make_product(**ASKING)

    response = client.post(url("show", product), follow=True)

    assert state(product) == ("", False)
    assert client.get(product.get_absolute_url()).status_code == 200
    assert "tampil lagi" in mail.outbox[0].subject
    assert "tampil lagi di portal" in response.context["letter"].text
    assert response.context["letter"].chat_link.startswith("https://wa.me/")


def test_refused_again_it_stays_hidden_with_new_words(client, rani):
    product = make_product(**ASKING)

    assertContains(client.post(url("refuse", product)), "Pilih alasan atau tulis sendiri.")
    client.post(url("refuse", product), {"reasons": ["0"]})

    assert state(product) == (
        "Masih sama seperti sebelumnya. Perbaiki dulu yang diminta pengurus, lalu minta lagi.",
        False,
    )


def test_second_moderator_reads_who_was_first(client, rani):
    product = make_product(**HIDDEN)
    moderation.show_again(product, make_team_member(name="Bayu"))

    response = client.post(url("show", product), follow=True)

    assertContains(response, "Bayu lebih dulu")


@pytest.mark.parametrize("name", STARTS_FROM)
def test_only_moderators_decide(client, name):
    product = make_product(**STARTS_FROM[name])
    before, address = state(product), url(name, product)

    assertRedirects(client.post(address), f"/akun/masuk/?next={address}", fetch_redirect_response=False)
    for person in [product.business.memberships.get().user, make_user(), make_user(is_staff=True)]:
        client.force_login(person)
        assert client.post(address, {"words": "Begini."}).status_code == 404
    assert state(product) == before
    client.force_login(make_superuser())
    assert client.post(address, {"words": "Begini."}).status_code == 302
    assert state(product) != before


@pytest.mark.parametrize("name", STARTS_FROM)
def test_opening_an_address_changes_nothing(client, rani, name):
    product = make_product(**STARTS_FROM[name])
    before = state(product)

    assert client.get(url(name, product)).status_code == (405 if name == "show" else 200)
    assert state(product) == before
    assert client.post(reverse(f"catalogue:moderation-{name}", args=[10**15]), {"words": "x"}).status_code == 404


def test_too_long_a_reason_keeps_what_was_typed(client, rani):
    product = make_product()

    response = client.post(url("hide", product), {"words": "a" * 301})

    assertContains(response, "paling banyak 300 karakter")
    assertContains(response, "a" * 301)
    assert state(product) == ("", False)


def test_business_without_whatsapp_is_told_by_mail_alone(client, rani):
    product = make_product(business=make_business(whatsapp=""))

    response = client.post(url("hide", product), {"words": "Begini."}, follow=True)

    assert response.context["letter"].chat_link == ""
    assertContains(response, "Belum ada nomor WhatsApp")
    assert len(mail.outbox) == 1
