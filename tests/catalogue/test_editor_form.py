"""An owner's form for a product: what it accepts, what it keeps of the typing, and when it publishes."""

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from catalogue.models import Category, Offer, Product, Typing
from members.models import Membership
from tests.catalogue.editors import ROLES, make_draft, make_ready_business, owner_of, person, sent
from tests.factories import make_business, make_offer, make_photo, make_product, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def product(client):
    product = make_product(business=make_ready_business(), name="Keripik pisang", category=kind("keripik-kerupuk"))
    make_photo(product)
    client.force_login(owner_of(product.business))
    return product


@pytest.fixture
def draft(client):
    draft = make_draft()
    make_photo(draft)
    client.force_login(owner_of(draft.business))
    return draft


def kind(slug):
    return Category.objects.get(slug=slug)


def path(product, rest=""):
    return f"/kelola/produk/{product.pk}/{rest}"


def save(client, product, **typed):
    return client.post(path(product), sent(product, **typed))


def publish(client, product, **typed):
    return client.post(path(product), sent(product, **typed) | {"terbitkan": "1"})


def errors(response):
    return {name: [error.code for error in found.data] for name, found in response.context["form"].errors.items()}


# What it accepts


def test_everything_is_saved_as_typed(client, product):
    response = save(
        client,
        product,
        name="  Keripik   pisang kepok ",
        price="Rp 27.500",
        unit="250 g",
        category=kind("camilan").pk,
        description="Renyah.\r\n\r\nTahan dua bulan.\r\n",
        options="Cokelat, Keju\nBalado, Keju",
        availability="preorder",
        lead_time_days="3",
        minimum_order="2",
        shopee="https://shopee.co.id/dapur/1",
        tokopedia="tokopedia.com/dapur/2",
        tiktok_shop="https://vt.tiktok.com/ab/",
    )

    assertRedirects(response, path(product))
    product.refresh_from_db()
    assert (product.name, product.slug, product.price, product.unit) == (
        "Keripik pisang kepok",
        "keripik-pisang-kepok",
        27_500,
        "250 g",
    )
    assert (product.category.slug, product.description) == ("camilan", "Renyah.\n\nTahan dua bulan.")
    assert product.options == ["Cokelat", "Keju", "Balado"]
    assert (product.availability, product.lead_time_days, product.minimum_order) == ("preorder", 3, 2)
    assert (product.shopee, product.tokopedia, product.tiktok_shop) == (
        "https://shopee.co.id/dapur/1",
        "https://tokopedia.com/dapur/2",
        "https://vt.tiktok.com/ab/",
    )
    assert product.history.first().history_user == owner_of(product.business)


@pytest.mark.parametrize(
    ("typed", "price"),
    [("27500", 27500), ("27.500", 27500), ("Rp27.500,-", 27500), ("27rb", 27000), ("27,5 ribu", 27500), ("15k", 15000)],
)
def test_price_is_read_as_people_write_it(client, product, typed, price):
    save(client, product, price=typed)

    product.refresh_from_db()
    assert product.price == price


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"price": "seratus"}, "Tulis dengan angka, misalnya 185000."),
        ({"price": "0"}, "Harus lebih dari nol."),
        ({"price": "27.5"}, "Tulis dengan angka"),
        ({"price": ""}, "Cantumkan harga."),
        ({"name": ""}, "Beri nama produk ini."),
        ({"name": "a" * 201}, "paling banyak 200 karakter"),
        ({"lead_time_days": "tiga"}, "Tulis dengan angka, misalnya 3."),
        ({"minimum_order": "1000"}, "Paling banyak 999."),
        ({"minimum_order": "0"}, "Paling sedikit 1."),
        ({"shopee": "https://shopee.co.id.jahat.example/x"}, "Ini bukan alamat di shopee.co.id."),
        ({"tokopedia": "https://evil.example/tokopedia.com"}, "Ini bukan alamat di tokopedia.com."),
        ({"tiktok_shop": "ftp://tiktok.com/x"}, "Ini bukan alamat di tiktok.com."),
        ({"shopee": "javascript:alert(1)"}, "Tautan ini belum benar."),
        ({"options": ",".join(str(number) for number in range(40))}, "30"),
        ({"description": "a" * 5001}, "5000"),
        ({"category": "999999"}, "pilihan"),
        ({"availability": "mungkin"}, "mungkin"),
    ],
)
def test_mistake_is_told_at_the_field_and_nothing_is_lost_or_saved(client, product, typed, message):
    before = Product.objects.values().get()

    response = save(client, product, unit="Ketikan lain", **typed)

    assert set(errors(response)) == set(typed)
    assertContains(response, message)
    assertContains(response, "Ketikan lain")
    assert Product.objects.values().get() == before
    # The next visit shows it again.
    again = client.get(path(product))
    assertContains(again, "Ketikan lain")
    assertContains(again, message)
    assertContains(again, "Ada isian yang belum disimpan.")


def test_extra_fields_change_nothing(client, product):
    other = make_business()
    extra = {
        "business": other.pk,
        "status": "archived",
        "hidden_reason": "Curang",
        "slug": "curang",
        "source": "curang",
        "external_id": "curang",
        "published_at": "2020-01-01",
        "review_asked_at": "2020-01-01",
    }
    before = Product.objects.values(*extra).get()

    client.post(path(product), sent(product) | extra)

    assert Product.objects.values(*extra).get() == before


def test_price_below_a_running_offer_ends_it_and_says_so(client, product):
    offer = make_offer(product, price=20_000)

    response = client.post(path(product), sent(product, price="18.000"), follow=True)

    assertContains(response, "Harga khusus Rp20.000 untuk")
    assert not Offer.objects.running().filter(pk=offer.pk).exists()


# The category


def test_category_left_open_is_chosen_by_the_name(client, draft):
    assert sent(draft)["category"] == ""

    save(client, draft, name="Kopi bubuk robusta")

    draft.refresh_from_db()
    assert draft.category.slug == "kopi"


def test_own_choice_of_category_stays(client, draft):
    save(client, draft, name="Kopi bubuk robusta", category=kind("lainnya").pk)
    draft.refresh_from_db()
    assert draft.category.slug == "lainnya"

    save(client, draft, name="Kopi bubuk robusta", category=kind("camilan").pk)
    save(client, draft, name="Kopi lain")
    draft.refresh_from_db()
    assert draft.category.slug == "camilan"


def test_suggestion_is_asked_for_while_typing(client, draft):
    address = "/kelola/produk/saran-kategori/"

    found = client.get(address, {"nama": "kopi bubuk"}).json()
    nothing = client.get(address, {"nama": "zzz"}).json()

    assert found == {"pk": kind("kopi").pk, "name": "Kopi"}
    assert nothing == {"pk": None, "name": None}
    assert Client().get(address).status_code == 302
    assert client.post(address).status_code == 405


# Typing


def keep(client, product, **typed):
    return client.post(path(product, "ketikan/"), sent(product, **typed))


def test_typing_is_kept_right_or_wrong_and_never_shown_to_others(client, product):
    assert keep(client, product, name="Rahasia", price="sera").status_code == 204

    assertContains(client.get(path(product)), 'value="sera"')
    assert Product.objects.get().name == "Keripik pisang"
    public = Client().get(product.get_absolute_url())
    assertNotContains(public, "Rahasia")
    assertNotContains(Client().get("/produk/"), "Rahasia")


def test_typings_of_two_people_do_not_mix(client, product):
    second = make_user()
    Membership.objects.create(user=second, business=product.business)
    keep(client, product, name="Punya pertama")
    client.force_login(second)

    assertNotContains(client.get(path(product)), "Punya pertama")
    keep(client, product, name="Punya kedua")

    assert {typing.user: typing.data["name"] for typing in Typing.objects.all()} == {
        owner_of_first(product): "Punya pertama",
        second: "Punya kedua",
    }


def owner_of_first(product):
    return product.business.memberships.order_by("pk").first().user


def test_what_equals_the_saved_is_no_typing(client, product):
    keep(client, product, name="Lain")
    keep(client, product)

    assert not Typing.objects.exists()


def test_late_note_of_what_was_saved_is_not_kept(client, product):
    typed = sent(product, name="Keripik baru", price="30.000", description="Satu\r\nDua")
    client.post(path(product), typed)

    client.post(path(product, "ketikan/"), typed)

    assert not Typing.objects.exists()


@pytest.mark.parametrize("act", [save, publish])
def test_saving_clears_the_typing(client, product, act):
    keep(client, product, name="Lain")

    act(client, product, name="Lain")

    assert not Typing.objects.exists()
    assertNotContains(client.get(path(product)), "Ada isian yang belum disimpan.")


def test_typing_is_discarded_on_request(client, product):
    keep(client, product, name="Lain")

    response = client.post(path(product, "ketikan/buang/"), sent(product, name="Lain"))

    assertRedirects(response, path(product))
    assert not Typing.objects.exists()


def test_endless_typing_is_cut_and_unknown_fields_are_dropped(client, product):
    client.post(
        path(product, "ketikan/"), sent(product, description="a" * 50_000) | {"business": "1", "alt-999": "x", "y": "z"}
    )

    data = Typing.objects.get().data
    assert len(data["description"]) == 10_000
    assert not {"business", "alt-999", "y", "csrfmiddlewaretoken"} & set(data)


def test_words_about_a_photo_are_typing_too(client, product):
    photo = product.photos.get()

    keep(client, product, **{f"alt-{photo.pk}": "Dari dekat", f"alt-{photo.pk}-was": photo.alt})

    assertContains(client.get(path(product)), 'value="Dari dekat"')
    assert product.photos.get().alt == photo.alt


# Two at once


def test_second_save_is_refused_once_and_marks_what_the_other_changed(client, product):
    mine = sent(product, name="Nama saya")
    save(client, product, price="30.000", options="Keju, Balado")

    response = client.post(path(product), mine)

    assert errors(response) == {"price": ["changed_meanwhile"], "options": ["changed_meanwhile"]}
    assertContains(response, "Rp30.000")
    assertContains(response, "Keju, Balado")
    assertContains(response, "Nama saya")
    assert Product.objects.get().name == "Keripik pisang"
    form = response.context["form"]
    again = client.post(path(product), {name: form[name].value() for name in form.fields if form[name].value()})
    assert again.status_code == 302
    product.refresh_from_db()
    assert (product.name, product.price) == ("Nama saya", 25_000)


def test_typing_kept_before_another_saved_is_marked_too(client, product):
    keep(client, product, name="Nama saya")
    Product.objects.update(price=31_000)

    response = client.get(path(product))

    assert errors(response) == {"price": ["changed_meanwhile"]}
    assertContains(response, "Rp31.000")
    assertContains(response, "Nama saya")


# Publishing


def test_complete_draft_is_published(client, draft):
    response = client.post(
        path(draft), sent(draft, name="Keripik pisang", price="27.500") | {"terbitkan": "1"}, follow=True
    )

    assertContains(response, "Pembeli sudah bisa melihatnya.")
    draft.refresh_from_db()
    assert (draft.status, draft.category.slug) == ("published", "keripik-kerupuk")
    assert draft.published_at
    assertContains(Client().get(draft.get_absolute_url()), "Rp27.500")


@pytest.mark.parametrize(
    ("lack", "message"),
    [
        ("name", "Beri nama produk ini."),
        ("price", "Cantumkan harga."),
        ("photo", "Tambah paling sedikit satu foto."),
        ("whatsapp", "isi nomor WhatsApp Anda dulu"),
        ("confirmation", "Buka WhatsApp"),
    ],
)
def test_what_is_missing_is_said_and_the_rest_is_saved(client, draft, lack, message):
    if lack == "photo":
        draft.photos.all().delete()
    business = draft.business
    if lack in {"whatsapp", "confirmation"}:
        business.whatsapp_confirmed_at = None
        business.whatsapp = "" if lack == "whatsapp" else business.whatsapp
        business.save()
    typed = {"name": "Keripik", "price": "27500", "unit": "250 g"} | ({lack: ""} if lack in {"name", "price"} else {})

    response = publish(client, draft, **typed)

    assertContains(response, message)
    draft.refresh_from_db()
    assert (draft.status, draft.published_at, draft.unit) == ("draft", None, "250 g")
    if lack in {"whatsapp", "confirmation"}:
        assertContains(response, '<a href="/kelola/usaha/">')
    # The form can be sent again as it stands.
    assert response.context["form"]["seen"].value() == sent(draft)["seen"]


def test_published_before_its_business_is_approved(client, draft):
    draft.business.status = "submitted"
    draft.business.save()

    response = client.post(path(draft), sent(draft, name="Keripik", price="1000") | {"terbitkan": "1"}, follow=True)

    assertContains(response, "tampil begitu usaha Anda disetujui")
    draft.refresh_from_db()
    assert draft.status == "published"
    assert Client().get(draft.get_absolute_url()).status_code == 410


def test_imported_product_that_lacks_things_can_still_be_corrected(client):
    product = make_product(business=make_business(whatsapp=""))
    client.force_login(owner_of(product.business))

    assert save(client, product, price="26.000").status_code == 302
    product.refresh_from_db()
    assert (product.status, product.price) == ("published", 26_000)


def test_hidden_product_says_why_and_can_be_mended(client, product):
    Product.objects.update(hidden_reason="Fotonya bukan milik Anda")

    assertContains(client.get(path(product)), "Fotonya bukan milik Anda")
    response = client.post(path(product), sent(product, name="Keripik jujur"), follow=True)

    assertContains(response, "Pengurus menyembunyikannya")
    assert Client().get(product.get_absolute_url()).status_code == 410
    product.refresh_from_db()
    assert (product.name, product.hidden_reason) == ("Keripik jujur", "Fotonya bukan milik Anda")


# Who


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_only_who_manages_the_business_opens_its_products(client, role, method):
    product = make_product(business=make_ready_business(), name="Keripik lama")
    fields = sent(product, name="Keripik baru")
    user = person(role, product.business)
    if user:
        client.force_login(user)

    response = getattr(client, method)(path(product), fields)

    expected = 302 if ROLES[role] == 200 and method == "post" else ROLES[role]
    assert response.status_code == expected
    assert (Product.objects.get(pk=product.pk).name == "Keripik baru") == (ROLES[role] == 200 and method == "post")


@pytest.mark.parametrize("role", ["anonymous", "other owner", "suspended"])
@pytest.mark.parametrize("rest", ["ketikan/", "ketikan/buang/"])
def test_strangers_leave_no_typing(client, role, rest):
    product = make_product(business=make_ready_business())
    fields = sent(product, name="Curang")
    user = person(role, product.business)
    if user:
        client.force_login(user)

    assert client.post(path(product, rest), fields).status_code == ROLES[role]
    assert not Typing.objects.exists()


def test_form_needs_its_token(product):
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner_of(product.business))

    assert client.post(path(product), sent(product, name="x")).status_code == 403


@pytest.mark.parametrize("photos", [1, 3])
def test_form_costs_the_same_for_any_number_of_photos(client, product, photos, django_assert_num_queries):
    for _ in range(photos - 1):
        make_photo(product)

    # session, user; product, typing, photos; categories; guidelines, their channels, the product against them;
    # whose pages these are: permissions, business, membership, other businesses
    with django_assert_num_queries(13):
        client.get(path(product))


def test_english_owner_reads_english(client, product):
    response = client.get(f"/en{path(product)}")

    assertContains(response, "Save changes")
    assertContains(response, "Product name")
