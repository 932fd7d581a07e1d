"""Joining: five screens, saved as they go, then one tap hands the business to the team."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from members import joining
from members.models import Business, District, Membership, Sector
from tests.factories import make_business, make_superuser, make_team_member, make_user

pytestmark = pytest.mark.django_db

ADD = "/kelola/usaha/tambah/"
Status = Business.Status
NUMBER = "0812 3456 7890"


@pytest.fixture
def owner(client):
    owner = make_user(name="Yani")
    client.force_login(owner)
    return owner


@pytest.fixture
def business(owner):
    """A draft that has its name and nothing else."""
    return make_business(owner, name="Dapur Bu Yani", status=Status.DRAFT, sector=kuliner(), regency=None, whatsapp="")


def kuliner():
    return Sector.objects.get(slug="kuliner")


def naming(**fields):
    return {"name": "Dapur Bu Yani", "sector": kuliner().pk} | fields


def screen(business, slug):
    return reverse("members:joining-screen", args=[business.pk, slug])


def summary(business):
    return reverse("members:joining-summary", args=[business.pk])


def hand_in(client, business):
    return client.post(reverse("members:joining-submit", args=[business.pk]))


def check_number(client, business, number=NUMBER):
    client.post(screen(business, "whatsapp"), {"whatsapp": number, "seen": "{}"})
    return client.post(screen(business, "whatsapp"), {"whatsapp": number, "benar": "1"})


def make_complete(**fields):
    """A draft with all that the team needs."""
    district = District.objects.filter(regency="18.71").first()
    fields = {"status": Status.DRAFT, "district": district, "whatsapp_confirmed_at": "2026-11-01T00:00Z"} | fields
    return make_business(**fields)


def owner_of(business):
    return business.memberships.get().user


def test_joining_is_for_signed_in_people(client):
    assertRedirects(client.get(ADD), f"/akun/masuk/?next={ADD}", fetch_redirect_response=False)


@pytest.mark.parametrize("slug", ["nama", "tempat", "whatsapp", "cerita", "layanan", "ringkasan"])
def test_navigation_marks_the_business(client, business, slug):
    here = '<a href="/kelola/usaha/" aria-current="page">'

    assertContains(client.get(f"/kelola/usaha/{business.pk}/daftar/{slug}/"), here, count=1)


def test_first_screen_saves_a_draft_that_belongs_to_the_person(client, owner):
    response = client.post(ADD, naming())

    business = Business.objects.get()
    assertRedirects(response, screen(business, "tempat"))
    assert (business.name, business.slug, business.sector, business.status) == (
        "Dapur Bu Yani",
        "dapur-bu-yani",
        kuliner(),
        Status.DRAFT,
    )
    assert (business.memberships.get().user, business.memberships.get().role) == (owner, Membership.Role.OWNER)
    assert business.history.get().history_user == owner


def test_opening_a_screen_saves_nothing(client, owner):
    client.get(ADD)

    assert not Business.objects.exists()


def test_name_and_sector_are_asked_for_and_the_typing_stays(client, owner):
    page = client.post(ADD, {"name": "Dapur Bu Yani"}, follow=True)

    assertContains(page, "Pilih yang paling sesuai.")
    assertContains(page, 'value="Dapur Bu Yani"')
    assertNotContains(page, "Tulis nama usaha Anda.")
    assert not Business.objects.exists()


def test_first_screen_sent_twice_makes_one_business(client, owner):
    client.post(ADD, naming())
    client.post(ADD, naming(name="Dapur Ibu Yani"))

    business = Business.objects.get()
    assert (business.name, business.slug) == ("Dapur Ibu Yani", "dapur-ibu-yani")


@pytest.mark.django_db(transaction=True)
def test_first_screen_sent_twice_at_once_makes_one_business():
    owner = make_user()
    data = naming()

    def send(_):
        client = Client()
        client.force_login(owner)
        try:
            return client.post(ADD, data).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(send, range(2))) == [302, 302]

    assert Business.objects.count() == Membership.objects.count() == 1


def test_extra_fields_of_a_screen_change_nothing(client, owner):
    client.post(ADD, naming(status="active", slug="lain", source="x", whatsapp=NUMBER, review_note="x"))

    business = Business.objects.get()
    assert (business.status, business.slug, business.source, business.whatsapp, business.review_note) == (
        Status.DRAFT,
        "dapur-bu-yani",
        "",
        "",
        "",
    )


def test_place_needs_a_district_of_the_regency(client, business):
    elsewhere = District.objects.filter(regency="18.01").first()
    inside = District.objects.filter(regency="18.71").first()

    page = client.post(screen(business, "tempat"), {"regency": "18.71", "district": elsewhere.pk}, follow=True)
    assertContains(page, "tidak terletak di Bandar Lampung")
    page = client.post(screen(business, "tempat"), {"regency": "18.71"}, follow=True)
    assertContains(page, "Pilih kecamatan.")
    response = client.post(screen(business, "tempat"), {"regency": "18.71", "district": inside.pk})

    assertRedirects(response, screen(business, "whatsapp"))
    business.refresh_from_db()
    assert (business.regency_id, business.district) == ("18.71", inside)


def test_districts_stand_below_their_regency_without_javascript(client, business):
    page = client.get(screen(business, "tempat"))

    assertContains(page, '<optgroup label="Bandar Lampung">')
    assertContains(page, "<optgroup", count=15)


@pytest.mark.parametrize("spelling", ["0812 3456 7890", "812-3456-7890", "62812.3456.7890", "+62 812 3456 7890"])
def test_number_is_saved_in_any_spelling_and_its_chat_opens(client, business, spelling):
    response = client.post(screen(business, "whatsapp"), {"whatsapp": spelling})

    business.refresh_from_db()
    assert str(business.whatsapp) == "+6281234567890"
    assert response.url.startswith("https://wa.me/6281234567890?text=Halo")
    assert business.whatsapp_confirmed_at is None


def test_landline_is_refused_at_the_field(client, business):
    page = client.post(screen(business, "whatsapp"), {"whatsapp": "0721 123456"}, follow=True)

    assertContains(page, "WhatsApp memerlukan nomor ponsel, bukan telepon rumah.")
    assertContains(page, 'value="0721 123456"')
    business.refresh_from_db()
    assert business.whatsapp == ""


def test_number_counts_as_checked_only_after_its_chat_was_opened(client, business):
    page = client.post(screen(business, "whatsapp"), {"whatsapp": NUMBER, "benar": "1"}, follow=True)
    assertContains(page, "Buka dulu obrolan ke nomor ini.")
    business.refresh_from_db()
    assert business.whatsapp_confirmed_at is None

    assertRedirects(check_number(client, business), screen(business, "cerita"))
    business.refresh_from_db()
    assert business.whatsapp_confirmed_at


def test_chat_of_another_number_is_no_check(client, business):
    client.post(screen(business, "whatsapp"), {"whatsapp": "0813 0000 0001"})

    client.post(screen(business, "whatsapp"), {"whatsapp": NUMBER, "benar": "1"})

    business.refresh_from_db()
    assert str(business.whatsapp) == "+6281300000001"
    assert business.whatsapp_confirmed_at is None


def test_mistyped_number_can_be_mended_after_coming_back_from_the_chat(client, business):
    first = client.get(screen(business, "whatsapp")).context["form"]
    seen = first["seen"].value()
    client.post(screen(business, "whatsapp"), {"whatsapp": "0813 0000 0001", "seen": seen})

    response = client.post(screen(business, "whatsapp"), {"whatsapp": NUMBER, "seen": seen})

    assert response.url.startswith("https://wa.me/6281234567890")


def test_refused_page_can_be_gone_back_to(client, business):
    refused = client.post(screen(business, "whatsapp"), {"whatsapp": "0721 123456"})

    page = client.get(refused.url)
    assertContains(page, "0721 123456")
    check_number(client, business)
    assertNotContains(client.get(refused.url), "0721 123456")


def test_story_and_service_may_stay_empty(client, business):
    assertContains(client.get(screen(business, "cerita")), summary(business))

    assertRedirects(client.post(screen(business, "cerita"), {}), screen(business, "layanan"))
    assertRedirects(client.post(screen(business, "layanan"), {}), summary(business))


def test_story_and_service_are_saved(client, business):
    client.post(screen(business, "cerita"), {"tagline": "Keripik renyah", "story": "Satu wajan."})
    client.post(screen(business, "layanan"), {"has_courier": "on", "opening_hours": "Setiap hari"})

    business.refresh_from_db()
    assert (business.tagline, business.story, business.has_courier, business.has_pickup, business.opening_hours) == (
        "Keripik renyah",
        "Satu wajan.",
        True,
        False,
        "Setiap hari",
    )


def test_coming_back_goes_on_at_the_first_empty_screen(client, business):
    assertRedirects(client.get(ADD), f"/kelola/usaha/{business.pk}/daftar/", target_status_code=302)
    resume = reverse("members:joining", args=[business.pk])

    assertRedirects(client.get(resume), screen(business, "tempat"))
    client.post(
        screen(business, "tempat"), {"regency": "18.71", "district": District.objects.filter(regency="18.71")[0].pk}
    )
    assertRedirects(client.get(resume), screen(business, "whatsapp"))
    check_number(client, business)
    assertRedirects(client.get(resume), screen(business, "cerita"))
    Business.objects.update(story="Satu wajan.", has_pickup=True)
    assertRedirects(client.get(resume), summary(business))


def test_screen_opened_from_the_summary_leads_back_there(client, business):
    response = client.post(screen(business, "nama") + "?ringkasan", naming(name="Dapur Yani"))

    assertRedirects(response, summary(business))


def test_incomplete_business_cannot_be_handed_in(client, business):
    assertNotContains(client.get(summary(business)), 'class="button button--main')

    response = hand_in(client, business)

    assertRedirects(response, summary(business))
    business.refresh_from_db()
    assert (business.status, business.submitted_at) == (Status.DRAFT, None)


@pytest.mark.parametrize(
    "lack", [{"sector": None}, {"regency": None}, {"district": None}, {"whatsapp": ""}, {"whatsapp_confirmed_at": None}]
)
def test_each_needed_answer_is_needed(lack):
    assert joining.missing(make_complete()) == []
    assert len(joining.missing(make_complete(**lack))) == 1


def test_handing_in_waits_for_the_team_and_is_done_once(client):
    business = make_complete()
    client.force_login(owner_of(business))

    page = hand_in(client, business)
    business.refresh_from_db()
    submitted_at = business.submitted_at
    again = hand_in(client, business)

    assertRedirects(page, "/kelola/usaha/status/")
    assertRedirects(again, "/kelola/usaha/status/")
    business.refresh_from_db()
    assert (business.status, business.submitted_at) == (Status.SUBMITTED, submitted_at)
    status = client.get("/kelola/usaha/status/")
    assertContains(status, "Sedang diperiksa pengurus")
    assertContains(status, reverse("catalogue:product-add"))


def test_handing_in_needs_a_post(client):
    business = make_complete()
    client.force_login(owner_of(business))

    assert client.get(reverse("members:joining-submit", args=[business.pk])).status_code == 405


def test_screens_close_once_handed_in(client):
    business = make_complete(status=Status.SUBMITTED)
    client.force_login(owner_of(business))

    for address in [screen(business, "nama"), summary(business)]:
        assertRedirects(client.get(address), "/kelola/usaha/status/")
    assertRedirects(client.post(screen(business, "nama"), naming(name="Lain")), "/kelola/usaha/status/")
    business.refresh_from_db()
    assert business.name != "Lain"


def test_changes_asked_are_shown_made_and_handed_in_again(client):
    business = make_complete(review_note="Tulis nama tanpa huruf besar.", submitted_at="2026-11-01T00:00Z")
    client.force_login(owner_of(business))

    assertContains(client.get("/kelola/usaha/status/"), "Tulis nama tanpa huruf besar.")
    page = client.get(summary(business))
    assertContains(page, "Tulis nama tanpa huruf besar.")
    assertContains(page, "Ajukan lagi")
    client.post(screen(business, "nama") + "?ringkasan", naming(name="Dapur Yani"))
    hand_in(client, business)

    business.refresh_from_db()
    assert (business.name, business.status) == ("Dapur Yani", Status.SUBMITTED)


@pytest.mark.parametrize("status", [Status.REJECTED, Status.ACTIVE])
def test_decided_business_cannot_be_handed_in(client, status):
    business = make_complete(status=status, review_note="Di luar Lampung.")
    client.force_login(owner_of(business))

    hand_in(client, business)

    business.refresh_from_db()
    assert business.status == status


def test_rejected_owner_reads_the_reason_and_how_to_reach_the_team(client):
    business = make_complete(status=Status.REJECTED, review_note="Di luar Lampung.")
    client.force_login(owner_of(business))

    page = client.get("/kelola/usaha/status/")

    assertContains(page, "Di luar Lampung.")
    assertContains(page, "https://wa.me/")
    assertNotContains(page, "/daftar/")


@pytest.mark.parametrize(
    "name", ["joining", "joining-summary", "joining-submit", "joining-screen", "business-whatsapp"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_business_of_others_is_not_there(client, name, method):
    business = make_complete()
    args = [business.pk, "nama"] if name == "joining-screen" else [business.pk]
    make_business(person := make_user())
    client.force_login(person)

    response = getattr(client, method)(reverse(f"members:{name}", args=args), naming(name="Lain", whatsapp=NUMBER))

    assert response.status_code in {404, 405}
    business.refresh_from_db()
    assert (business.name != "Lain", business.status) == (True, Status.DRAFT)


def test_unknown_screen_is_not_there(client, business):
    assert client.get(screen(business, "entah")).status_code == 404


@pytest.mark.parametrize("make_helper", [make_team_member, make_superuser])
def test_team_fills_in_for_an_owner_under_its_own_name(client, make_helper):
    business = make_complete()
    helper = make_helper(name="Rani")
    client.force_login(helper)

    client.post(screen(business, "nama"), naming(name="Dapur Yani"))

    business.refresh_from_db()
    assert business.name == "Dapur Yani"
    assert business.history.first().history_user == helper
    assert owner_of(business) != helper


def test_second_business_is_begun_beside_the_first(client, owner):
    first = make_business(owner)

    client.post(ADD, naming())

    second = Business.objects.exclude(pk=first.pk).get()
    assert set(Business.objects.owned_by(owner)) == {first, second}
    assert client.session["business"] == second.pk


def test_number_of_businesses_is_limited_in_words(client, owner, settings):
    settings.BUSINESSES_PER_PERSON = 2
    for _ in range(2):
        make_business(owner)

    assertContains(client.get(ADD), "Anda sudah punya 2 usaha")
    assertContains(client.post(ADD, naming()), "Anda sudah punya 2 usaha")
    assert Business.objects.count() == 2


def test_suspended_owner_does_not_begin_anew(client, owner):
    make_business(owner, status=Status.SUSPENDED, review_note="Foto curian.")

    assertContains(client.get(ADD), "Foto curian.", status_code=403)
    assert client.post(ADD, naming()).status_code == 403
    assert Business.objects.count() == 1


def test_suspended_draft_is_out_of_reach(client):
    business = make_complete(status=Status.SUSPENDED)
    client.force_login(owner_of(business))

    assert client.get(summary(business)).status_code == 404
    assert hand_in(client, business).status_code == 404


def test_address_of_the_page_follows_the_name_until_it_is_public(client, business):
    client.post(screen(business, "nama"), naming(name="Dapur Baru"))
    business.refresh_from_db()
    assert business.slug == "dapur-baru"

    Business.objects.update(activated_at="2026-11-01T00:00Z")
    client.post(screen(business, "nama"), naming(name="Dapur Lain"))
    business.refresh_from_db()
    assert (business.name, business.slug) == ("Dapur Lain", "dapur-baru")


def test_screens_are_found_in_english_too(client, business):
    for number, each in enumerate(joining.SCREENS, start=1):
        page = client.get(f"/en/kelola/usaha/{business.pk}/daftar/{each.slug}/")
        assertContains(page, f"Step {number} of 5")


@pytest.mark.parametrize("slug", ["nama", "tempat", "whatsapp", "cerita", "layanan"])
def test_screens_say_how_far_one_is(client, business, slug):
    page = client.get(screen(business, slug))

    assertContains(page, f"Langkah {['nama', 'tempat', 'whatsapp', 'cerita', 'layanan'].index(slug) + 1} dari 5")
    assert page.headers["Cache-Control"].startswith("max-age=0")
