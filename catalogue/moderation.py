"""What moderators decide about a product, and how its owner asks for it to be shown again."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.models import Product, Report
from members import letters
from members.letters import Letter
from members.review import DecidedError, first_words, needed

REASON_LENGTH = Product._meta.get_field("hidden_reason").max_length


def hide(product, user, reason):
    """Take the product off the portal at once, tell its owner why, and count its reports as handled."""
    reason = needed(reason, REASON_LENGTH)
    with transaction.atomic():
        fresh = locked(product)
        if fresh.hidden_reason:
            raise decided(fresh)
        record(fresh, user, reason)
        handle_reports(fresh, user)
    return told(fresh)


def show_again(product, user):
    with transaction.atomic():
        fresh = locked(product)
        if not fresh.hidden_reason:
            raise decided(fresh)
        record(fresh, user, "")
    return told(fresh)


def refuse_again(product, user, reason):
    """Keep a product hidden whose owner asked for it, with new words; the owner may ask once more."""
    reason = needed(reason, REASON_LENGTH)
    with transaction.atomic():
        fresh = locked(product)
        if not (fresh.hidden_reason and fresh.review_asked_at):
            raise decided(fresh)
        record(fresh, user, reason)
    return told(fresh)


def ask_review(product, user):
    """Put a hidden product into the moderators' queue. Whether it was not there yet.

    Raises ValidationError "not_hidden" or, for one that is no longer published, "not_published".
    """
    with transaction.atomic():
        fresh = locked(product)
        if not fresh.hidden_reason:
            raise ValidationError(_("This product is not hidden."), code="not_hidden")
        if fresh.status != Product.Status.PUBLISHED:
            raise ValidationError(_("Publish the product first."), code="not_published")
        if fresh.review_asked_at:
            return False
        fresh.review_asked_at = timezone.now()
        fresh._history_user = user
        fresh.save(update_fields=["review_asked_at"])
    return True


def handle_reports(product, user, last=None):
    """Mark the open reports of a product as handled, up to the one with id `last`; returns how many."""
    reports = Report.objects.filter(product=product, handled_at=None)
    if last is not None:
        reports = reports.filter(pk__lte=last)
    return reports.update(handled_at=timezone.now(), handled_by=user)


def locked(product):
    return Product.objects.select_for_update(of=["self"]).select_related("business").get(pk=product.pk)


def record(product, user, reason):
    product.hidden_reason = reason
    product.review_asked_at = None
    product._history_user = user
    product.save(update_fields=["hidden_reason", "review_asked_at"])


def decided(product):
    """The error for who comes second; the history tells who was first."""
    last = product.history.select_related("history_user").first()
    state = _("hidden") if product.hidden_reason else _("shown")
    return DecidedError(first_words(last and last.history_user, last and last.history_date, state))


def told(product):
    letters.mail_people(product.business, lambda: about_product(product))
    return product


def about_product(product):
    """The letter on whether `product` is hidden, in the language of the moment."""
    words = {"product": str(product), "business": product.business.name}
    if not product.hidden_reason:
        return Letter(
            _("“%(product)s” is shown again") % words,
            [_("Thank you for mending it: “%(product)s” of %(business)s is shown on the portal again.") % words],
            "",
            _("If you have a question, just answer this message."),
            product.get_absolute_url(),
            _("See the product"),
        )
    return Letter(
        _("“%(product)s” is hidden for now") % words,
        [_("Shoppers cannot see “%(product)s” of %(business)s for now. The reason:") % words],
        product.hidden_reason,
        _("When it is mended, press the button there and we look at it again. If you would like help, just answer."),
        reverse("catalogue:product-ask-review", args=[product.pk]),
        _("See what to do"),
    )
