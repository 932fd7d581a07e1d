"""Django's admin works under the portal's strict policy."""

import pytest
from playwright.sync_api import expect

from catalogue.models import Product
from tests.factories import make_business, make_superuser


@pytest.mark.browser_context_args(viewport={"width": 1280, "height": 900})
def test_superuser_adds_a_product(page):
    make_superuser(email="admin@contoh.id")
    make_business(name="Dapur Bu Yani")

    page.goto("/admin/")
    page.get_by_label("E-mail").fill("admin@contoh.id")
    page.locator("input[type=password]").fill("kata-sandi-uji")
    page.locator("main").get_by_role("button", name="Masuk", exact=True).click()
    page.goto("/en/admin/catalogue/product/add/")
    choose(page, "business", "Dapur Bu Yani")
    choose(page, "category", "Other")
    page.locator("#id_name").fill("Keripik Pisang")
    page.locator("#id_price").fill("15000")
    page.locator("input[name=_save]").click()

    expect(page.locator(".messagelist .success")).to_be_visible()
    product = Product.objects.get()
    assert (product.name, product.business.name) == ("Keripik Pisang", "Dapur Bu Yani")
    page.goto(f"/en/admin/catalogue/product/{product.pk}/history/")
    expect(page.locator("#change-history")).to_contain_text("admin@contoh.id")


def choose(page, field, name):
    """Pick the row called `name` with the field's search box."""
    page.locator(f".field-{field} .select2-selection").click()
    page.locator(".select2-search__field").fill(name)
    page.get_by_role("option", name=name).first.click()
