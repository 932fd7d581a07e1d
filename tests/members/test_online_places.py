"""What owners paste as their handles and shop addresses."""

import pytest
from django.core.exceptions import ValidationError

from members.online_places import check_shop_address, check_website, handle_of


@pytest.mark.parametrize(
    ("network", "typed"),
    [
        ("instagram", "dapurbuyani"),
        ("instagram", " @DapurBuYani "),
        ("instagram", "https://www.instagram.com/dapurbuyani/?igsh=abc"),
        ("instagram", "instagram.com/dapurbuyani"),
        ("tiktok", "@dapurbuyani"),
        ("tiktok", "https://www.tiktok.com/@dapurbuyani?_t=1"),
        ("tiktok", "https://www.tiktok.com/@dapurbuyani/video/123"),
    ],
)
def test_handle_is_found_in_what_people_paste(network, typed):
    assert handle_of(network, typed) == "dapurbuyani"


@pytest.mark.parametrize(
    ("network", "typed"),
    [
        ("instagram", "https://www.instagram.com/p/abc/"),
        ("instagram", "https://www.instagram.com/"),
        ("instagram", "https://www.tiktok.com/@dapurbuyani"),
        ("instagram", "https://instagram.com.jahat.id/dapurbuyani"),
        ("instagram", "dapur bu yani"),
        ("instagram", "javascript:alert(1)"),
        ("instagram", "http://[::1/dapur"),
        ("tiktok", "https://vt.tiktok.com/"),
        ("tiktok", "<b>"),
    ],
)
def test_what_is_no_handle_is_refused(network, typed):
    with pytest.raises(ValidationError) as refusal:
        handle_of(network, typed)
    assert refusal.value.code == "invalid_handle"


@pytest.mark.parametrize(
    ("shop", "address"),
    [
        ("shopee", "https://shopee.co.id/dapurbuyani"),
        ("shopee", "https://id.shp.ee/abc"),
        ("tokopedia", "https://www.tokopedia.com/dapurbuyani"),
        ("tiktok_shop", "https://vt.tiktok.com/abc/"),
        ("tiktok_shop", "https://shop-id.tokopedia.com/view/1"),
    ],
)
def test_address_of_the_shop_is_accepted(shop, address):
    check_shop_address(shop, address)


@pytest.mark.parametrize(
    ("shop", "address"),
    [
        ("shopee", "https://www.tokopedia.com/dapurbuyani"),
        ("shopee", "https://shopee.co.id@jahat.id/dapur"),
        ("shopee", "https://notshopee.co.id/dapur"),
        ("tokopedia", "https://tokopedia.com.jahat.id/dapur"),
        ("tiktok_shop", "https://www.tokopedia.com/dapurbuyani"),
        ("tiktok_shop", "ftp://tiktok.com/dapur"),
    ],
)
def test_address_elsewhere_is_refused(shop, address):
    with pytest.raises(ValidationError) as refusal:
        check_shop_address(shop, address)
    assert refusal.value.code == "other_host"


def test_website_may_be_anywhere_but_not_disguised():
    check_website("https://dapurbuyani.id")
    for address in ["ftp://dapurbuyani.id", "https://shopee.co.id@jahat.id", "https://localhost"]:
        with pytest.raises(ValidationError):
            check_website(address)
