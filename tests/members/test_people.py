"""The team's pages of all members: finding them, helping them, letting them in, and what happened to them."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from members.claims import issue_claim_link
from members.models import AccessLink, Business, Membership, User
from members.sign_in_links import issue_sign_in_link
from tests.factories import (
    make_business,
    make_licence,
    make_offer,
    make_photo,
    make_product,
    make_superuser,
    make_team_member,
    make_user,
)

pytestmark = pytest.mark.django_db

PEOPLE = "/pengurus/anggota/"
ADD = f"{PEOPLE}tambah/"
CLAIM, SIGN_IN = AccessLink.Purpose.CLAIM, AccessLink.Purpose.SIGN_IN
NEW = {"name": "Dapur Mak Siti", "owner": "Siti", "whatsapp": "0813 7788 9900"}


def url(name, *args):
    return reverse(f"members:people-{name}", args=args)


def names(response):
    return [business.name for business in response.context["businesses"]]


def token_in(address):
    return address.rstrip("/").rsplit("/", 1)[1]


def refused_code(call, *args):
    with pytest.raises(ValidationError) as refusal:
        call(*args)
    return refusal.value.code


# Who


@pytest.mark.parametrize("part", ["", "tambah/", "{pk}/", "{pk}/pemilik/"])
def test_pages_are_for_moderators(client, part):
    business = make_business(owner=False)
    address = PEOPLE + part.format(pk=business.pk)

    assertRedirects(client.get(address), f"/akun/masuk/?next={address}", fetch_redirect_response=False)
    for person in [make_business().memberships.get().user, make_user(), make_user(is_staff=True)]:
        client.force_login(person)
        assert client.get(address).status_code == 404
        assert client.post(address, NEW).status_code in (404, 405)
    for person in [make_team_member(), make_superuser()]:
        client.force_login(person)
        assert client.get(address).status_code == 200
    assert not business.memberships.exists()


@pytest.mark.parametrize("name", ["claim-link", "sign-in-link", "link-revoke"])
def test_links_are_for_moderators_by_post(client, name):
    business = make_business(owner=False) if name == "claim-link" else make_business(make_user(email=None))
    args = [business.pk]
    if name == "sign-in-link":
        args.append(business.memberships.get().user_id)
    if name == "link-revoke":
        issue_sign_in_link(business.memberships.get().user, make_team_member())
        args.append(AccessLink.objects.get().pk)
    before = list(AccessLink.objects.values())

    address = url(name, *args)
    assertRedirects(client.post(address), f"/akun/masuk/?next={address}", fetch_redirect_response=False)
    for person in [make_business().memberships.get().user, make_user()]:
        client.force_login(person)
        assert client.post(address).status_code == 404
    client.force_login(make_team_member())
    assert client.get(address).status_code == (405 if name == "link-revoke" else 302)
    assert list(AccessLink.objects.values()) == before
    assert client.post(address).status_code in (200, 302)
    assert list(AccessLink.objects.values()) != before


def test_unknown_ids_are_not_found(client, rani):
    business = make_business()
    stranger = make_user()

    for address in [url("business", 10**15), url("owner", 10**15)]:
        assert client.get(address).status_code == 404
    for address in [
        url("claim-link", 10**15),
        url("sign-in-link", business.pk, stranger.pk),
        url("sign-in-link", 10**15, stranger.pk),
        url("link-revoke", business.pk, 10**15),
    ]:
        assert client.post(address).status_code == 404
    assert client.post(url("owner", business.pk), {"owner": "Siti"}).status_code == 404


# The list


def test_list_is_found_by_name_owner_mail_and_number(client, rani):
    make_business(make_user(name="Siti Aminah", email="aminah@contoh.id"), name="Dapur Ayu", whatsapp="+6281234500099")
    make_business(name="Batik Siger", whatsapp="+6281299900011")

    for query in [
        "ayu",
        "DAPUR ayu",
        "siti",
        "aminah@contoh",
        "0812 3450 0099",
        "62812345",
        "+62 812-3450-0099",
        "00099",
    ]:
        assert names(client.get(PEOPLE, {"q": query})) == ["Dapur Ayu"], query
    assert names(client.get(PEOPLE)) == ["Batik Siger", "Dapur Ayu"]


@pytest.mark.parametrize(
    "query", ["zzz", "\0", "%", "_", "'", '"', "1' OR 1=1", "²²²²", "0" * 300, "a b c d e f g h i j"]
)
def test_no_query_breaks_the_list(client, rani, query):
    make_business(name="Dapur Ayu")

    assert client.get(PEOPLE, {"q": query}).status_code == 200


def test_owner_of_two_words_is_found_once(client, rani):
    business = make_business(make_user(name="Siti Aminah"), name="Dapur Siti")
    Membership.objects.create(user=make_user(name="Siti Zubaidah"), business=business)

    assert names(client.get(PEOPLE, {"q": "siti"})) == ["Dapur Siti"]


def test_list_is_narrowed_by_status(client, rani):
    for status in Business.Status:
        make_business(name=f"Usaha {status}", status=status)
    make_business(name="Tanpa pemilik", owner=False, status="draft")

    response = client.get(PEOPLE, {"status": "diajukan"})
    assert names(response) == ["Usaha submitted"]
    assert {name: count for name, _label, count in response.context["statuses"]} == {
        "aktif": 1,
        "diajukan": 1,
        "draf": 2,
        "ditangguhkan": 1,
        "ditolak": 1,
        "belum-diklaim": 1,
    }
    assert names(client.get(PEOPLE, {"status": "belum-diklaim"})) == ["Tanpa pemilik"]
    assert len(names(client.get(PEOPLE, {"status": "entah"}))) == 6
    assert names(client.get(PEOPLE, {"status": "draf", "q": "pemilik"})) == ["Tanpa pemilik"]


def test_row_tells_status_products_activity_and_owner(client, rani):
    owner = make_user(name="Siti", last_login=timezone.now() + timedelta(days=1))
    business = make_business(owner)
    for _ in range(2):
        make_product(business=business)

    response = client.get(PEOPLE)

    (row,) = response.context["businesses"]
    assert row.product_count == 2
    assert row.last_active_at == owner.last_login
    for words in ["Siti", "2 produk", "aktif"]:
        assertContains(response, words)


@pytest.mark.parametrize("item_count", [1, 3])
def test_list_costs_the_same_for_any_number(client, rani, item_count, django_assert_num_queries):
    for _ in range(item_count):
        make_product(business=make_business())

    # session, person, permissions of person and group; counts by status, unclaimed; count, businesses, people, their
    # users, figures; two numbers in the navigation
    with django_assert_num_queries(12):
        response = client.get(PEOPLE)

    assert len(response.context["businesses"]) == item_count


def test_list_comes_in_pages(client, rani):
    for _ in range(25):
        make_business()

    assert len(names(client.get(PEOPLE))) == 24
    assert len(names(client.get(PEOPLE, {"hal": 2}))) == 1


# One business


def test_page_leads_to_helping(client, rani):
    business = make_business(name="Dapur Ayu")

    assertContains(client.get(url("business", business.pk)), reverse("members:choose-business", args=[business.pk]))
    client.post(reverse("members:choose-business", args=[business.pk]))

    assertContains(client.get("/kelola/"), "Anda sedang membantu Dapur Ayu")


@pytest.mark.parametrize(
    ("status", "offered", "not_offered"),
    [
        ("draft", [], ["approve", "suspend", "restore", "reconsider"]),
        ("submitted", ["approve", "changes", "reject"], ["suspend", "restore", "reconsider"]),
        ("active", ["suspend"], ["approve", "restore", "reconsider"]),
        ("suspended", ["restore"], ["approve", "suspend", "reconsider"]),
        ("rejected", ["reconsider"], ["approve", "suspend", "restore"]),
    ],
)
def test_page_offers_what_can_be_decided(client, rani, status, offered, not_offered):
    business = make_business(status=status, submitted_at=timezone.now())

    page = client.get(url("business", business.pk)).text

    assert all(url(name, business.pk) in page for name in offered)
    assert not any(url(name, business.pk) in page for name in not_offered)


@pytest.mark.parametrize("item_count", [1, 3])
def test_page_costs_the_same_for_any_number(client, rani, item_count, django_assert_num_queries):
    business = make_business()
    for _ in range(item_count):
        person = make_user(email=None)
        Membership.objects.create(user=person, business=business)
        issue_sign_in_link(person, rani)
        product = make_product(business=business)
        make_photo(product)
        product.price += 1
        product.save()
        make_offer(product)
        make_licence(business=business)
    business.tagline = "Keripik"
    business.save()

    # session, person, permissions of person and group; business, its people, similar ones, who may get a link, links;
    # two numbers in the navigation; count of products, products, photos; the trail's people, count and events; four
    # histories, what was before of two; names of products with offers; links of events
    with django_assert_num_queries(25):
        client.get(url("business", business.pk))


# For owners without a mailbox


def test_account_without_mail_is_made_with_its_business(client, rani):
    response = client.post(ADD, NEW)

    business = Business.objects.get(name="Dapur Mak Siti")
    owner = business.memberships.get().user
    assertRedirects(response, url("business", business.pk))
    assert (owner.name, owner.email, owner.has_usable_password()) == ("Siti", None, False)
    assert not owner.consents.exists()
    assert (business.whatsapp.as_e164, business.status) == ("+6281377889900", "draft")
    assert business.history.get().history_user == rani


def test_second_owner_without_mail_is_another_person(client, rani):
    client.post(ADD, NEW)
    client.post(ADD, {**NEW, "name": "Batik Ani", "owner": "Ani", "whatsapp": "081234500056"})

    assert User.objects.filter(email=None).count() == 2


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"whatsapp": "0721 123456"}, "nomor telepon rumah"),
        ({"whatsapp": "123"}, "bukan nomor"),
        ({"name": ""}, "wajib"),
        ({"owner": " "}, "wajib"),
    ],
)
def test_wrong_entries_are_said_at_the_field(client, rani, change, words):
    response = client.post(ADD, NEW | change)

    assert response.status_code == 200
    assert set(response.context["form"].errors) == set(change)
    assert not Business.objects.exists()
    assertContains(response, "Dapur Mak Siti" if "name" not in change else "Siti")


def test_number_that_is_there_already_is_pointed_out(client, rani):
    other = make_business(name="Dapur Siti", whatsapp="+6281377889900")

    response = client.post(ADD, NEW)
    assertContains(response, "Nomor ini sudah dipakai Dapur Siti.")
    assertContains(response, url("business", other.pk))

    client.post(ADD, NEW | {"is_another": "on"})
    assert Business.objects.filter(whatsapp="+6281377889900").count() == 2


def test_extra_fields_change_nothing(client, rani):
    client.post(ADD, NEW | {"status": "active", "is_staff": "on", "is_superuser": "on", "email": "x@contoh.id"})

    owner = User.objects.get(name="Siti")
    assert (owner.is_staff, owner.is_superuser, owner.email) == (False, False, None)
    assert Business.objects.get().status == "draft"


def test_unclaimed_business_gets_an_owner_without_mail(client, rani):
    business = make_business(owner=False)

    client.post(url("owner", business.pk), {"owner": "Siti"})

    assert business.memberships.get().user.name == "Siti"
    assert client.post(url("owner", business.pk), {"owner": "Ani"}).status_code == 404


# Links


def test_sign_in_link_is_shown_once_with_a_message(client, rani):
    business = make_business(make_user(name="Siti", email=None), whatsapp="+6281377889900")
    owner = business.memberships.get().user

    response = client.post(url("sign-in-link", business.pk, owner.pk))

    secret = response.context["secret"]
    link = AccessLink.objects.find(SIGN_IN, token_in(secret["address"]))
    assert (link.user, link.made_by) == (owner, rani)
    assert link.expires_at - link.made_at == timedelta(minutes=15)
    assert secret["chat_link"].startswith("https://wa.me/6281377889900?text=")
    assert secret["address"] in unquote(secret["chat_link"])
    assert "no-store" in response.headers["Cache-Control"]
    assert token_in(secret["address"]) not in client.get(url("business", business.pk)).text
    assert token_in(secret["address"]) not in str(dict(client.session))


def test_claim_link_is_shown_once_and_works_for_two_weeks(client, rani):
    business = make_business(owner=False)

    response = client.post("/en" + url("claim-link", business.pk))

    address = response.context["secret"]["address"]
    assert address.startswith("http://127.0.0.1:8000/klaim/")
    link = AccessLink.objects.find(CLAIM, token_in(address))
    assert link.business == business
    assert link.expires_at - link.made_at == timedelta(days=14)
    assert "Usaha Anda sudah ada di portal kami" in unquote(response.context["secret"]["chat_link"])
    assert token_in(address) not in str(AccessLink.objects.values())


def test_secret_is_in_no_log(client, rani, caplog):
    caplog.set_level("DEBUG")
    business = make_business(owner=False)

    response = client.post(url("claim-link", business.pk))

    assert token_in(response.context["secret"]["address"]) not in caplog.text


def test_claimed_business_gets_no_claim_link(client, rani):
    business = make_business()

    assert refused_code(issue_claim_link, business, rani) == "claimed"
    response = client.post(url("claim-link", business.pk), follow=True)

    assertContains(response, "Usaha ini sudah ada pemiliknya.")
    assert not AccessLink.objects.exists()
    assertNotContains(response, "Buat tautan klaim")


@pytest.mark.parametrize("make", [make_team_member, make_superuser, lambda: make_user(is_staff=True)])
def test_people_of_the_team_get_no_sign_in_link(client, rani, make):
    business = make_business(make())
    member = business.memberships.get().user

    assert refused_code(issue_sign_in_link, member, rani) == "no_link"
    response = client.post(url("sign-in-link", business.pk, member.pk), follow=True)

    assertContains(response, "Orang ini tidak bisa masuk lewat tautan.")
    assertNotContains(response, "Buat tautan masuk")
    assert not AccessLink.objects.exists()


def test_account_that_is_off_gets_no_sign_in_link(rani):
    assert refused_code(issue_sign_in_link, make_user(is_active=False), rani) == "no_link"


def test_links_are_listed_and_can_be_revoked(client, rani):
    business = make_business(owner=False)
    address = issue_claim_link(business, rani)
    link = AccessLink.objects.get()
    page = client.get(url("business", business.pk))
    assertContains(page, "berlaku")
    assertContains(page, "oleh Rani")

    response = client.post(url("link-revoke", business.pk, link.pk), follow=True)

    assertContains(response, "dicabut")
    assert AccessLink.objects.find(CLAIM, token_in(address)) is None


def test_link_of_another_business_is_not_revoked_here(client, rani):
    issue_claim_link(make_business(owner=False), rani)
    link = AccessLink.objects.get()

    assert client.post(url("link-revoke", make_business().pk, link.pk)).status_code == 404
    assert AccessLink.objects.get().is_usable
