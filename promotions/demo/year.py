"""The past year of the calendar, played forward by the rules of `promotions.rotation` in memory, then saved in bulk.

Whatever happens to a slot happens at its own time: members join, turns are given and approved, posted, missed or passed
over, and every later turn is given with all that known. So the year is one that could have been.
"""

import random
from collections import Counter, defaultdict
from datetime import datetime, time, timedelta
from heapq import heappop, heappush
from itertools import count

from django.conf import settings
from django.utils import timezone

from catalogue.models import Offer, Product
from catalogue.readiness import measured
from promotions import planning, rotation, slot_life
from promotions.demo.plan import confirm_whatsapp, load_plan
from promotions.demo.team import WORDS, Fate, Team
from promotions.guidelines import Guidelines, promotable
from promotions.models import Channel, DailyStanding, Skip, Slot, Ticket, WeeklySlot
from promotions.queue import RULES
from promotions.standings import batches, days_between

SEED = 1804
WEEKS = 52
LEAD = timedelta(hours=settings.PROMOTION_APPROVAL_LEAD_HOURS)
TAP = timedelta(hours=6, minutes=30)  # on a Monday: "approve all of this week"
TAPPED_OF_LATE, TAPPED_AT_FIRST = timedelta(weeks=10), 4  # every week of late, one in four before
BATCH = 500
POSTS = {"instagram": "p/Contoh{:05}", "tiktok": "@unk.contoh/video/{:05}"}

# What comes first at one instant: as in `planning.run_due`.
OUTCOME, JOINING, TURNS = range(3)


def load_promotions(team, now, weeks=WEEKS):
    """The plan, its past and its coming weeks; the past stays empty while no product meets the guidelines."""
    load_plan(team)
    confirm_whatsapp(now)
    year = Year(team, now, weeks)
    year.play()
    year.save()
    planning.run_due(now)


class Line:
    """One channel: its queue, and what the rotation needs to know of those in it."""

    def __init__(self, channel, products, start, place, channels):
        self.channel = channel
        self.place, self.channels = place, channels  # which of how many it is
        self.tickets = {}
        self.eligible = set()
        self.latest = {}  # business: its last slot that was done or missed
        self.last_done = None
        self.products = defaultdict(list)
        for product in products:
            self.products[product["business"]].append(product)
        # business: since when it can be promoted, and its place among those who could from the same moment on
        self.joins = {
            business: max(start, min(product["ready_at"] for product in theirs))
            for business, theirs in self.products.items()
        }
        self.ages = {product["business"]: product["business__activated_at"] for product in products}

    def join(self, at):
        newcomers = [business for business in self.joins if self.joins[business] == at]
        newcomers.sort(key=lambda business: (self.ages[business], business))
        self.eligible.update(newcomers)
        queue = self.queue()
        for business in rotation.drawing_order(newcomers, self.place, self.channels):
            queue.draw(business, timezone.localdate(at))
        self.tickets = queue.tickets

    def queue(self):
        return rotation.Queue(self.tickets.values(), self.eligible, RULES)

    def settle(self, slot):
        """Remember a slot that is done or missed, unless a later one is known."""
        latest = self.latest.get(slot.business_id)
        if latest is None or latest.starts_at <= slot.starts_at:
            self.latest[slot.business_id] = slot
        if slot.status == Slot.Status.DONE:
            queue = self.queue()
            queue.done(slot.business_id, slot.local_day, slot.is_open)
            self.tickets = queue.tickets
            if self.last_done is None or place_in_time(self.last_done) <= place_in_time(slot):
                self.last_done = slot

    def as_fact(self):
        missed = {
            business: slot.local_day for business, slot in self.latest.items() if slot.status == Slot.Status.MISSED
        }
        return rotation.Channel(self.channel.pk, self.tickets.values(), self.eligible, missed)


class Year:
    def __init__(self, team, now, weeks=WEEKS):
        self.now = now
        self.weeks = weeks
        self.today = timezone.localdate(now)
        self.monday = self.today - timedelta(days=self.today.weekday(), weeks=weeks)
        self.start = midnight(self.monday)
        self.random = random.Random(SEED)
        self.team = Team(team, self.random, self.start, now)
        self.guidelines = Guidelines()
        channels = list(Channel.objects.active())
        self.lines = {channel.pk: self.line(channel, place, len(channels)) for place, channel in enumerate(channels)}
        self.sectors = {
            product["business"]: product["business__sector"]
            for line in self.lines.values()
            for products in line.products.values()
            for product in products
        }
        self.slots = self.laid_out()
        self.known = {}  # slots that have a business, by number, as far as the rotation looks
        self.shown = defaultdict(list)  # the slots of a product
        self.skips = defaultdict(list)
        self.events = []
        self.order = count()

    def line(self, channel, place, channels):
        products = measured(promotable(self.guidelines.rules(channel), Product.objects.published()))
        rows = products.order_by("pk").values(
            "pk",
            "business",
            "business__sector",
            "business__activated_at",
            "business__whatsapp_confirmed_at",
            "published_at",
            "photo_number",
        )
        for row in rows:
            needed = [row["business__activated_at"], row["business__whatsapp_confirmed_at"], row["published_at"]]
            row["ready_at"] = max(at for at in needed if at)
        return Line(channel, rows, self.start, place, channels)

    def laid_out(self):
        """The slots of the plan from the first Monday to the coming Sunday, in order."""
        assignees = planning.Assignees()
        slots = []
        plan = WeeklySlot.objects.filter(channel__in=self.lines)
        for line in plan.select_related("channel").prefetch_related("channel__platform_limits"):
            for week in range(self.weeks + 2):
                day = self.monday + timedelta(weeks=week, days=line.weekday)
                starts_at = timezone.make_aware(datetime.combine(day, line.time))
                slots += planning.slots_of(line, starts_at, assignees)
        return sorted(slots, key=place_in_time)

    # The clock

    def at(self, moment, rank, action, *args):
        heappush(self.events, (moment, rank, next(self.order), action, args))

    def play(self):
        for line in self.lines.values():
            for moment in sorted(set(line.joins.values())):
                self.at(moment, JOINING, line.join, moment)
        approvals = defaultdict(list)
        for number, slot in enumerate(self.slots):
            approvals[self.approval(slot)].append(number)
        for (moment, approver), numbers in approvals.items():
            self.at(moment, TURNS, self.give_turns, numbers, moment, approver)
        self.forgotten = self.last_begun()
        while self.events and self.events[0][0] <= self.now:
            _moment, _rank, _order, action, args = heappop(self.events)
            action(*args)
        self.leave_one_waiting()

    def approval(self, slot):
        """When the slot is approved, and by whom: the portal does it ahead of time, unless one tap came before."""
        monday = slot.local_day - timedelta(days=slot.local_day.weekday())
        is_tapped = self.today - monday < TAPPED_OF_LATE or (monday - self.monday).days // 7 % TAPPED_AT_FIRST == 0
        by_itself = max(self.start, slot.starts_at - LEAD)
        tap = midnight(monday) + TAP
        return (tap, self.team.people[0].pk) if is_tapped and tap < by_itself else (by_itself, None)

    def last_begun(self):
        """The number of the slot that nobody has posted yet, though its time has come."""
        begun = [
            number
            for number, slot in enumerate(self.slots)
            if slot.starts_at <= self.now < slot.due_at and not slot.channel.is_automatic
        ]
        return begun[-1] if begun else None

    # Turns

    def give_turns(self, numbers, at, approver):
        facts = [*self.facts(at), *(self.as_fact(number) for number in numbers)]
        turns = rotation.plan([line.as_fact() for line in self.lines.values()], facts, self.sectors, RULES)
        products = rotation.pick_products(facts, turns, self.products_for(turns, at))
        for turn in turns:
            if product := products.get(turn.slot):
                self.approve(turn, product, at, approver)
                self.await_post(turn.slot, at)

    def approve(self, turn, product, at, approver):
        slot = self.slots[turn.slot]
        slot.business_id, slot.product_id = turn.business, product
        slot.is_open, slot.reason = turn.is_open, turn.reason.as_json()
        slot.status, slot.approved_at, slot.approved_by_id = Slot.Status.APPROVED, at, approver
        self.known[turn.slot] = slot
        self.shown[product].append(slot)

    def facts(self, at):
        """The slots that the rotation looks at; others are forgotten."""
        since = at - timedelta(days=RULES.cooldown)
        last = [line.last_done for line in self.lines.values()]
        self.known = {
            number: slot
            for number, slot in self.known.items()
            if slot.status == Slot.Status.APPROVED
            or (slot.status == Slot.Status.DONE and (slot.starts_at >= since or slot in last))
        }
        return [self.as_fact(number) for number in self.known]

    def as_fact(self, number):
        slot = self.slots[number]
        is_free = slot.business_id is None
        return rotation.Slot(
            id=number,
            channel=slot.channel_id,
            at=timezone.localtime(slot.starts_at),
            place=slot.place,
            kind=rotation.Kind(slot.kind if is_free or not slot.is_open else rotation.Kind.OPEN),
            business=slot.business_id,
            product=slot.product_id,
            is_done=slot.status == Slot.Status.DONE,
            skipped=frozenset(skip.business_id for skip in self.skips[number]),
        )

    def products_for(self, turns, at):
        choice = {}
        for turn in turns:
            channel = self.slots[turn.slot].channel_id
            ready = [product for product in self.lines[channel].products[turn.business] if product["ready_at"] <= at]
            choice[channel, turn.business] = [
                rotation.Product(product["pk"], self.waiting_since(product), product["photo_number"])
                for product in ready
            ]
        return choice

    def waiting_since(self, product):
        shown = [
            slot.starts_at
            for slot in self.shown[product["pk"]]
            if slot.status in (Slot.Status.DONE, Slot.Status.APPROVED)
        ]
        return timezone.localdate(max(shown, default=product["published_at"]))

    # What becomes of them

    def await_post(self, number, at):
        slot = self.slots[number]
        if slot.channel.is_automatic:
            self.at(slot.starts_at, OUTCOME, self.finish, number, slot.starts_at, None)
            return
        fate = self.team.fate(slot)
        if number == self.forgotten:
            return
        if fate is Fate.PASSED_OVER:
            moment = at + (slot.starts_at - at) * self.random.uniform(0.2, 0.9)
            self.at(moment, OUTCOME, self.pass_over, number, moment)
        if fate is Fate.NOT_POSTED:
            moment = slot.starts_at + timedelta(minutes=self.random.uniform(10, 300))
            self.at(moment, OUTCOME, self.leave_unposted, number, moment)
        if fate in (Fate.MISSED, Fate.LATE):
            self.at(slot.due_at, OUTCOME, self.miss, number)
        if fate in (Fate.IN_TIME, Fate.LATE):
            moment = max(at, self.team.posted_at(slot, fate))
            self.at(moment, OUTCOME, self.finish, number, moment, self.team.posted_by(slot))

    def finish(self, number, at, person):
        slot = self.slots[number]
        slot.status, slot.done_at, slot.done_by_id = Slot.Status.DONE, at, person
        slot.is_late = at > slot.due_at
        if slot.channel.proof == Channel.Proof.ADDRESS:
            post = POSTS.get(slot.channel.slug, "contoh/{:05}").format(number)
            slot.proof_address = f"https://{slot.channel.host}/{post}/"
        self.known[number] = slot
        self.lines[slot.channel_id].settle(slot)

    def miss(self, number):
        slot = self.slots[number]
        slot.status = Slot.Status.MISSED
        self.lines[slot.channel_id].settle(slot)

    def leave_unposted(self, number, at):
        slot = self.slots[number]
        slot.remark = self.skip(number, Fate.NOT_POSTED, at)
        slot.status, slot.approved_at, slot.approved_by_id = Slot.Status.SKIPPED, None, None

    def pass_over(self, number, at):
        """Give the slot to the next in turn, as there is still time."""
        slot = self.slots[number]
        self.skip(number, Fate.PASSED_OVER, at)
        self.shown[slot.product_id].remove(slot)
        del self.known[number]
        slot.status, slot.business_id, slot.product_id = Slot.Status.PLANNED, None, None
        self.give_turns([number], at, None)

    def skip(self, number, fate, at):
        slot = self.slots[number]
        reason = self.team.reason(fate, slot.product_id)
        row = Skip(
            slot=slot,
            business_id=slot.business_id,
            product_id=slot.product_id,
            reason=reason["words"],
            is_products_fault=reason["is_products_fault"],
            skipped_by_id=slot.assignee_id,
            skipped_at=at,
        )
        self.skips[number].append(row)
        return row.reason

    def leave_one_waiting(self):
        """Put a product there by hand, its caption with too many hashtags: so it waits for approval."""
        slot = next(filter(self.limits_hashtags, self.slots), None)
        product = slot and self.product_on_offer(slot)
        if product:
            slot.business_id, slot.product_id = product["business"], product["pk"]
            slot.kind, slot.is_open, slot.reason = Slot.Kind.PINNED, False, {}
            slot.status, slot.approved_at, slot.approved_by_id = Slot.Status.PLANNED, None, None

    def limits_hashtags(self, slot):
        """Whether it stands after today on a channel that allows so many hashtags only."""
        if slot.local_day <= self.today:
            return False
        limits = slot.channel.limits(slot.local_day)
        return limits is not None and limits.hashtags is not None

    def product_on_offer(self, slot):
        """One of another business, if possible without a coming slot and with an offer; else whoever waits longest."""
        line = self.lines[slot.channel_id]
        busy = {other.business_id for other in self.known.values() if other.status == Slot.Status.APPROVED}
        offers = Offer.objects.filter(starts_at__lte=self.now, ends_at__gt=self.now)
        on_offer = set(offers.values_list("product", flat=True))
        return min(
            (product for business in line.eligible - {slot.business_id} for product in line.products[business]),
            key=lambda product: (
                product["business"] in busy,
                product["pk"] not in on_offer,
                line.tickets[product["business"]].number,
                product["pk"],
            ),
            default=None,
        )

    # Saving

    def save(self):
        slots = [slot for slot in self.slots if slot.business_id]
        self.write_captions(slots)
        for batch in batches(slots, BATCH):
            Slot.objects.bulk_create(batch)
        Skip.objects.bulk_create(skip for skips in self.skips.values() for skip in skips if skip.slot.pk)
        for line in self.lines.values():
            Ticket.objects.bulk_create(ticket_row(line.channel, ticket) for ticket in line.tickets.values())
        for batch in batches(list(self.standings(slots))):
            DailyStanding.objects.bulk_create(batch)

    def write_captions(self, slots):
        """Write what was approved, with the offer of that day."""
        listed = Product.objects.filter(pk__in={slot.product_id for slot in slots})
        listed = listed.select_related("business__regency", "category").prefetch_related("photos", "offers")
        products = {product.pk: product for product in listed}
        for slot in slots:
            slot.product = product = products[slot.product_id]
            if slot.status == Slot.Status.SKIPPED:
                continue
            day = slot.approved_at or self.now
            product.running_offers = [offer for offer in product.offers.all() if offer.starts_at <= day < offer.ends_at]
            slot.caption = slot.caption_shown
            if slot.status == Slot.Status.PLANNED:
                slot.caption += f" {WORDS['too_many_hashtags']}"
            else:
                slot.approved_content = slot_life.content_digest(slot)

    def standings(self, slots):
        """Yield the daily record up to yesterday; today's is still to be written."""
        done = Counter(
            (slot.channel_id, slot.business_id, timezone.localdate(max(slot.due_at, slot.done_at)))
            for slot in slots
            if slot.status == Slot.Status.DONE
        )
        for pk, line in self.lines.items():
            for business, since in line.joins.items():
                done_total = 0
                days = days_between(timezone.localdate(since), self.today - timedelta(days=1))
                for eligible_total, day in enumerate(days, start=1):
                    done_total += done[pk, business, day]
                    yield DailyStanding(
                        day=day,
                        channel_id=pk,
                        business_id=business,
                        is_eligible=True,
                        done=done[pk, business, day],
                        eligible_total=eligible_total,
                        done_total=done_total,
                    )


def ticket_row(channel, ticket):
    return Ticket(
        channel=channel,
        business_id=ticket.business,
        number=ticket.number,
        drawn_on=ticket.drawn_on,
        passed=ticket.passed,
        is_new=ticket.is_new,
    )


def place_in_time(slot):
    return slot.starts_at, slot.channel_id, slot.place


def midnight(day):
    return timezone.make_aware(datetime.combine(day, time()))
