"""What is counted, for which day, and that no count is lost or written twice on its way to the database."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime

import pytest
from django.conf import settings
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone

from catalogue import counting
from catalogue.counting import Tally, count_share, count_tap, count_view, flush, tally
from catalogue.models import DailyCount, Product
from tests.factories import make_business, make_product

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_counted")]

TODAY = date(2026, 11, 23)
PHONE = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/139.0.0.0 Mobile Safari/537.36"


@pytest.fixture
def visit(client):
    """GET a path as a shopper's phone does."""
    return lambda path, **headers: client.get(path, headers={"User-Agent": PHONE, **headers})


def someones_request(**headers):
    return RequestFactory().get("/", headers={"User-Agent": PHONE, **headers})


def counted():
    """All that was counted: (product or business, day, views, taps, shares)."""
    flush()
    return {
        (count.product or count.business, count.day, count.views, count.taps, count.shares)
        for count in DailyCount.objects.select_related("product", "business")
    }


def test_product_page_and_its_whatsapp_link_count_for_the_product(visit):
    product = make_product()

    visit(product.get_absolute_url())
    visit(product.get_absolute_url())
    visit(f"/produk/{product.pk}/wa/?tanya=1")

    assert counted() == {(product, timezone.localdate(), 2, 1, 0)}


def test_business_page_and_its_whatsapp_link_count_for_the_business(visit):
    business = make_business()

    visit(business.get_absolute_url())
    visit(f"/usaha/{business.slug}/wa/")

    assert counted() == {(business, timezone.localdate(), 1, 1, 0)}


def test_page_that_shows_nothing_is_not_counted(visit):
    draft = make_product(status="draft")
    gone = make_product(status="archived", published_at=timezone.now())
    product = make_product()

    for path in [draft.get_absolute_url(), gone.get_absolute_url(), f"/produk/{product.pk}-lama/", "/produk/999/wa/"]:
        visit(path)

    assert counted() == set()


def test_counting_asks_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        count_view(someones_request(), product=1)


def test_same_key_of_product_and_business_are_two(visit):
    product = make_product(pk=7001)
    business = make_business(pk=7001)

    count_view(someones_request(), product=7001)
    count_view(someones_request(), business=7001)
    count_share(someones_request(), business=7001)

    assert counted() == {(product, timezone.localdate(), 1, 0, 0), (business, timezone.localdate(), 1, 0, 1)}


def test_later_counts_are_added_to_the_days_row():
    product = make_product()
    DailyCount.objects.create(product=product, day=timezone.localdate(), views=40, taps=3, shares=2)

    count_view(someones_request(), product=product.pk)
    flush()
    count_tap(someones_request(), product=product.pk)

    assert counted() == {(product, timezone.localdate(), 41, 4, 2)}


@pytest.mark.parametrize(
    ("instant", "day"), [("2026-11-23T16:59:59+00:00", 23), ("2026-11-23T17:00:00+00:00", 24)], ids=["before", "after"]
)
def test_day_ends_at_midnight_in_lampung(monkeypatch, instant, day):
    monkeypatch.setattr(timezone, "now", lambda: datetime.fromisoformat(instant))
    product = make_product()

    count_view(someones_request(), product=product.pk)

    assert counted() == {(product, date(2026, 11, day), 1, 0, 0)}


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 AppleWebKit/537.36 (compatible; bingbot/2.0) Chrome/116.0.1938.76 Safari/537.36",
        "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X) Chrome/139.0.0.0 Mobile Safari/537.36 (compatible; GoogleOther)",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/139.0.0.0 Safari/537.36",
        "WhatsApp/2.25.20.79 A",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "TelegramBot (like TwitterBot)",
        "curl/8.5.0",
        "python-requests/2.32.3",
        "Go-http-client/2.0",
        "UptimeRobot/2.0",
    ],
)
def test_robots_are_not_counted(agent):
    count_view(someones_request(**{"User-Agent": agent}), product=make_product().pk)

    assert counted() == set()


@pytest.mark.parametrize(
    "agent",
    [
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 "
        "Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Linux; Android 9; CUBOT_NOTE_7) AppleWebKit/537.36 Chrome/120.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Mobile/15E148 Instagram 389.0.0.44",
        "Mozilla/5.0 (Linux; Android 14; SM-A155F; wv) Chrome/138.0.0.0 Mobile [FB_IAB/FB4A;FBAV/520.0.0.38;]",
        "Mozilla/5.0 (Linux; Android 13; V2206) Chrome/138.0.0.0 Mobile musical_ly_2023900030 BytedanceWebview",
        "Opera/9.80 (Android; Opera Mini/36.2.2254/119.132; U; id) Presto/2.12.423 Version/12.16",
        "UCWEB/2.0 (MIDP-2.0; U; Adr 10; id; CPH1909) U2/1.0.0 UCBrowser/13.4.0 U2/1.0.0 Mobile",
    ],
)
def test_phones_and_browsers_inside_apps_are_counted(agent):
    product = make_product()

    count_view(someones_request(**{"User-Agent": agent}), product=product.pk)

    assert counted() == {(product, timezone.localdate(), 1, 0, 0)}


@pytest.mark.parametrize(
    "header",
    [{"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}, {"X-Purpose": "preview"}, {"X-Moz": "prefetch"}],
)
def test_pages_loaded_in_advance_are_not_counted(visit, header):
    visit(make_product().get_absolute_url(), **header)

    assert counted() == set()


def test_head_request_is_not_counted(client):
    client.head(make_product().get_absolute_url(), headers={"User-Agent": PHONE})

    assert counted() == set()


def test_deleted_product_leaves_the_others_counts():
    deleted, kept = make_product(), make_product()
    for product in [deleted, kept]:
        count_view(someones_request(), product=product.pk)

    Product.objects.filter(pk=deleted.pk).delete()

    assert counted() == {(kept, timezone.localdate(), 1, 0, 0)}


def rename_table(old, new):
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {old} RENAME TO {new}")


def test_counts_wait_while_the_database_cannot_take_them():
    product = make_product()
    count_view(someones_request(), product=product.pk)

    rename_table("catalogue_dailycount", "elsewhere")
    flush()
    count_view(someones_request(), product=product.pk)
    rename_table("elsewhere", "catalogue_dailycount")

    assert counted() == {(product, timezone.localdate(), 2, 0, 0)}
    assert counted() == {(product, timezone.localdate(), 2, 0, 0)}


def test_waiting_counts_are_bounded(monkeypatch):
    monkeypatch.setattr(counting, "MOST", 2)
    products = [make_product() for _ in range(3)]

    for product in [*products, products[0]]:
        count_view(someones_request(), product=product.pk)

    assert {(product, views) for product, _day, views, *_rest in counted()} == {(products[0], 2), (products[1], 1)}


def test_threads_of_a_worker_lose_nothing():
    products = [make_product() for _ in range(4)]
    visits = [product.pk for product in products] * 500

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda key: count_view(someones_request(), product=key), visits))

    assert counted() == {(product, timezone.localdate(), 500, 0, 0) for product in products}


@pytest.mark.django_db(transaction=True)
def test_workers_that_write_the_same_rows_at_once_lose_nothing():
    products = [make_product() for _ in range(5)]

    def work(order):
        worker = Tally()
        for _ in range(20):
            for product in products[::order]:
                worker.add(("product", product.pk, TODAY, "views"))
            worker.flush()
        connection.close()

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(work, [1, -1, 1, -1]))

    assert counted() == {(product, TODAY, 80, 0, 0) for product in products}


WORKER = """
import datetime, os, sys, time
import django

django.setup()
from django.conf import settings
from catalogue.counting import tally

settings.COUNTS_FLUSH_SECONDS = float(sys.argv[2])
for _ in range(1_000):
    tally.add(("product", int(sys.argv[1]), datetime.date(2026, 11, 23), "views"))
"""
KILLED_ONCE_WRITTEN = """
while tally.counts:
    time.sleep(0.05)
with tally.writing:
    os._exit(0)
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("seconds", "end"), [("60", ""), ("0.2", KILLED_ONCE_WRITTEN)], ids=["at exit", "within seconds"]
)
def test_processes_write_what_they_counted(seconds, end):
    product = make_product()
    database = connection.settings_dict
    address = f"{database['USER']}@{database['HOST']}:{database['PORT']}" if database["USER"] else ""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "unk_portal.settings",
        "DATABASE_URL": f"{'postgres' if address else 'sqlite'}://{address}/{database['NAME']}",
    }

    command = [sys.executable, "-c", WORKER + end, str(product.pk), seconds]
    workers = [subprocess.Popen(command, env=environment, cwd=settings.BASE_DIR) for _ in range(2)]

    assert [worker.wait(30) for worker in workers] == [0, 0]
    assert counted() == {(product, TODAY, 2_000, 0, 0)}


def test_forked_worker_begins_with_nothing():
    count_view(someones_request(), product=1)

    child = os.fork()
    if not child:
        os._exit(0 if not tally.counts and tally.adding.acquire(blocking=False) else 1)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
