"""All that an owner's start page tells of a business, read in a fixed number of queries."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from catalogue.models import Product
from catalogue.reach import reach
from catalogue.trail import lately_by_others
from members.models import Business, Licence
from promotions import charts
from promotions.guidelines import Guidelines
from promotions.models import Campaign, Participation, Slot
from promotions.next_steps import (
    SHOP_WINDOW,
    Invitation,
    Kind,
    Listing,
    Permit,
    Situation,
    Stage,
    Turn,
    next_steps,
)
from promotions.own_turns import OwnTurns
from promotions.preparation import Preparation, Task, nearest, prepared, task_of, tasks
from promotions.slot_life import is_confirmed, with_content
from promotions.step_words import step_line
from unk_portal.templatetags.site import localize_number

METERS_SHOWN = 4
STEPS_SHOWN = 3  # beside the first
CHANGES_SHOWN = 5
STAGES = {
    Business.Status.DRAFT: Stage.DRAFT,
    Business.Status.SUBMITTED: Stage.SUBMITTED,
    Business.Status.ACTIVE: Stage.ACTIVE,
    Business.Status.REJECTED: Stage.REJECTED,
    Business.Status.SUSPENDED: Stage.REJECTED,
}
AVAILABLE = "available"


@dataclass(frozen=True)
class Meter:
    """A product, its preparation by the guidelines that hold for all channels, and what is to do about it."""

    product: Product
    preparation: Preparation
    tasks: list[Task]


@dataclass(frozen=True)
class FirstStep:
    """One of the first steps of a new owner."""

    words: str
    is_done: bool
    address: str = ""
    count: str = ""


class Dashboard:
    """The page of `business` as of `now`, its figures over the last `days`."""

    def __init__(self, business, days=7, now=None):
        self.business = business
        self.now = now or timezone.now()
        self.today = timezone.localdate(self.now)
        guidelines = Guidelines()
        self.rules = guidelines.rules()
        listed = prepared(self._all_products(), guidelines.every_rule())
        for product in listed:
            product.business = business
        self.products = [product for product in listed if product.status != Product.Status.ARCHIVED]
        self.turns = turns = OwnTurns(business, self.products, guidelines, self.now)
        self.coming = turns.coming()
        self.channels = [line for line in turns.by_channel() if line.is_worth_showing]
        self.reach = reach(business, [product.pk for product in listed], days, self.today)
        self.changes = lately_by_others(business, CHANGES_SHOWN)
        self.meters = self._meters()
        shown = [*(meter.product for meter in self.meters), *(turn.slot.product for turn in self.coming)]
        prefetch_related_objects(shown, "photos")

    def _all_products(self):
        return Product.objects.filter(business=self.business).defer("description", "options").order_by("pk")

    # What to do

    @cached_property
    def steps(self):
        """What to do next in words, the first and a few others."""
        return [step_line(step) for step in next_steps(self.situation)][: STEPS_SHOWN + 1]

    @property
    def first_step(self):
        return next(iter(self.steps), None)

    @property
    def is_turn_first(self):
        """Whether all that is left to do is to look over the coming turn."""
        return bool(self.first_step and self.first_step.kind is Kind.CONFIRM_TURN)

    @property
    def is_led(self):
        """Whether the primary action stands elsewhere on the page: with the business's state, or with its turn."""
        return self.business.status != Business.Status.ACTIVE or self.is_turn_first

    @property
    def other_steps(self):
        """The steps beside the primary action; joining is told of with the business's state."""
        if self.business.status == Business.Status.ACTIVE:
            return self.steps[1:]
        return [step for step in self.steps if step.kind not in (Kind.JOIN, Kind.CHANGE)]

    @cached_property
    def situation(self):
        listings = {product.pk: self._listing(product) for product in self.products}
        turn = next((turn for turn in self.coming if not turn.has_come), None)
        return Situation(
            stage=self._stage,
            today=self.today,
            has_whatsapp=bool(self.business.whatsapp),
            is_whatsapp_checked=self.business.whatsapp_confirmed_at is not None,
            listings=list(listings.values()),
            permits=self._permits(),
            turn=turn
            and Turn(
                listings[turn.slot.product_id],
                turn.days,
                len(turn.missing),
                turn.slot.pk,
                self._is_confirmed(turn.slot),
            ),
            posted=self._posted(listings),
            invitation=self._invitation(),
        )

    def _is_confirmed(self, slot):
        """Four queries when somebody ever confirmed it."""
        return bool(slot.confirmed_at) and is_confirmed(with_content(Slot.objects.all()).get(pk=slot.pk))

    def _posted(self, listings):
        """The turn that was done last, of a product that is still in the list."""
        done = [line.last for line in self.channels if line.last and line.last.product_id in listings]
        last = max(done, key=lambda slot: slot.done_at, default=None)
        if last is None:
            return None
        days = (self.today - timezone.localdate(last.done_at)).days
        return Turn(listings[last.product_id], days, pk=last.pk)

    def _invitation(self):
        """Of the campaigns that the business may join and has not joined the one that begins first."""
        joined = Participation.objects.standing().filter(business=self.business, campaign=OuterRef("pk"))
        open_ones = Campaign.objects.inviting(self.business, self.now).filter(~Exists(joined))
        campaign = open_ones.order_by("starts_at", "pk").first()
        return campaign and Invitation(campaign.pk, campaign.name, max(0, (campaign.first_day - self.today).days))

    @property
    def _stage(self):
        if self.business.status == Business.Status.DRAFT and self.business.review_note:
            return Stage.RETURNED
        return STAGES[self.business.status]

    def _listing(self, product):
        preparation = product.preparation.only(self.rules)
        is_sold_out = product.availability == Product.Availability.SOLD_OUT
        missing = [rule for rule in preparation.own_missing if rule.name != AVAILABLE]
        return Listing(
            pk=product.pk,
            name=product.name,
            is_published=product.status == Product.Status.PUBLISHED,
            hidden_reason=product.hidden_reason,
            is_review_asked=product.review_asked_at is not None,
            missing=len(missing) + preparation.is_resting,
            sold_out_days=(self.now - product.updated_at).days if is_sold_out else None,
        )

    def _permits(self):
        """Of each kind of badge the one that lasts longest, if it has an end."""
        rows = Licence.objects.filter(business=self.business, status=Licence.Status.VERIFIED)
        rows = rows.exclude(kind=Licence.Kind.NPWP)
        last = {}
        for row in rows:
            best = last.get(row.kind)
            if best is None or (best.expires_on and (row.expires_on is None or row.expires_on > best.expires_on)):
                last[row.kind] = row
        return [Permit(row.get_kind_display(), row.expires_on) for row in last.values() if row.expires_on]

    # The first steps of a new owner

    @cached_property
    def is_new(self):
        """Whether the business was never promoted: then its page explains itself."""
        return not any(line.last for line in self.channels)

    @property
    def first_steps(self):
        published = sum(product.status == Product.Status.PUBLISHED for product in self.products)
        is_joined = self.business.status == Business.Status.ACTIVE
        is_open = self.business.status == Business.Status.DRAFT
        joining = reverse("members:joining", args=[self.business.pk]) if is_open else ""
        return [
            FirstStep(_("Join, and be accepted by the team"), is_joined, joining),
            FirstStep(
                _("Check your WhatsApp"),
                bool(self.business.whatsapp and self.business.whatsapp_confirmed_at),
                f"{reverse('members:business-edit')}#whatsapp",
            ),
            FirstStep(
                _("Publish three products"),
                published >= SHOP_WINDOW,
                reverse("catalogue:product-add"),
                _("%(number)d of %(all)d") % {"number": published, "all": SHOP_WINDOW} if published else "",
            ),
            FirstStep(_("Be promoted for the first time"), False, reverse("promotions:public-guidelines")),
        ]

    # The queues

    @property
    def is_out(self):
        """Whether the business is in no queue, for the same reason everywhere."""
        lines = self.channels
        return (
            bool(lines)
            and not any(line.is_eligible or line.paused_until for line in lines)
            and all(line.missing == lines[0].missing for line in lines)
        )

    @property
    def nearest(self):
        """Of the products that visitors see the one with the least left to do, or None."""
        return nearest(product for product in self.products if product.is_public)

    @property
    def lines(self):
        """The channels to tell about: while the business is in no queue, those where it once had a turn."""
        return [line for line in self.channels if line.last or line.next] if self.is_out else self.channels

    # Preparation

    @property
    def ready_count(self):
        return sum(product.preparation.only(self.rules).is_complete for product in self.products)

    @property
    def business_tasks(self):
        """What is missing for all products alike, told once."""
        product = next(iter(self.products), None)
        if product is None:
            return []
        missing = product.preparation.only(self.rules).missing
        return [task_of(rule, product) for rule in missing if rule.is_of_business]

    def _meters(self):
        """The products with the least left to do, then those that are ready; hidden ones have more to mend first."""
        meters = [self._meter(product) for product in self.products if not product.hidden_reason]
        meters.sort(key=self._by_nearness)
        return meters[:METERS_SHOWN]

    def _meter(self, product):
        preparation = product.preparation.only(self.rules)
        return Meter(product, preparation, tasks(product, preparation.own_missing))

    def _by_nearness(self, meter):
        return meter.preparation.is_complete, len(meter.preparation.missing), meter.product.pk

    # Reach

    @cached_property
    def chart(self):
        return charts.columns([(_count_of_day(day, counts), counts["views"]) for day, counts in self.reach.by_day])


def _count_of_day(day, counts):
    return f"{date_format(day, 'l, j F')}: {localize_number(counts['views'])}"
