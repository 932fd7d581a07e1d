"""The guidelines: kept by the team, followed by the calendar, shown to everybody."""

from datetime import date

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from promotions.guidelines import Guidelines, eligible_businesses
from promotions.models import Channel, Guideline, PlatformLimits, Slot
from tests.factories import make_business, make_superuser, make_team_member, make_user
from tests.promotions.factories import channel, make_ready_product, make_slot, make_weekly_slot

pytestmark = pytest.mark.django_db

GUIDELINES = "/pengurus/pedoman/"
PUBLIC = "/pedoman/"


@pytest.fixture
def team(client):
    client.force_login(make_team_member())
    return client


def check(name):
    return Guideline.objects.get(check_name=name)


def line(**fields):
    """A line to tick, in use."""
    names = {"name_id": "Foto diambil sendiri.", "name_en": "Own photo."}
    return Guideline.objects.create(**names | fields)


def ready(slug="instagram"):
    return eligible_businesses(Guidelines(), [channel(slug)])[channel(slug).pk]


@pytest.mark.parametrize("address", [GUIDELINES, GUIDELINES + "tambah/", GUIDELINES + "1/"])
def test_pages_are_for_the_team(client, address):
    assertRedirects(client.get(address), f"/akun/masuk/?next={address}", fetch_redirect_response=False)
    client.force_login(make_business().memberships.get().user)
    assert client.get(address).status_code == 404
    for person in [make_team_member(), make_superuser()]:
        client.force_login(person)
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ["tambah/", "1/", "1/saklar/", "1/hapus/"])
def test_only_the_team_changes_them(client, address):
    before = list(Guideline.objects.values())
    client.force_login(make_user())

    assert client.post(GUIDELINES + address, {"parameter": 500, "name_id": "a", "name_en": "b"}).status_code == 404
    assert list(Guideline.objects.values()) == before


def test_switched_off_check_no_longer_keeps_anybody_out(team):
    product = make_ready_product(description="Pendek")
    make_weekly_slot()
    assert ready() == frozenset()
    switch = f"{GUIDELINES}{check('description').pk}/saklar/"

    assertRedirects(team.post(switch, {"aktif": "tidak"}), GUIDELINES)

    assert ready() == {product.business_id}
    assert Slot.objects.filter(business=product.business_id).exists()
    team.post(switch, {"aktif": "ya"})
    assert ready() == frozenset()


def test_second_tap_on_the_same_button_changes_nothing(team):
    switch = f"{GUIDELINES}{check('price').pk}/saklar/"

    for _ in range(2):
        team.post(switch, {"aktif": "tidak"})

    assert check("price").is_active is False


def test_new_number_holds_and_is_said_in_words(team):
    make_ready_product()
    guideline = check("photo_side")

    assertRedirects(team.post(f"{GUIDELINES}{guideline.pk}/", {"parameter": 1300}), GUIDELINES)

    guideline.refresh_from_db()
    assert guideline.parameter == 1300
    assert guideline.name_id == "Foto utama tajam, paling kecil 1300 × 1300 piksel."
    assert guideline.name_en == "The main photo is sharp, at least 1300 × 1300 pixels."
    assert ready() == frozenset()


@pytest.mark.parametrize(
    ("number", "words"),
    [("", "Tulis angkanya."), ("0", "320"), ("-5", "320"), ("9999999999999", "1500"), ("banyak", "Tulis angkanya.")],
)
def test_number_that_makes_no_sense_is_refused_at_the_field(team, number, words):
    guideline = check("photo_side")

    response = team.post(f"{GUIDELINES}{guideline.pk}/", {"parameter": number})

    assert words in str(response.context["form"].errors["parameter"])
    assert check("photo_side").parameter == 1080


def test_check_without_a_number_asks_for_none(team):
    guideline = check("price")

    assert list(team.get(f"{GUIDELINES}{guideline.pk}/").context["form"].fields) == ["channels"]
    team.post(f"{GUIDELINES}{guideline.pk}/", {"parameter": 5})

    assert check("price").parameter is None


def test_check_may_hold_for_some_channels_alone(team):
    product = make_ready_product(description="Pendek")

    team.post(f"{GUIDELINES}{check('description').pk}/", {"parameter": 80, "channels": [channel("tiktok").pk]})

    assert ready("instagram") == {product.business_id}
    assert ready("tiktok") == frozenset()


def test_line_to_tick_is_added_changed_and_removed(team):
    fields = {"name_id": "Kemasan terlihat utuh.", "name_en": "The package is seen whole."}
    assertRedirects(team.post(GUIDELINES + "tambah/", fields), GUIDELINES)
    added = Guideline.objects.latest("pk")
    assert (added.is_ticked, added.is_active, added.position) == (True, True, 10)
    assert added in Guidelines().to_tick(channel())

    team.post(f"{GUIDELINES}{added.pk}/", fields | {"name_id": "Kemasan utuh.", "channels": [channel("tiktok").pk]})
    assert added not in Guidelines().to_tick(channel())
    assertContains(team.get(GUIDELINES), "Kemasan utuh.")

    assertRedirects(team.post(f"{GUIDELINES}{added.pk}/hapus/"), GUIDELINES)
    assert not Guideline.objects.filter(pk=added.pk).exists()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name_en": ""}, "name_en"),
        ({"name_id": "  "}, "name_id"),
        ({"name_id": "x" * 201}, "name_id"),
        ({"channels": ["999"]}, "channels"),
    ],
)
def test_line_that_cannot_be_kept_says_why_at_the_field(team, fields, field):
    response = team.post(GUIDELINES + "tambah/", {"name_id": "Satu", "name_en": "One"} | fields)

    assert list(response.context["form"].errors) == [field]
    assert not Guideline.objects.filter(name_en="One").exists()


def test_check_of_the_program_cannot_be_removed(team):
    assert team.post(f"{GUIDELINES}{check('price').pk}/hapus/").status_code == 404
    assert check("price")


def test_line_to_tick_ends_self_approval(team):
    make_weekly_slot(weekday=(timezone.localtime().weekday() + 1) % 7)
    make_ready_product()
    line()

    team.post(f"{GUIDELINES}{check('price').pk}/saklar/", {"aktif": "ya"})

    assert set(Slot.objects.filter(business__isnull=False).values_list("status", flat=True)) == {"planned"}


def test_page_says_how_many_members_are_ready(team):
    make_ready_product()
    make_business()

    response = team.get(GUIDELINES)

    assert response.context["members"] == 2
    assert {number for _channel, number in response.context["ready"]} == {1}


@pytest.mark.parametrize("item_count", [1, 3])
def test_page_costs_the_same_for_any_number(team, item_count, django_assert_num_queries):
    for number in range(item_count):
        line(position=20 + number).channels.set(Channel.objects.all()[: number + 1])
        make_slot()

    # session, person, permissions of person and group; guidelines and their channels; channels; those in use and their
    # channels; eligible; active; what is due and what waits, for the bar
    with django_assert_num_queries(13):
        team.get(GUIDELINES)


def test_everybody_reads_the_guidelines_in_use(client):
    Guideline.objects.filter(check_name="halal").update(is_active=False)
    line().channels.add(channel("tiktok"))

    response = client.get(PUBLIC)

    assertContains(response, "paling kecil 1080 × 1080 piksel")
    assertContains(response, "Foto diambil sendiri.")
    assertContains(response, "hanya untuk TikTok")
    assertNotContains(response, "Tidak menyebut halal")
    assertContains(response, "didahului lebih dari 3 kali")
    assertContains(response, "2.200 huruf")
    assertContains(client.get("/en" + PUBLIC), "nobody is passed more than 3 times")
    assert not response.cookies


def test_limits_are_those_in_force_with_their_day_and_source(client):
    PlatformLimits.objects.create(
        channel=channel(), valid_from=date(2026, 1, 5), caption_length=1_900, hashtags=4, source="Instagram, bantuan"
    )
    PlatformLimits.objects.create(
        channel=channel(), valid_from=date(2999, 1, 1), caption_length=77, source="Instagram, kelak"
    )

    response = client.get(PUBLIC)

    assertContains(response, "1.900 huruf")
    assertContains(response, "Instagram, bantuan")
    assertContains(response, "Berlaku sejak 5 Januari 2026.")
    assertNotContains(response, "kelak")


def test_community_without_guidelines_says_that_all_may_take_part(client):
    Guideline.objects.update(is_active=False)

    assertContains(client.get(PUBLIC), "Semua produk di portal dapat dipromosikan.")


@pytest.mark.parametrize("address", ["/", "/tentang/"])
def test_guidelines_are_found_from_other_pages(client, address):
    assertContains(client.get(address), f'href="{PUBLIC}"')


@pytest.mark.parametrize("item_count", [1, 3])
def test_public_page_costs_the_same_for_any_number(client, item_count, django_assert_num_queries):
    for number in range(item_count):
        line(position=20 + number).channels.add(channel())

    # guidelines, their channels; channels, their limits
    with django_assert_num_queries(4):
        client.get(PUBLIC)
