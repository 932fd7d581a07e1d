"""Owners take part in a campaign: with one product, for a special price if they like, until it begins."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from catalogue.models import DailyCount, Offer
from members.models import Sector
from promotions import campaign_turns
from promotions.models import Participation, Slot
from tests.factories import make_business, make_offer, make_product, make_team_member, make_user
from tests.promotions.factories import make_campaign, make_participation, make_ready_product, make_slot

pytestmark = pytest.mark.django_db

LIST = "/kelola/kampanye/"


@pytest.fixture
def owner(client):
    user = make_user(name="Yani")
    client.force_login(user)
    return user


@pytest.fixture
def business(owner):
    return make_business(owner, name="Dapur Bu Yani", whatsapp_confirmed_at=timezone.now())


@pytest.fixture
def product(business):
    return make_ready_product(business, name="Keripik Pisang", price=25_000)


@pytest.fixture
def campaign(product):
    return make_campaign()


def page(campaign):
    return f"{LIST}{campaign.pk}/"


def join(client, campaign, product, price=""):
    return client.post(page(campaign), {"product": product.pk, "price": price})


def test_owner_takes_part_without_a_special_price(client, owner, campaign, product):
    assertContains(client.get(LIST), "Anda diundang")

    response = join(client, campaign, product)

    assertRedirects(response, page(campaign))
    row = Participation.objects.get()
    assert (row.business, row.product, row.offer, row.joined_by) == (product.business, product, None, owner)
    assertNotContains(client.get(LIST), "Anda diundang")


def test_special_price_holds_for_the_days_of_the_campaign(client, campaign, product):
    join(client, campaign, product, "Rp 20.000")

    offer = Offer.objects.get()
    assert (offer.product, offer.price) == (product, 20_000)
    assert (offer.starts_at, offer.ends_at) == (campaign.starts_at, campaign.ends_at)
    assert Participation.objects.get().offer == offer
    assert product.offer is None


def test_in_a_running_campaign_the_price_begins_at_once(client, product):
    campaign = make_campaign(-1)

    join(client, campaign, product, "20000")

    offer = Offer.objects.get()
    assert timezone.now() - timedelta(minutes=1) < offer.starts_at <= timezone.now()
    assert offer.ends_at == campaign.ends_at


@pytest.mark.parametrize(
    ("price", "words"),
    [("25.000", "di bawah harga"), ("murah", "angka"), ("0", "nol")],
)
def test_price_that_is_none_is_refused_and_kept_as_typed(client, campaign, product, price, words):
    response = join(client, campaign, product, price)

    assert words in " ".join(response.context["form"].errors["price"])
    assertContains(response, f'value="{price}"')
    assert not Participation.objects.exists()


def test_second_special_price_at_once_is_refused_at_the_field(client, campaign, product):
    make_offer(product, ends_at=campaign.starts_at + timedelta(days=1))

    response = join(client, campaign, product, "20.000")

    assert "Sudah ada harga khusus" in response.context["form"].errors["price"][0]
    assert Offer.objects.count() == 1
    assert not Participation.objects.exists()


def test_only_own_products_that_shoppers_see_can_take_part(client, campaign, business):
    others = make_ready_product()
    draft = make_product(business=business, status="draft")
    hidden = make_product(business=business, hidden_reason="Klaim")

    for wrong in (others, draft, hidden):
        assert join(client, campaign, wrong).context["form"].errors["product"]

    assert not Participation.objects.exists()
    assert [each.name for each in client.get(page(campaign)).context["form"].products] == ["Keripik Pisang"]


def test_without_a_product_the_page_says_what_to_do(client, business):
    campaign = make_campaign()

    assertContains(client.get(page(campaign)), "Anda perlu satu produk yang tampil")


def test_product_and_price_can_change_until_it_begins(client, campaign, product, business):
    other = make_ready_product(business, price=40_000)
    join(client, campaign, product, "20.000")

    join(client, campaign, other, "30.000")

    row = Participation.objects.get()
    assert row.product == other
    assert list(Offer.objects.values_list("product", "price")) == [(other.pk, 30_000)]

    join(client, campaign, other, "30.000")
    assert Participation.objects.get().offer_id == row.offer_id

    join(client, campaign, other, "")
    assert not Offer.objects.exists()


def test_nothing_changes_once_it_has_begun(client, product):
    campaign = make_campaign(-1)
    join(client, campaign, product)

    response = client.post(page(campaign), {"product": product.pk, "price": "10.000"}, follow=True)
    assertContains(response, "tidak ada lagi yang bisa diubah")
    response = client.post(f"{page(campaign)}mundur/", follow=True)
    assertContains(response, "Kampanye sudah dimulai. Hubungi pengurus")

    assert Participation.objects.standing().exists()
    assert not Offer.objects.exists()


def test_who_withdraws_takes_price_and_turns_along_and_may_come_back(client, campaign, product):
    join(client, campaign, product, "20.000")
    at = campaign.starts_at + timedelta(hours=19)
    slot = make_slot(product, starts_at=at, kind="campaign", campaign=campaign, status="approved", is_open=False)
    waiting = make_participation(campaign)

    client.post(f"{page(campaign)}mundur/")

    row = Participation.objects.get(business=product.business)
    assert row.withdrawn_at
    assert not Offer.objects.exists()
    slot.refresh_from_db()
    assert (slot.business, slot.status) == (waiting.business, "planned")

    join(client, campaign, product)
    row.refresh_from_db()
    assert row.withdrawn_at is None
    assert Participation.objects.count() == 2


def test_withdrawing_twice_is_no_fault(client, campaign, product):
    join(client, campaign, product)

    for _ in range(2):
        response = client.post(f"{page(campaign)}mundur/", follow=True)

    assertContains(response, "Anda tidak ikut kampanye ini")


@pytest.mark.parametrize("state", ["draft", "over", "cancelled", "of others"])
def test_what_one_is_not_invited_to_does_not_exist(client, product, state):
    campaign = make_campaign(
        -20 if state == "over" else 10,
        invited_at=None if state == "draft" else timezone.now(),
        cancelled_at=timezone.now() if state == "cancelled" else None,
        sectors=[Sector.objects.get(slug="kriya")] if state == "of others" else [],
    )

    assert client.get(page(campaign)).status_code == 404
    assert join(client, campaign, product).status_code == 404
    assertNotContains(client.get(LIST), "Harbolnas")


def test_business_that_waits_for_approval_is_not_invited(client, owner):
    make_business(owner, status="submitted")
    campaign = make_campaign()

    assertContains(client.get(LIST), "Begitu usaha Anda aktif")
    assert client.get(page(campaign)).status_code == 404


def test_moderator_helps_an_owner_to_take_part(client, campaign, product):
    helper = make_team_member()
    client.force_login(helper)
    client.post(f"/kelola/usaha/{product.business_id}/pilih/")
    session = client.session
    session["business"] = product.business_id
    session.save()

    join(client, campaign, product)

    row = Participation.objects.get()
    assert (row.business, row.joined_by) == (product.business, helper)


def test_cancelled_campaign_tells_who_took_part_and_lets_them_go(client, campaign, product):
    join(client, campaign, product, "20.000")
    campaign.cancelled_at = timezone.now()
    campaign.save()

    assertContains(client.get(page(campaign)), "Pengurus membatalkan kampanye ini")
    assert Offer.objects.count() == 1


def test_result_of_the_own_product_stands_on_the_page(client, product):
    campaign = make_campaign(-10, 5)
    make_participation(campaign, product)
    first = campaign.first_day
    for days, views in [(-1, 60), (0, 90)]:
        DailyCount.objects.create(product=product, day=first + timedelta(days=days), views=views)
    DailyCount.objects.create(product=make_participation(campaign).product, day=first, views=500)

    response = client.get(page(campaign))

    assert response.context["result"].views.now == 90
    assertContains(response, "kunjungan naik 50%")
    assertContains(client.get(LIST), "Harbolnas")


def test_start_page_invites_until_one_takes_part(client, campaign, product):
    make_product(business=product.business)
    make_product(business=product.business)

    assertContains(client.get("/kelola/"), "Ikut “Harbolnas 12.12”")
    join(client, campaign, product)

    assertNotContains(client.get("/kelola/"), "Ikut “Harbolnas 12.12”")


@pytest.mark.parametrize("item_count", [1, 3])
def test_list_costs_the_same_for_any_number(client, product, item_count, django_assert_num_queries):
    for number in range(item_count):
        make_campaign(5 + number)
        make_participation(make_campaign(20 + number), product)
        make_participation(make_campaign(-20 - number), product)

    # session, person; the business, chosen or own; current; count and page of those over; invitations
    with django_assert_num_queries(QUERIES):
        response = client.get(LIST)

    assert len(response.context["invitations"]) == len(response.context["current"]) == item_count
    assert len(response.context["page"]) == item_count


QUERIES = 11


def test_a_slot_of_a_hidden_product_goes_to_another(campaign, product):
    row = make_participation(campaign, product)
    other = make_participation(campaign)
    at = campaign.starts_at + timedelta(hours=19)
    slot = make_slot(row.product, starts_at=at, kind="campaign", campaign=campaign, is_open=False)
    product.hidden_reason = "Klaim"
    product.save()

    campaign_turns.fill(timezone.now())

    assert Slot.objects.get(pk=slot.pk).business == other.business
