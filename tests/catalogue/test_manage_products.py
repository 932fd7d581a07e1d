"""The list of an owner's products: what it shows, and changing several products at once."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from catalogue.models import Product
from members.models import Business, Membership
from tests.catalogue.rows import LIST, listed, row_of, sent, words
from tests.factories import (
    make_business,
    make_offer,
    make_photo,
    make_product,
    make_superuser,
    make_team_member,
    make_user,
)
from tests.promotions.factories import make_ready_product

pytestmark = pytest.mark.django_db

DRAFT, PUBLISHED, ARCHIVED = Product.Status.values


@pytest.fixture
def business():
    return make_business(name="Dapur Bu Yani", whatsapp_confirmed_at=timezone.now())


@pytest.fixture
def owner(client, business):
    user = business.memberships.get().user
    client.force_login(user)
    return user


@pytest.fixture
def product(business):
    return make_product(business=business, name="Keripik", price=25_000)


def save(client, changes, **extra):
    return client.post(LIST, sent(client.get(LIST), changes, **extra), follow=True)


# Who may see it


def test_anonymous_visitor_signs_in_first(client):
    assert client.get(LIST).url == f"/akun/masuk/?next={LIST}"
    assert client.post(LIST).url == f"/akun/masuk/?next={LIST}"


def test_person_without_a_business_is_led_to_one(client):
    client.force_login(make_user())

    assert client.get(LIST).url == reverse("members:business-add")


def test_owner_sees_own_products_alone(client, owner, product):
    make_product()

    assert listed(client.get(LIST)) == [product]


def test_owner_whose_business_waits_sees_so_at_each_product(client):
    business = make_business(status=Business.Status.SUBMITTED)
    make_product(business=business)
    client.force_login(business.memberships.get().user)

    assert "menunggu usaha disetujui" in client.get(LIST).text


def test_owner_of_a_suspended_business_changes_nothing(client, owner, business, product):
    data = sent(client.get(LIST), {(product, "price"): "1000"})
    business.status = Business.Status.SUSPENDED
    business.save()

    assert client.get(LIST).status_code == 403
    assert client.post(LIST, data).status_code == 403
    product.refresh_from_db()
    assert product.price == 25_000


@pytest.mark.parametrize("make_helper", [make_team_member, make_superuser])
def test_helper_changes_prices_under_their_own_name(client, business, product, make_helper):
    helper = make_helper()
    client.force_login(helper)
    client.post(reverse("members:choose-business", args=[business.pk]))

    save(client, {(product, "price"): "27.500"})

    product.refresh_from_db()
    assert product.price == 27_500
    assert product.history.first().history_user == helper


# What it shows


@pytest.mark.parametrize("row_count", [1, 3])
def test_list_asks_the_database_the_same_for_any_number(client, owner, business, row_count, django_assert_num_queries):
    for _ in range(row_count):
        product = make_product(business=business)
        make_photo(product)
        make_offer(product)
    client.get(LIST)

    # session, user, business, permissions (2); count, products, photos, offers, numbers by status;
    # header: business, other businesses; meters: guidelines, their channels, preparation
    with django_assert_num_queries(15):
        page = client.get(LIST)

    assert len(listed(page)) == row_count


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"status": DRAFT}, "draf"),
        ({"status": PUBLISHED}, "terbit"),
        ({"status": ARCHIVED}, "diarsipkan"),
        ({"hidden_reason": "Fotonya milik orang lain"}, "disembunyikan"),
    ],
)
def test_status_is_said_in_words(client, owner, business, fields, expected):
    make_product(business=business, **fields)

    page = client.get(LIST)

    assert f">{expected}</span>" in page.text
    assert fields.get("hidden_reason", "") in page.text


def test_running_and_coming_offers_are_shown(client, owner, business):
    running, coming = make_product(business=business), make_product(business=business)
    make_offer(running, price=20_000)
    now = timezone.now()
    make_offer(
        coming, price=19_000, starts_at=now + timezone.timedelta(days=2), ends_at=now + timezone.timedelta(days=3)
    )
    make_offer(
        coming, price=18_000, starts_at=now - timezone.timedelta(days=3), ends_at=now - timezone.timedelta(days=2)
    )

    text = client.get(LIST).text

    assert "<b>Rp20.000</b> sekarang" in text
    assert "<b>Rp19.000</b> dari" in text
    assert "Rp18.000" not in text


def test_meter_of_each_product_is_shown(client, owner, business, product):
    make_ready_product(business)

    text = client.get(LIST).text

    assert "Siap dipromosikan." in text
    assert re.search(r"muted\">\d dari \d<", text)


def test_empty_list_leads_to_the_first_product(client, owner):
    page = client.get(LIST)

    assert "Belum ada produk" in page.text
    assert f'href="{reverse("catalogue:product-add")}"' in page.text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["hilang", "draf", "terbit", "arsip"]),
        ("?status=terbit", ["terbit"]),
        ("?status=draf", ["draf"]),
        ("?status=arsip", ["arsip"]),
        ("?status=disembunyikan", ["hilang"]),
        ("?q=ERB", ["terbit"]),
        ("?q=tidak", []),
        ("?urut=nama", ["draf", "hilang", "terbit", "arsip"]),
        ("?urut=termurah", ["terbit", "draf", "hilang", "arsip"]),
        ("?urut=entah&status=entah", ["hilang", "draf", "terbit", "arsip"]),
    ],
)
def test_list_is_searched_filtered_and_sorted(client, owner, business, query, expected):
    for name, price, fields in [
        ("arsip", 500, {"status": ARCHIVED}),
        ("terbit", 1_000, {}),
        ("draf", 2_000, {"status": DRAFT}),
        ("hilang", 3_000, {"hidden_reason": "Foto orang lain"}),
    ]:
        make_product(business=business, name=name, price=price, **fields)

    assert [product.name for product in listed(client.get(LIST + query))] == expected


def test_products_to_complete_are_those_with_something_left_on_their_meter(client, owner, business, product):
    make_ready_product(business)
    make_product(business=business, status=ARCHIVED)

    assert listed(client.get(LIST + "?status=perlu-dilengkapi")) == [product]


def test_long_list_comes_in_pages_that_keep_the_filter(client, owner, business):
    for _ in range(25):
        make_product(business=business)

    page = client.get(LIST + "?status=terbit")

    assert len(listed(page)) == 24
    assert "?status=terbit&amp;hal=2" in page.text
    assert len(listed(client.get(LIST + "?status=terbit&hal=2"))) == 1


# Changing several at once


def test_prices_and_availability_of_several_are_saved_at_once(client, owner, business, product):
    second, third = make_product(business=business, price=30_000), make_product(business=business, price=40_000)

    page = save(
        client,
        {(product, "price"): "Rp27.500", (second, "price"): "31000", (third, "availability"): "sold_out"},
    )

    assert [(each.price, each.availability) for each in Product.objects.order_by("pk")] == [
        (27_500, "ready"),
        (31_000, "ready"),
        (40_000, "sold_out"),
    ]
    assert words(page) == ["3 produk tersimpan."]
    assert product.history.first().history_user == owner


def test_untouched_row_is_not_written(client, owner, product):
    updated_at, versions = product.updated_at, product.history.count()

    save(client, {})

    product.refresh_from_db()
    assert (product.updated_at, product.history.count()) == (updated_at, versions)


def test_right_rows_are_saved_and_wrong_ones_keep_what_was_typed(client, owner, business, product):
    wrong = make_product(business=business, price=30_000)

    page = save(
        client, {(product, "price"): "26.000", (wrong, "price"): "seratus", (wrong, "availability"): "preorder"}
    )

    product.refresh_from_db()
    wrong.refresh_from_db()
    assert (product.price, wrong.price, wrong.availability) == (26_000, 30_000, "ready")
    row = row_of(page, wrong)
    assert (row["price"].value(), row["availability"].value()) == ("seratus", "preorder")
    assert row.errors == {"price": ["Tulis dengan angka, misalnya 185000."]}
    assert listed(page)[0] == wrong
    assert words(page) == ["1 produk tersimpan.", "1 produk belum tersimpan. Lihat di bawah."]
    assert "Yang benar langsung tersimpan" in page.text


def test_saving_again_what_was_refused_works(client, owner, product):
    page = save(client, {(product, "price"): "seratus"})

    client.post(LIST, sent(page, {(product, "price"): "100.000"}))

    product.refresh_from_db()
    assert product.price == 100_000


@pytest.mark.parametrize("typed", ["", "0", "-5", "27.5", "1000000001", "Rp", "9" * 5_000])
def test_what_is_no_price_is_refused(client, owner, product, typed):
    page = save(client, {(product, "price"): typed})

    assert list(row_of(page, product).errors) == ["price"]
    product.refresh_from_db()
    assert product.price == 25_000


def test_draft_may_stay_without_price(client, owner, business):
    draft = make_product(business=business, status=DRAFT, price=None, name="")

    page = save(client, {(draft, "availability"): "preorder"})

    draft.refresh_from_db()
    assert (draft.price, draft.availability) == (None, "preorder")
    assert "Produk tanpa nama" in page.text


def test_second_save_of_one_row_is_refused_and_marked_and_others_are_saved(client, owner, business, product):
    other = make_product(business=business, price=30_000)
    opened = client.get(LIST)
    mine = sent(opened, {(product, "price"): "24.000", (other, "price"): "31.000"})
    client.post(LIST, sent(opened, {(product, "price"): "28.000"}))

    page = client.post(LIST, mine)

    product.refresh_from_db()
    other.refresh_from_db()
    assert (product.price, other.price) == (28_000, 31_000)
    row = row_of(page, product)
    assert [error.code for error in row.errors["price"].as_data()] == ["changed_meanwhile"]
    assert "Rp28.000" in row.errors["price"][0]
    assert row["price"].value() == "24.000"

    client.post(LIST, sent(page))
    product.refresh_from_db()
    assert product.price == 24_000


def test_row_that_only_others_changed_is_left_alone(client, owner, business, product):
    other = make_product(business=business, price=30_000)
    opened = client.get(LIST)
    client.post(LIST, sent(opened, {(other, "price"): "33.000"}))

    page = client.post(
        LIST, sent(opened, {(product, "price"): "26.000"}, pilih=[str(other.pk)], aksi="habis"), follow=True
    )

    other.refresh_from_db()
    product.refresh_from_db()
    assert (product.price, other.price, other.availability) == (26_000, 33_000, "sold_out")
    assert other.history.first().price == 33_000
    assert row_of(page, other).errors == {}


def test_sending_the_same_again_changes_nothing(client, owner, product):
    data = sent(client.get(LIST), {(product, "price"): "26.000"})
    client.post(LIST, data)
    versions = product.history.count()

    assert client.post(LIST, data).status_code == 302
    assert product.history.count() == versions


@pytest.mark.parametrize("field", ["baris", "pilih"])
def test_foreign_product_makes_the_page_unfound_and_nothing_changes(client, owner, product, field):
    foreign = make_product(price=50_000)
    data = sent(client.get(LIST), {(product, "price"): "26.000"}, aksi="arsip")
    data[field] = [*data.get(field, []), str(foreign.pk)]
    data |= {f"{foreign.pk}-price": "1", f"{foreign.pk}-availability": "ready", f"{foreign.pk}-seen": "{}"}

    assert client.post(LIST, data).status_code == 404

    assert [each.price for each in Product.objects.order_by("pk")] == [25_000, 50_000]
    assert not Product.objects.filter(status=ARCHIVED).exists()


@pytest.mark.parametrize("text", ["entah", "0", "-1", "9" * 30, "1.5", ""])
def test_row_that_is_no_id_is_not_found(client, owner, product, text):
    assert client.post(LIST, {"baris": [text]}).status_code == 404


def test_product_of_another_own_business_is_not_in_this_list(client, owner, product):
    other = make_product(business=make_business(owner))

    assert client.post(LIST, {"baris": [str(other.pk)]}).status_code == 404


def test_extra_fields_change_nothing(client, owner, product):
    foreign = make_product(price=50_000)
    extra = {f"{product.pk}-name": "X", f"{product.pk}-hidden_reason": "X", f"{product.pk}-status": ARCHIVED}
    extra |= {f"{foreign.pk}-price": "1", "status": ARCHIVED, "aksi": "entah"}

    save(client, {(product, "price"): "26.000"}, **extra)

    product.refresh_from_db()
    foreign.refresh_from_db()
    assert (product.price, product.name, product.status, product.hidden_reason) == (26_000, "Keripik", PUBLISHED, "")
    assert foreign.price == 50_000


def test_looking_changes_nothing(client, owner, product):
    client.get(LIST, sent(client.get(LIST), {(product, "price"): "1"}, pilih=[str(product.pk)], aksi="arsip"))

    product.refresh_from_db()
    assert (product.price, product.status) == (25_000, PUBLISHED)


def test_save_comes_back_to_the_same_part_of_the_list(client, owner, product):
    address = f"{LIST}?status=terbit&urut=nama"

    response = client.post(address, sent(client.get(address), {(product, "price"): "26.000"}))

    assert response.url == address


# What is done with the chosen ones


@pytest.mark.parametrize(
    ("act", "field", "value", "said"),
    [
        ("habis", "availability", "sold_out", "2 produk ditandai habis."),
        ("siap", "availability", "ready", "2 produk ditandai siap kirim."),
        ("arsip", "status", ARCHIVED, "2 produk diarsipkan."),
    ],
)
def test_chosen_products_are_changed_together(client, owner, business, act, field, value, said):
    chosen = [make_product(business=business, availability="preorder") for _ in range(2)]
    make_product(business=business, availability="preorder")

    page = save(client, {}, pilih=[str(product.pk) for product in chosen], aksi=act)

    assert set(Product.objects.filter(**{field: value})) == set(chosen)
    assert words(page) == [said]
    assert chosen[0].history.first().history_user == owner


def test_what_was_typed_is_saved_along(client, owner, business, product):
    other = make_product(business=business)

    page = save(client, {(product, "price"): "26.000"}, pilih=[str(product.pk), str(other.pk)], aksi="habis")

    product.refresh_from_db()
    assert (product.price, product.availability) == (26_000, "sold_out")
    assert words(page) == ["1 produk tersimpan.", "2 produk ditandai habis."]


def test_refused_row_is_not_acted_on_and_stays_chosen(client, owner, business, product):
    page = save(client, {(product, "price"): "seratus"}, pilih=[str(product.pk)], aksi="arsip")

    product.refresh_from_db()
    assert product.status == PUBLISHED
    assert [is_chosen for _product, _row, is_chosen in page.context["rows"]] == [True]


def test_only_complete_products_are_published_again_and_the_others_say_why_not(client, owner, business):
    ready = make_product(business=business, status=ARCHIVED)
    make_photo(ready)
    bare = make_product(business=business, status=DRAFT, price=None, name="Lempok")

    page = save(client, {}, pilih=[str(ready.pk), str(bare.pk)], aksi="terbit")

    assert [Product.objects.get(pk=each.pk).status for each in (ready, bare)] == [PUBLISHED, DRAFT]
    assert words(page) == [
        "1 produk diterbitkan.",
        "Lempok belum terbit. Cantumkan harga. Tambah paling sedikit satu foto.",
    ]


def test_nothing_is_published_before_the_whatsapp_number_was_tried(client, owner, business):
    business.whatsapp_confirmed_at = None
    business.save()
    product = make_product(business=business, status=ARCHIVED)
    make_photo(product)

    page = save(client, {}, pilih=[str(product.pk)], aksi="terbit")

    product.refresh_from_db()
    assert product.status == ARCHIVED
    assert "Buka WhatsApp Anda" in words(page)[0]


def test_act_without_a_choice_asks_for_one(client, owner, product):
    page = save(client, {}, aksi="arsip")

    assert words(page) == ["Pilih dulu produknya: ketuk kotak di setiap produk."]


def test_editor_of_a_business_may_change_its_products(client, business, product):
    editor = make_user()
    Membership.objects.create(user=editor, business=business, role=Membership.Role.EDITOR)
    client.force_login(editor)

    save(client, {(product, "price"): "26.000"})

    product.refresh_from_db()
    assert product.price == 26_000


def test_hidden_product_is_not_called_ready_to_be_promoted(client, owner, business):
    product = make_product(business=business)

    shown = client.get(LIST).text
    product.hidden_reason = "Klaim tidak benar"
    product.save()
    hidden = client.get(LIST).text

    assert "meter" in shown
    assert "meter" not in hidden.replace("css/meter.css", "")
