"""An owner's turns: the list with what each brought, one turn's page, and what its owner may change about it."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from catalogue.models import DailyCount, Photo
from promotions import planning, slot_life
from promotions.dashboard import Dashboard
from promotions.models import Channel, PlatformLimits, Skip, Slot, Ticket
from promotions.next_steps import Kind
from promotions.turn_results import results
from promotions.turn_words import kind_reason
from tests.factories import make_business, make_photo, make_product, make_team_member, make_user
from tests.promotions.factories import channel, make_portal_slot, make_ready_product, make_slot, make_weekly_slot

pytestmark = pytest.mark.django_db

TURNS = "/kelola/giliran/"
POST = "https://instagram.com/p/contoh/"


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
    return make_ready_product(business, name="Keripik pisang")


def days(number):
    return timezone.now() + timedelta(days=number)


def done_slot(product, days_ago, **fields):
    at = days(-days_ago)
    return make_slot(product, starts_at=at, status="done", done_at=fields.pop("done_at", at), **fields)


def count(product, day, views=0, taps=0, shares=0):
    DailyCount.objects.create(product=product, day=day, views=views, taps=taps, shares=shares)


def url(slot, path=""):
    return f"{TURNS}{slot.pk}/{path}"


def messages_of(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def confirm(client, slot):
    form = client.get(url(slot)).context["form"]
    return client.post(url(slot, "bagus/"), {"product": slot.product_id, "seen": form.digest})


def fresh(slot):
    slot.refresh_from_db()
    return slot


# The list


def test_list_shows_own_turns_alone(client, product):
    mine, past = make_slot(product), done_slot(product, 20, proof_address=POST)
    make_slot(make_ready_product(name="Produk orang"))

    page = client.get(TURNS)

    assert [turn.slot for turn in page.context["coming"]] == [mine]
    assert [turn.slot for turn in page.context["past"]] == [past]
    assertContains(page, POST)
    assertNotContains(page, "Produk orang")


def test_business_without_any_turn_reads_what_will_stand_there(client, business):
    assertContains(client.get(TURNS), "Hasil setiap giliran akan tampil di sini.")


def test_turns_begin_with_an_active_business(client, owner):
    make_business(owner, status="submitted")

    page = client.get(TURNS)

    assertContains(page, "Giliran dimulai setelah usaha Anda aktif")
    assertNotContains(page, "/kelola/giliran/jeda/")


def test_list_tells_the_place_in_each_queue(client, product):
    make_weekly_slot("instagram")
    Ticket.objects.create(channel=channel(), business=product.business, number=7, drawn_on=timezone.localdate())

    (line,) = [line for line in client.get(TURNS).context["lines"] if line.channel.slug == "instagram"]

    assert line.position == 1


def test_turn_that_was_skipped_tells_why_in_kind_words(client, product):
    slot = make_slot(product)
    slot_life.skip(slot, make_team_member(), "Pemilik belum membalas: sudah dihubungi dua kali", False)

    (turn,) = client.get(TURNS).context["past"]

    assert (turn.product, turn.is_own) == (product, False)
    assert turn.reason == "Pengurus belum berhasil menghubungi Anda. sudah dihubungi dua kali"


def test_turn_skipped_too_late_to_be_given_on_is_told_once(client, product):
    slot = make_slot(product, starts_at=days(-0.1))
    slot_life.skip(slot, make_team_member(), "Pengurus tidak sempat", False)

    (turn,) = client.get(TURNS).context["past"]

    assert turn.is_own
    assert Skip.objects.count() == 1


def test_skipped_slot_says_nothing_of_who_has_it_now(client, product):
    slot = make_slot(product)
    slot_life.skip(slot, make_team_member(), "Pengurus tidak sempat", False)
    other = make_ready_product(name="Produk orang")
    Slot.objects.update(business=other.business, product=other)

    page = client.get(TURNS)

    assertContains(page, "Keripik pisang")
    assertNotContains(page, "Produk orang")
    assert client.get(url(slot)).status_code == 404


def test_reason_of_own_words_is_told_as_it_is():
    assert kind_reason("Hujan terus") == "Hujan terus"
    assert kind_reason("The owner does not answer") == "Pengurus belum berhasil menghubungi Anda."


def test_list_is_paged(client, product):
    slots = [done_slot(product, 20 + number) for number in range(12)]

    page = client.get(f"{TURNS}?hal=2")

    assert [turn.slot for turn in page.context["past"]] == slots[10:]


@pytest.mark.parametrize("turn_count", [1, 3])
def test_number_of_queries_does_not_grow(client, product, turn_count, django_assert_num_queries):
    for number in range(turn_count):
        make_slot(product, starts_at=days(1 + number))
        done_slot(product, 20 + number)
        skipped = make_slot(product, starts_at=days(8 + number))
        slot_life.skip(skipped, make_team_member(), "Pengurus tidak sempat", False)
        other = make_ready_product(product.business)
        make_slot(other, starts_at=days(15 + number))
    client.get(TURNS)

    # session, user, the business; guidelines and their channels, products, channels, last slots, awaited slots,
    # requests, photos; past: number, slots, own skips, photos of both, counts; tickets, weekly plan, planned until;
    # of the shell: whose business, two of permissions, others to choose
    with django_assert_num_queries(24):
        client.get(TURNS)


# What a turn brought


def test_week_after_is_compared_with_the_week_before(product):
    slot = done_slot(product, 10)
    first = timezone.localdate(slot.done_at)
    for day, views in [(-8, 100), (-7, 1), (-1, 2), (0, 10), (6, 20), (7, 100)]:
        count(product, first + timedelta(days=day), views=views, taps=views, shares=1)
    count(make_product(), first, views=999)

    result = results([slot], timezone.localdate())[slot.pk]

    assert result.week == {"views": 30, "taps": 30, "shares": 2}
    assert result.before == {"views": 3, "taps": 3, "shares": 2}
    assert result.is_over


@pytest.mark.parametrize(("days_ago", "is_over"), [(6, False), (7, True)])
def test_week_that_is_not_over_says_so(client, product, days_ago, is_over):
    done_slot(product, days_ago)

    assert ("belum genap sepekan" not in client.get(TURNS).content.decode()) is is_over


def test_results_of_many_turns_take_one_query(product, django_assert_num_queries):
    slots = [done_slot(product, 20 + number) for number in range(3)]

    with django_assert_num_queries(1):
        found = results(slots, timezone.localdate())

    assert set(found) == {slot.pk for slot in slots}


def test_turn_whose_product_is_gone_has_no_result(client, product):
    slot = done_slot(product, 20)
    Slot.objects.update(product=None)

    assert results([fresh(slot)], timezone.localdate()) == {}
    assertContains(client.get(TURNS), "Produk yang sudah tidak ada")


# One turn


def test_page_shows_what_will_be_posted_and_why(client, product):
    make_photo(product)
    slot = make_slot(product, caption="Teks untuk Instagram #UMKMLampung")

    page = client.get(url(slot))

    assertContains(page, "Teks untuk Instagram")
    assert len(page.context["card"].photos) == 2
    assertContains(page, "Sudah bagus")


def test_turn_of_another_business_does_not_exist(client, business):
    slot = make_slot()

    for path in ["", "bagus/", "teks/", "produk/", "tukar/"]:
        assert client.get(url(slot, path)).status_code == 404
        assert client.post(url(slot, path)).status_code == (404 if path else 405)
    client.force_login(slot.business.memberships.get().user)
    assert client.get(url(slot)).status_code == 200


def test_suspended_owner_has_no_turns(client, owner):
    suspended = make_business(owner, status="suspended", whatsapp_confirmed_at=timezone.now())
    slot = make_slot(make_ready_product(suspended))

    assert client.get(TURNS).status_code == 403
    assert client.get(url(slot)).status_code == 404
    assert client.post(url(slot, "bagus/")).status_code == 404


@pytest.mark.parametrize("status", ["done", "missed", "skipped"])
def test_settled_turn_is_told_and_cannot_be_changed(client, product, status):
    slot = make_slot(product, starts_at=days(-2), status=status, done_at=days(-2) if status == "done" else None)

    page = client.get(url(slot))

    assertNotContains(page, "Sudah bagus")
    assertNotContains(page, f"{slot.pk}/teks/")
    for path in ["teks/", "produk/", "tukar/"]:
        assertRedirects(client.get(url(slot, path)), url(slot))


def test_turn_whose_time_has_come_cannot_be_changed(client, product):
    slot = make_slot(product, starts_at=days(-0.1), status="approved")

    assertNotContains(client.get(url(slot)), "Sudah bagus")
    for path in ["teks/", "produk/", "tukar/"]:
        assertRedirects(client.post(url(slot, path), {"product": product.pk}), url(slot))
    confirm(client, slot)
    assert fresh(slot).confirmed_at is None


def test_portal_s_turn_has_no_words_of_its_own(client, product):
    slot = make_portal_slot(product, days(2))

    assertNotContains(client.get(url(slot)), f"{slot.pk}/teks/")
    assertRedirects(client.post(url(slot, "teks/"), {"caption": "x"}), url(slot))
    assert fresh(slot).caption == ""


def test_incomplete_product_is_mended_before_it_is_confirmed(client, business):
    slot = make_slot(make_product(business=business))

    page = client.get(url(slot))

    assertContains(page, "Sebelum bisa diunggah:")
    assertNotContains(page, "Sudah bagus")


# Found good


def test_one_tap_finds_it_good(client, owner, product):
    slot = make_slot(product)

    response = confirm(client, slot)

    assertRedirects(response, url(slot))
    assert fresh(slot).confirmed_by == owner
    assert slot_life.is_confirmed(slot)
    assert slot.history.first().history_user == owner
    assertContains(client.get(url(slot)), "Yani menyatakan sudah bagus")
    client.force_login(make_team_member())
    assertContains(client.get(f"/pengurus/jadwal/{slot.pk}/"), "Yani dari usaha itu menyatakan sudah bagus")


def test_reading_finds_nothing_good(client, product):
    slot = make_slot(product)

    assertRedirects(client.get(url(slot, "bagus/")), url(slot))
    assert fresh(slot).confirmed_at is None


def test_confirmation_ends_with_what_was_confirmed(client, product):
    slot = make_slot(product)
    confirm(client, slot)

    product.price += 1_000
    product.save()

    assert not slot_life.is_confirmed(Slot.objects.get())
    assertContains(client.get(url(slot)), "Sudah bagus")


def test_tap_on_what_changed_meanwhile_confirms_nothing(client, product):
    slot = make_slot(product)
    seen = client.get(url(slot)).context["form"].digest
    Photo.objects.all().delete()
    make_photo(product)

    response = client.post(url(slot, "bagus/"), {"product": product.pk, "seen": seen})

    assert messages_of(response) == ["Teks atau gambarnya baru saja diubah. Silakan lihat sekali lagi."]
    assert fresh(slot).confirmed_at is None


def test_tap_on_a_turn_that_went_to_another_product_reads_so(client, business, product):
    slot = make_slot(product)
    seen = client.get(url(slot)).context["form"].digest
    slot_life.assign(slot, make_ready_product(business), make_team_member(name="Rani"))

    response = client.post(url(slot, "bagus/"), {"product": product.pk, "seen": seen})

    assert "Rani mengubah jadwal ini" in messages_of(response)[0]


# Own words


def write(client, slot, caption):
    form = client.get(url(slot, "teks/")).context["form"]
    return client.post(url(slot, "teks/"), {"product": slot.product_id, "before": form.digest, "caption": caption})


def test_own_words_replace_those_of_the_listing(client, owner, product):
    slot = make_slot(product)

    assertRedirects(write(client, slot, "Keripik kami renyah sejak 1998. #Lampung"), url(slot))

    assert fresh(slot).caption == "Keripik kami renyah sejak 1998. #Lampung"
    assert slot_life.has_own_words(slot)
    assert slot.history.first().history_user == owner


def test_own_words_wait_for_somebody_of_the_team(client, product):
    slot = make_slot(product)
    write(client, slot, "Keripik kami renyah.")

    planning.run_due()

    assert fresh(slot).status == "planned"
    client.force_login(make_team_member())
    assert [card.slot for card in client.get("/pengurus/").context["agenda"].to_approve] == [slot]
    assertContains(client.get(f"/pengurus/jadwal/{slot.pk}/"), "Teks ini ditulis Yani dari usaha itu.")


def test_words_of_the_listing_are_approved_as_ever(client, product):
    slot = make_slot(product)
    confirm(client, slot)

    planning.run_due()

    assert fresh(slot).status == "approved"
    assert slot_life.is_confirmed(slot)


def test_own_words_take_an_approval_back_and_the_page_says_so_before(client, product):
    slot = make_slot(product)
    slot_life.approve(slot, make_team_member())

    assertContains(client.get(url(slot, "teks/")), "pengurus harus menyetujuinya lagi")
    write(client, slot, "Keripik kami renyah.")

    assert (fresh(slot).status, slot.approved_by) == ("planned", None)


def test_empty_words_are_those_of_the_listing_again(client, product):
    slot = make_slot(product)
    write(client, slot, "Keripik kami renyah.")

    write(client, slot, "")

    assert fresh(slot).caption == ""
    assert not slot_life.has_own_words(slot)


def test_words_beyond_the_platform_s_limits_are_refused_and_kept(client, product):
    slot = make_slot(product)
    PlatformLimits.objects.filter(channel=slot.channel).update(caption_length=50, hashtags=2)

    page = write(client, slot, "Renyah! #a #b #c " + "y" * 50)

    assert len(page.context["form"].errors["caption"]) == 2
    assertContains(page, "Renyah! #a #b #c")
    assert fresh(slot).caption == ""


def test_of_two_writers_the_second_reads_the_first_one_s_words(client, product):
    slot = make_slot(product)
    before = client.get(url(slot, "teks/")).context["form"].digest
    slot_life.rewrite(Slot.objects.get(), "Teks dari pengurus.", make_team_member())

    page = client.post(url(slot, "teks/"), {"product": product.pk, "before": before, "caption": "Teks saya."})

    assertContains(page, "Teks dari pengurus.")
    assertContains(page, "Teks saya.")


# Another product


def test_another_own_product_keeps_the_turn(client, business, product):
    slot = make_slot(product, status="approved", approved_at=timezone.now())
    second = make_ready_product(business, name="Keripik talas")

    assertContains(client.get(url(slot, "produk/")), "Keripik talas")
    client.post(url(slot, "produk/"), {"product": product.pk, "choice": second.pk})

    assert (fresh(slot).product, slot.kind, slot.status) == (second, "open", "planned")


def test_product_of_another_business_or_not_ready_is_refused(client, business, product):
    slot = make_slot(product)
    not_ready = make_product(business=business, name="Belum siap")

    for choice in [make_ready_product(), not_ready]:
        page = client.post(url(slot, "produk/"), {"product": product.pk, "choice": choice.pk})
        assert page.status_code == 200
        assert page.context["form"].errors["choice"]
    assert fresh(slot).product == product


def test_product_archived_meanwhile_leaves_the_turn(client, product):
    slot = make_slot(product)
    product.status = "archived"
    product.save()

    planning.run_due()

    assert fresh(slot).business is None
    assert client.get(url(slot)).status_code == 404
    assert client.get(TURNS).status_code == 200


def test_turn_on_a_channel_switched_off_is_not_listed(client, product):
    make_slot(product)
    Channel.objects.update(is_active=False)

    page = client.get(TURNS)

    assert page.context["coming"] == []
    assert page.context["lines"] == []


# On the start page


def test_start_page_leads_to_the_turn(client, product):
    slot = make_slot(product)

    page = client.get("/kelola/")

    assertContains(page, f'href="{url(slot)}"')
    assertContains(page, "Lihat gambar dan teks")
    assert Kind.CONFIRM_TURN in [step.kind for step in page.context["dashboard"].steps]


def test_confirmed_turn_is_nothing_to_do(client, product):
    slot = make_slot(product)
    confirm(client, slot)

    assert Kind.CONFIRM_TURN not in [step.kind for step in Dashboard(product.business).steps]


@pytest.mark.parametrize(("days_ago", "is_news"), [(0, True), (7, True), (8, False)])
def test_turn_that_was_posted_is_news_for_a_week(client, product, days_ago, is_news):
    slot = done_slot(product, days_ago)
    make_product(business=product.business)
    make_product(business=product.business)

    steps = {step.kind: step for step in Dashboard(product.business).steps}

    assert (Kind.POSTED in steps) is is_news
    if is_news:
        assert steps[Kind.POSTED].address == url(slot)


def test_pages_speak_english(client, product):
    slot = make_slot(product)

    assertContains(client.get(f"/en{TURNS}"), "Your turns")
    assertContains(client.get(f"/en{url(slot)}"), "As it will be posted")
