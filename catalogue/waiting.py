"""What waits for a moderator: businesses that want to join, products to show again, shoppers' reports."""

from django.db.models import Count, Max, Min, Prefetch, Q

from catalogue.models import Product, Report
from members.likeness import similar_to
from members.models import Business
from members.review import missing

PREPARED = 4


def waiting_businesses():
    """Businesses that were submitted, the longest waiting first."""
    return Business.objects.filter(status=Business.Status.SUBMITTED).order_by("submitted_at", "pk")


def asking_products():
    """Hidden products whose owners say that they are mended, the longest waiting first."""
    # Written so that the index on both columns serves it.
    hidden = Product.objects.filter(status=Product.Status.PUBLISHED, hidden_reason__gt="")
    return hidden.filter(review_asked_at__isnull=False).order_by("review_asked_at", "pk")


def reported_products():
    """Products with reports that nobody handled, those reported first before others."""
    is_open = Q(reports__handled_at=None)
    reported = Product.objects.filter(pk__in=Report.objects.filter(handled_at=None).values("product"))
    return reported.annotate(
        report_count=Count("reports", is_open),
        first_reported_at=Min("reports__created_at", filter=is_open),
        last_report=Max("reports__pk", filter=is_open),
    ).order_by("first_reported_at", "pk")


def waiting_count():
    """How many decisions wait in all; one query."""
    businesses = waiting_businesses().order_by().values("pk")
    products = asking_products().order_by().values("pk")
    reported = Report.objects.filter(handled_at=None).order_by().values("product").distinct()
    return businesses.union(products, reported, all=True).count()


def for_queue(businesses):
    """Load all that a business's card in the queue prints: four queries for any number."""
    prepared = Product.objects.prefetch_related("photos").order_by("-created_at", "-pk")[:PREPARED]
    return (
        businesses.with_people()
        .select_related("regency", "district", "sector")
        .annotate(product_count=Count("products"))
        .prefetch_related(Prefetch("products", prepared, to_attr="prepared"))
    )


def cards_of(businesses):
    """For each business in the queue: itself, what it lacks, and others that may be the same."""
    businesses = list(businesses)
    alike = similar_to(businesses)
    return [
        {"business": business, "missing": missing(business), "alike": alike.get(business.pk, [])}
        for business in businesses
    ]


def with_open_reports(products):
    """Load what a product's card in the queue prints: three queries for any number."""
    reports = Report.objects.filter(handled_at=None).order_by("created_at", "pk")
    return products.select_related("business").prefetch_related(
        "photos", Prefetch("reports", reports, to_attr="open_reports")
    )
