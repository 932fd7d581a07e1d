"""The profile of the business that the owners' pages are about."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from members.models import Business, District, Membership, Regency, Sector
from tests.factories import make_business, make_superuser, make_team_member, make_user

pytestmark = pytest.mark.django_db

PROFILE = "/kelola/usaha/"
STATUS = "/kelola/usaha/status/"
PREVIEW = "/kelola/usaha/pratinjau/"
Status = Business.Status


@pytest.fixture
def business():
    return make_business(
        make_user(name="Yani"),
        name="Dapur Bu Yani",
        district=District.objects.filter(regency="18.71").first(),
        whatsapp_confirmed_at="2026-11-01T00:00Z",
    )


@pytest.fixture
def owner(client, business):
    owner = business.memberships.get().user
    client.force_login(owner)
    return owner


def opened(client):
    """What the browser would send of the profile as it stands."""
    page = client.get(PROFILE)
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields}
    sent = {name: "" if value is None else value for name, value in values.items() if value is not False}
    return sent | {"business": page.context["business"].pk}


def test_profile_needs_a_business(client, owner):
    client.force_login(make_user())

    assertRedirects(client.get(PROFILE), "/kelola/usaha/tambah/")
    assertRedirects(client.post(PROFILE, {"name": "x"}), "/kelola/usaha/tambah/")


@pytest.mark.parametrize("address", [PROFILE, STATUS, PREVIEW])
def test_suspended_owner_reads_why(client, business, owner, address):
    Business.objects.update(status=Status.SUSPENDED, review_note="Foto curian.")

    assertContains(client.get(address), "Foto curian.", status_code=403)


@pytest.mark.parametrize("address", [PROFILE, STATUS, PREVIEW])
def test_pages_are_for_signed_in_people(client, address):
    assertRedirects(client.get(address), f"/akun/masuk/?next={address}", fetch_redirect_response=False)


@pytest.mark.parametrize("status", [Status.DRAFT, Status.SUBMITTED, Status.ACTIVE, Status.REJECTED])
@pytest.mark.parametrize("address", [PROFILE, STATUS, PREVIEW])
def test_owner_opens_the_pages_in_every_state(client, business, owner, status, address):
    Business.objects.update(status=status)

    assertContains(client.get(address), "Dapur Bu Yani")


def test_all_public_fields_are_saved(client, business, owner):
    data = opened(client) | {
        "name": "Dapur Ibu Yani",
        "tagline": "Keripik renyah",
        "story": "Satu wajan.",
        "sector": Sector.objects.get(slug="kriya").pk,
        "scale": "micro",
        "address": "Gang Pisang 7",
        "is_address_public": "on",
        "opening_hours": "Setiap hari",
        "has_pickup": "on",
        "has_expedition": "on",
        "instagram": "https://www.instagram.com/dapurbuyani/",
        "tiktok": "@dapurbuyani",
        "shopee": "shopee.co.id/dapurbuyani",
        "tokopedia": "https://www.tokopedia.com/dapurbuyani",
        "tiktok_shop": "https://www.tiktok.com/@dapurbuyani",
        "website": "dapurbuyani.id",
    }

    response = client.post(PROFILE, data)

    assertRedirects(response, PROFILE)
    business.refresh_from_db()
    sent = {name: data[name] for name in ["name", "tagline", "story", "scale", "address", "opening_hours"]}
    assert {name: getattr(business, name) for name in sent} == sent
    assert business.sector.slug == "kriya"
    assert (business.is_address_public, business.has_pickup, business.has_courier, business.has_expedition) == (
        True,
        True,
        False,
        True,
    )
    assert (business.instagram, business.tiktok) == ("dapurbuyani", "dapurbuyani")
    assert business.shopee == "https://shopee.co.id/dapurbuyani"
    assert business.website == "https://dapurbuyani.id"
    assert business.slug == "dapur-bu-yani"


def test_refused_profile_keeps_the_typing_and_says_what_is_wrong(client, business, owner):
    page = client.post(PROFILE, opened(client) | {"name": "Baru", "shopee": "https://www.tokopedia.com/x"})

    assertContains(page, "Ini bukan alamat Shopee.")
    assertContains(page, 'value="https://www.tokopedia.com/x"')
    assertContains(page, "<h1>Dapur Bu Yani</h1>")
    business.refresh_from_db()
    assert business.name == "Dapur Bu Yani"


def test_extra_fields_change_nothing(client, business, owner):
    before = Business.objects.values().get()

    client.post(
        PROFILE,
        opened(client)
        | {
            "status": "draft",
            "slug": "lain",
            "whatsapp": "0813 0000 0001",
            "logo": "foto/lain.jpg",
            "review_note": "x",
        },
    )

    after = Business.objects.values().get()
    assert {name for name in after if after[name] != before[name]} == {"updated_at"}


def test_second_of_two_concurrent_edits_is_refused_and_keeps_its_typing(client, business, owner):
    mine = opened(client) | {"tagline": "Milik saya"}
    Business.objects.update(tagline="Milik orang", is_address_public=True)

    page = client.post(PROFILE, mine)

    assertContains(page, "Milik orang")
    assertContains(page, "“ya”")
    assertContains(page, 'value="Milik saya"')
    business.refresh_from_db()
    assert business.tagline == "Milik orang"

    again = {**mine, "seen": page.context["form"]["seen"].value()}
    assertRedirects(client.post(PROFILE, again), PROFILE)
    business.refresh_from_db()
    assert (business.tagline, business.is_address_public) == ("Milik saya", False)


def test_line_breaks_of_the_browser_change_no_story(client, business, owner):
    Business.objects.update(story="Kami mulai 2019.\n\nKini berenam.")
    mine = opened(client) | {"tagline": "Keripik", "story": "Kami mulai 2019.\r\n\r\nKini berenam."}

    client.post(PROFILE, mine)

    business.refresh_from_db()
    assert (business.tagline, business.story) == ("Keripik", "Kami mulai 2019.\n\nKini berenam.")


def test_form_changes_the_business_that_it_was_opened_for(client, business, owner):
    other = make_business(owner, name="Gerai Yani")
    data = opened(client) | {"tagline": "Keripik renyah"}
    client.post(reverse("members:choose-business", args=[other.pk]))

    client.post(PROFILE, data)

    business.refresh_from_db()
    other.refresh_from_db()
    assert (business.tagline, other.tagline) == ("Keripik renyah", "")


@pytest.mark.parametrize("key", ["{strange}", "0", "entah", "9" * 30])
def test_key_of_a_business_of_others_is_not_there(client, business, owner, key):
    strange = make_business(name="Orang lain")

    response = client.post(PROFILE, opened(client) | {"business": key.format(strange=strange.pk), "name": "Direbut"})

    assert response.status_code == 404
    assert not Business.objects.filter(name="Direbut").exists()


def events(client):
    return list(client.get(PROFILE).context["events"])


@pytest.mark.parametrize("make_helper", [make_team_member, make_superuser])
def test_helper_of_the_team_is_named_in_the_history(client, business, make_helper):
    client.force_login(make_helper(name="Rani"))
    client.post(reverse("members:choose-business", args=[business.pk]))

    client.post(PROFILE, opened(client) | {"tagline": "Keripik renyah"})

    assertContains(client.get(PROFILE), "dibantu oleh Rani")
    event = events(client)[0]
    assert (event.person, event.is_help) == ("Rani", True)
    assert event.changes == [("Dalam satu kalimat", "kosong", "Keripik renyah")]


@pytest.mark.parametrize("make_helper", [make_team_member, make_superuser])
def test_owners_do_not_learn_the_address_of_a_helper(client, business, owner, make_helper):
    helper = make_helper(name="")
    business.tagline, business._history_user = "Keripik renyah", helper
    business.save()

    assert events(client)[0].person == "Pengurus"
    assertNotContains(client.get(PROFILE), helper.email)


def test_history_says_who_changed_what(client, business, owner):
    client.post(PROFILE, opened(client) | {"tagline": "Keripik renyah", "story": "Satu wajan."})
    client.post(PROFILE, opened(client))

    _saved_as_it_was, edited, made = events(client)

    assert (edited.person, edited.is_help, len(edited.changes)) == ("Yani", False, 2)
    assert (made.title, made.person, made.is_help) == ("Usaha dibuat", "", False)


def test_page_is_read_in_the_same_number_of_queries(client, business, owner, django_assert_num_queries):
    for count in [1, 3]:
        while business.history.count() < count + 1:
            business.tagline += "!"
            business.save()
        while Business.objects.owned_by(owner).count() < count:
            make_business(owner)
        client.get(PROFILE)
        # session, user, current business; the header: current and other businesses and two for permissions; sectors,
        # regencies, districts, own businesses, licences; the trail's people, count and events, what was done and what
        # was before
        with django_assert_num_queries(17):
            client.get(PROFILE)


def test_other_businesses_can_be_opened_from_the_profile(client, business, owner):
    other = make_business(owner, name="Gerai Yani")
    suspended = make_business(owner, status=Status.SUSPENDED)

    page = client.get(PROFILE)

    assertContains(page, reverse("members:choose-business", args=[other.pk]))
    assertNotContains(page, reverse("members:choose-business", args=[suspended.pk]))
    assertContains(page, "/kelola/usaha/tambah/")


def test_imported_place_outside_lampung_stays_on_offer(client, owner, business):
    palembang = Regency.objects.create(code="16.71", name="Kota Palembang", short_name="Palembang", slug="palembang")
    Business.objects.update(regency=palembang, district=None)

    assertRedirects(client.post(PROFILE, opened(client)), PROFILE)
    business.refresh_from_db()
    assert business.regency == palembang


class TestWhatsApp:
    @pytest.fixture
    def address(self, business, owner):
        return reverse("members:business-whatsapp", args=[business.pk])

    def test_changed_number_has_to_be_checked_anew(self, client, business, address):
        response = client.post(address, {"whatsapp": "0813 0000 0001", "seen": opened_number(client, address)})

        assert response.url.startswith("https://wa.me/6281300000001")
        business.refresh_from_db()
        assert (str(business.whatsapp), business.whatsapp_confirmed_at) == ("+6281300000001", None)
        assertRedirects(client.post(address, {"whatsapp": "0813 0000 0001", "benar": "1"}), PROFILE)
        business.refresh_from_db()
        assert business.whatsapp_confirmed_at

    def test_opening_the_chat_again_keeps_the_check(self, client, business, address):
        client.post(address, {"whatsapp": str(business.whatsapp)})

        business.refresh_from_db()
        assert business.whatsapp_confirmed_at

    def test_number_that_another_person_changed_meanwhile_is_not_overwritten(self, client, business, address):
        seen = opened_number(client, address)
        Business.objects.update(whatsapp="+6281300000009")

        page = client.post(address, {"whatsapp": "0813 0000 0001", "seen": seen}, follow=True)

        assertContains(page, "+6281300000009")
        assertContains(page, "0813 0000 0001")
        business.refresh_from_db()
        assert str(business.whatsapp) == "+6281300000009"
        again = page.context["form"]["seen"].value()
        client.post(address, {"whatsapp": "0813 0000 0001", "seen": again})
        business.refresh_from_db()
        assert str(business.whatsapp) == "+6281300000001"


def opened_number(client, address):
    return client.get(address).context["form"]["seen"].value()


def test_active_business_without_a_check_is_asked_for_one(client, business, owner):
    Business.objects.update(whatsapp_confirmed_at=None)

    assertContains(client.get(PROFILE), "Periksa nomor WhatsApp Anda")


def test_preview_counts_nothing_and_is_not_indexed(client, business, owner):
    Membership.objects.exclude(user=owner).delete()

    page = client.get(PREVIEW)

    assertContains(page, "Ini pratinjau")
    assertContains(page, '<meta name="robots" content="noindex">')
    assertNotContains(page, "/wa/")
