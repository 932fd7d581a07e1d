"""What waits for moderators in the demo community."""

import pytest
from django.core.management import call_command

from catalogue.models import Product
from catalogue.trail import Trail
from catalogue.waiting import asking_products, reported_products, waiting_businesses
from members.likeness import similar_to
from members.models import AccessLink, Business

pytestmark = pytest.mark.django_db


def test_demo_gives_moderators_something_to_decide():
    call_command("load_demo", "--without-photos", verbosity=0)

    waiting = list(waiting_businesses())
    assert len(waiting) == 4
    assert all(business.products.exists() for business in waiting)
    assert [other.name for others in similar_to(waiting).values() for other in others] == ["Dapur Bu Yani"]
    assert asking_products().count() == 1
    assert Product.objects.exclude(hidden_reason="").count() == 2
    assert [product.report_count for product in reported_products()] == [2, 1]
    assert AccessLink.objects.usable().count() == 1
    returned = Business.objects.get(slug="rumah-seprai-kotabumi")
    assert returned.review_note
    assert [event.title for event in Trail(returned)[:2]] == ["Diminta perbaikan", "Diajukan"]
    suspended = Business.objects.get(status="suspended")
    assert [event.title for event in Trail(suspended)[:1]] == ["Ditangguhkan"]
