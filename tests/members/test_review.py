"""What moderators decide about a business, and how its people hear of it."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertRedirects

from members import letters, review
from members.models import Business, Membership
from members.review import DecidedError
from tests.factories import make_business, make_product, make_superuser, make_team_member, make_user

pytestmark = pytest.mark.django_db

Status = Business.Status
ONE_TAP = ["approve", "reconsider", "restore"]
WITH_REASON = ["changes", "reject", "suspend"]
STARTS_FROM = {
    "approve": Status.SUBMITTED,
    "reconsider": Status.REJECTED,
    "restore": Status.SUSPENDED,
    "changes": Status.SUBMITTED,
    "reject": Status.SUBMITTED,
    "suspend": Status.ACTIVE,
}
ENDS_AS = {
    "approve": Status.ACTIVE,
    "reconsider": Status.SUBMITTED,
    "restore": Status.ACTIVE,
    "changes": Status.DRAFT,
    "reject": Status.REJECTED,
    "suspend": Status.SUSPENDED,
}
every_decision = pytest.mark.parametrize("name", STARTS_FROM)


def waiting(**fields):
    fields.setdefault("status", Status.SUBMITTED)
    fields.setdefault("submitted_at", timezone.now())
    return make_business(**fields)


def url(name, business):
    return reverse(f"members:people-{name}", args=[business.pk])


def test_approval_shows_the_business_to_visitors(client):
    business, rani = waiting(), make_team_member()

    review.approve(business, rani)

    business.refresh_from_db()
    assert (business.status, business.reviewed_by, business.review_note) == (Status.ACTIVE, rani, "")
    assert business.activated_at
    assert business.reviewed_at
    assert client.get(business.get_absolute_url()).status_code == 200
    assert business.history.first().history_user == rani


@pytest.mark.parametrize("lack", [{"sector": None}, {"regency": None}, {"whatsapp": ""}])
def test_incomplete_business_cannot_be_approved(lack):
    business = waiting(**lack)

    with pytest.raises(ValidationError) as refusal:
        review.approve(business, make_team_member())

    assert refusal.value.code == "incomplete"
    business.refresh_from_db()
    assert business.status == Status.SUBMITTED
    assert mail.outbox == []


@pytest.mark.parametrize("decide", [review.ask_for_changes, review.reject, review.suspend])
def test_reason_is_needed(decide):
    with pytest.raises(ValidationError) as refusal:
        decide(waiting(), make_team_member(), "  ")

    assert refusal.value.code == "no_reason"


def test_of_two_moderators_at_once_one_wins():
    business, rani, bayu = waiting(), make_team_member(name="Rani"), make_team_member(name="Bayu")
    seen_by_bayu = Business.objects.get(pk=business.pk)

    review.approve(business, rani)
    with pytest.raises(DecidedError) as error:
        review.reject(seen_by_bayu, bayu, "Bukan dari Lampung.")

    assert "Rani lebih dulu" in error.value.words
    assert "aktif" in error.value.words
    business.refresh_from_db()
    assert (business.status, business.reviewed_by, business.review_note) == (Status.ACTIVE, rani, "")
    assert len(mail.outbox) == 1


@every_decision
@pytest.mark.parametrize("status", Status)
def test_decision_starts_from_one_status_only(client, rani, name, status):
    business = waiting(status=status)

    client.post(url(name, business), {"words": "Begini saja."})

    business.refresh_from_db()
    assert business.status == (ENDS_AS[name] if status == STARTS_FROM[name] else status)


@every_decision
def test_only_moderators_decide(client, name):
    business = waiting(status=STARTS_FROM[name])
    address = url(name, business)
    owner, stranger = business.memberships.get().user, make_business().memberships.get().user

    assertRedirects(client.post(address), f"/akun/masuk/?next={address}", fetch_redirect_response=False)
    for person in [owner, stranger, make_user(), make_user(is_staff=True)]:
        client.force_login(person)
        assert client.post(address, {"words": "Alasan"}).status_code == 404
    business.refresh_from_db()
    assert business.status == STARTS_FROM[name]
    client.force_login(make_superuser())
    assert client.post(address, {"words": "Alasan"}).status_code == 302
    business.refresh_from_db()
    assert business.status == ENDS_AS[name]


@every_decision
def test_unknown_business_is_not_found(client, rani, name):
    assert client.post(reverse(f"members:people-{name}", args=[10**15])).status_code == 404


@every_decision
def test_opening_an_address_changes_nothing(client, rani, name):
    business = waiting(status=STARTS_FROM[name])

    status = client.get(url(name, business)).status_code

    assert status == (405 if name in ONE_TAP else 200)
    business.refresh_from_db()
    assert business.status == STARTS_FROM[name]


@pytest.mark.parametrize("name", WITH_REASON)
def test_form_asks_for_a_reason(client, rani, name):
    business = waiting(status=STARTS_FROM[name])

    response = client.post(url(name, business))

    assertContains(response, "Pilih alasan atau tulis sendiri.")
    business.refresh_from_db()
    assert business.status == STARTS_FROM[name]


def test_reasons_are_kept_in_indonesian_with_own_words(client, rani):
    business = waiting()

    client.post("/en" + url("changes", business), {"reasons": ["0", "3"], "words": "Foto logonya terbalik."})

    business.refresh_from_db()
    assert business.review_note == (
        "Ceritakan apa yang Anda buat dan bagaimana membuatnya. Kabupaten/kota atau kecamatannya belum tepat. "
        "Foto logonya terbalik."
    )


def test_too_long_a_reason_keeps_what_was_typed(client, rani):
    business = waiting()

    response = client.post(url("changes", business), {"reasons": ["0"], "words": "a" * 490})

    assertContains(response, "paling banyak 500 karakter")
    assertContains(response, "a" * 490)
    business.refresh_from_db()
    assert business.status == Status.SUBMITTED


@pytest.mark.parametrize("reasons", ["99", "x"])
def test_unknown_reason_is_refused(client, rani, reasons):
    business = waiting()

    assert client.post(url("reject", business), {"reasons": [reasons]}).status_code == 200
    business.refresh_from_db()
    assert business.status == Status.SUBMITTED


# Told


def test_everybody_of_the_business_is_told_in_their_language(client, rani):
    business = waiting(name="Dapur Bu Yani")
    Membership.objects.create(user=make_user(email="en@contoh.id", language="en"), business=business)
    Membership.objects.create(user=make_user(email=None), business=business)

    client.post(url("changes", business), {"words": "Foto logonya terbalik."})

    indonesian, english = mail.outbox
    assert indonesian.subject == "Dapur Bu Yani: ada yang perlu diperbaiki dulu"
    assert english.to == ["en@contoh.id"]
    assert english.subject == "Dapur Bu Yani: please mend something first"
    for message in mail.outbox:
        assert "Foto logonya terbalik." in message.body
        assert "Foto logonya terbalik." in message.alternatives[0].content
    assert "/kelola/" in indonesian.body
    assert "/en/kelola/" in english.body


@every_decision
def test_each_decision_but_taking_back_is_told(client, rani, name):
    business = waiting(status=STARTS_FROM[name])

    client.post(url(name, business), {"words": "Begini alasannya."})

    assert len(mail.outbox) == (0 if name == "reconsider" else 1)
    if name in WITH_REASON:
        assert "Begini alasannya." in mail.outbox[0].body


def test_names_are_not_escaped_in_the_subject_and_are_in_the_page():
    business = waiting(name="Roti & Kue <Ayu>")

    review.approve(business, make_team_member())

    (message,) = mail.outbox
    assert message.subject == "Roti & Kue <Ayu> sudah tampil di portal"
    assert "Roti & Kue <Ayu>" in message.body
    assert "Roti &amp; Kue &lt;Ayu&gt;" in message.alternatives[0].content


def test_decision_stands_when_the_mail_host_does_not_answer(client, rani, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 1
    business = waiting()

    assert client.post(url("approve", business)).status_code == 302

    business.refresh_from_db()
    assert business.status == Status.ACTIVE


def test_whatsapp_message_is_indonesian_whoever_sends_it(client, rani):
    business = waiting(name="Dapur Bu Yani", whatsapp="+6281234500001")

    page = client.post("/en" + url("approve", business), {"dari": "antrean"}, follow=True)

    letter = page.context["letter"]
    assert letter.chat_link.startswith("https://wa.me/6281234500001?text=")
    assert "Kabar baik: Dapur Bu Yani sudah disetujui" in unquote(letter.chat_link)
    assert f"8000/usaha/{business.slug}/" in letter.text
    assert "Tell Dapur Bu Yani" in page.text


def test_restored_business_reads_other_words_than_a_new_one():
    business, rani = waiting(), make_team_member()
    business = review.approve(business, rani)
    assert "disetujui" in letters.about_business(business).sentences[0]

    business = review.suspend(business, rani, "Begini.")
    business = review.restore(business, rani)

    assert "tampil lagi" in letters.about_business(business).sentences[0]
    assert business.review_note == ""


def test_decision_goes_back_to_where_it_was_made(client, rani):
    first, second = waiting(), waiting()

    assertRedirects(client.post(url("approve", first), {"dari": "antrean"}), f"/pengurus/moderasi/?diputus={first.pk}")
    assertRedirects(client.post(url("approve", second)), f"/pengurus/anggota/{second.pk}/?diputus")


# Suspended


def test_people_of_a_suspended_business_are_out_at_the_next_request(client):
    business = make_business()
    client.force_login(business.memberships.get().user)
    assert client.get("/kelola/usaha/").status_code == 200
    assert client.get("/kelola/konsistensi/").status_code == 200

    review.suspend(business, make_team_member(), "Pesanan tidak dikirim.")

    page = client.get("/kelola/")
    assert page.status_code == 403
    assertContains(page, "Pesanan tidak dikirim.", status_code=403)
    assert client.get("/kelola/konsistensi/").status_code == 404
    assert client.post(reverse("members:choose-business", args=[business.pk])).status_code == 404


def test_restored_business_is_back_with_its_first_day(client):
    joined = timezone.now() - timedelta(days=90)
    business, rani = make_business(activated_at=joined), make_team_member()
    review.suspend(business, rani, "Pesanan tidak dikirim.")
    assert client.get(business.get_absolute_url()).status_code == 410

    review.restore(business, rani)

    business.refresh_from_db()
    assert business.activated_at == joined
    assert client.get(business.get_absolute_url()).status_code == 200
    client.force_login(business.memberships.get().user)
    assert client.get("/kelola/konsistensi/").status_code == 200


def test_listings_of_a_suspended_business_are_gone_at_once(client):
    business = make_business(name="Sanggar Sulam Ratu")
    product = make_product(business=business, name="Taplak Sulam Usus")
    addresses = ["/", "/produk/", "/produk/?q=taplak", "/usaha/", "/usaha/?q=sanggar", "/wilayah/bandar-lampung/"]
    assert all("Taplak" in client.get(address).text for address in ["/", "/produk/?q=taplak"])

    review.suspend(business, make_team_member(), "Pesanan tidak dikirim.")

    for address in addresses:
        page = client.get(address).text
        assert "Sanggar Sulam" not in page
        assert "Taplak Sulam" not in page
    assert client.get(business.get_absolute_url()).status_code == 410
    assert client.get(product.get_absolute_url()).status_code == 410
    assert client.get(f"/produk/{product.pk}/wa/").status_code == 404
    assert client.get(f"/usaha/{business.slug}/wa/").status_code == 404
    assert product.name not in client.get(f"/belanja/?p={product.pk}:1").text
