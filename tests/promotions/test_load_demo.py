"""The demo community and the generated one."""

from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from pytest_django.asserts import assertContains

from catalogue.demo.community import OWNER, PASSWORD, SUPERUSER, TEAM, Community
from catalogue.models import Offer, Product
from catalogue.photos import rendition_name
from members.models import Business, Licence, Regency, Sector, User
from tests.factories import make_business

pytestmark = pytest.mark.django_db


def load(*args):
    out = StringIO()
    call_command("load_demo", "--without-photos", *args, stdout=out)
    return out.getvalue()


def test_demo_community_has_life_in_every_sector_and_region(client):
    words = load()

    assert all(email in words for email in [OWNER, TEAM, SUPERUSER])
    assert Business.objects.count() == 42
    assert Product.objects.count() == 163
    active = Business.objects.active()
    assert not Sector.objects.exclude(businesses__in=active).exists()
    assert not Regency.objects.of_lampung().exclude(businesses__in=active).exists()
    assert Offer.objects.running().exists()
    assert Licence.objects.in_force().exists()
    assert Business.objects.unclaimed().count() == 4
    assertContains(client.get("/usaha/"), "Dapur Bu Yani")


def test_demo_accounts_have_their_roles(client):
    load()

    assert User.objects.get(email=TEAM).has_perm("members.moderate_business")
    assert User.objects.get(email=SUPERUSER).is_superuser
    assert Business.objects.managed_by(User.objects.get(email=OWNER)).get().name == "Dapur Bu Yani"
    assert client.login(email=OWNER, password=PASSWORD)


def test_demo_draws_what_businesses_and_products_show():
    demo = Community()
    demo.rows = {"businesses": demo.rows["businesses"][:1], "products": demo.rows["products"][:1]}

    demo.load()
    demo.load_pictures(lambda rows, total: rows)

    business, product = Business.objects.get(), Product.objects.get()
    assert business.logo
    assert business.cover
    assert [photo.position for photo in product.photos.all()] == [0, 1]
    for name in [business.logo.name, business.cover.name, product.first_photo.image.name]:
        assert default_storage.exists(name)
        assert default_storage.exists(rendition_name(name, 320))


def test_demo_leaves_a_community_alone():
    make_business()

    with pytest.raises(CommandError):
        load()

    assert Business.objects.count() == 1


def test_generated_community_is_the_same_every_time():
    make_business(name="Sudah Ada")

    load("--businesses", "30", "--products", "120")

    first = list(Product.objects.order_by("pk").values_list("name", "price", "business__name"))
    assert len(first) == 120
    assert Product.objects.published().count() == 120
    Product.objects.all().delete()
    Business.objects.exclude(name="Sudah Ada").delete()
    load("--businesses", "30", "--products", "120")
    assert list(Product.objects.order_by("pk").values_list("name", "price", "business__name")) == first


def test_negative_numbers_are_refused():
    with pytest.raises(CommandError):
        load("--products", "-1")
