"""The simulated portal gives the turns that the portal itself gives in the database."""

import random
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from benchmarks.rotation.tickets import tickets
from benchmarks.rotation.world import JAKARTA, MONDAY, WEEK, Member, World, laid_out
from catalogue.models import Product
from members.models import Sector
from promotions import planning, slot_life
from promotions.models import Channel, Slot
from tests.factories import make_business, make_team_member
from tests.promotions.factories import make_ready_product, make_weekly_slot

DAYS = 28
MIDNIGHT = datetime.combine(MONDAY, datetime.min.time(), JAKARTA)
JUST_BEFORE = timedelta(minutes=1)
# The days on which each of 14 members is ready: three lose their photo for a while, one joins, one leaves.
READY = [range(DAYS) for _ in range(9)] + [
    [*range(1), *range(4, DAYS)],
    [*range(9), *range(12, DAYS)],
    [*range(3), *range(24, DAYS)],
    range(10, DAYS),
    range(16),
]


@pytest.mark.django_db
def test_simulation_gives_turns_as_the_portal_does():
    world = make_month()
    products = [make_member(member) for member in world.members]
    for slug, weekdays, at, newcomers in WEEK:
        for weekday in weekdays:
            kind = Slot.Kind.WELCOME if weekday in newcomers else Slot.Kind.OPEN
            make_weekly_slot(slug, weekday, at, kind=kind)

    live(world, products)

    numbers = {product.business_id: number for number, product in enumerate(products)}
    channels = dict(Channel.objects.values_list("pk", "position"))
    given = {
        (channels[channel], timezone.localtime(starts_at), place): (numbers.get(business), status == "done")
        for channel, starts_at, place, business, status in Slot.objects.filter(
            starts_at__lt=MIDNIGHT + timedelta(days=DAYS)
        ).values_list("channel", "starts_at", "place", "business", "status")
    }
    simulated = {
        (post.slot.channel, post.slot.at, post.slot.place): (post.business, post.is_done) for post in tickets(world)
    }
    assert given == simulated
    assert {is_done for _business, is_done in simulated.values()} == {True, False}
    assert {business for business, _is_done in simulated.values()} == set(range(len(READY)))


def make_month():
    slots = list(laid_out(random.Random(7), DAYS, WEEK))
    members = [Member(number, min(days), number % 3, number + 1, 1, tuple(days)) for number, days in enumerate(READY)]
    return World(members, slots, since=0, days=DAYS)


def make_member(member):
    business = make_business(
        sector=Sector.objects.order_by("pk")[member.sector],
        whatsapp_confirmed_at=MIDNIGHT - timedelta(days=9),
        activated_at=MIDNIGHT - timedelta(days=99 - member.id),
    )
    return make_ready_product(business, published_at=MIDNIGHT - timedelta(days=9))


def live(world, products):
    """Let the job run before each midnight, and the team post all that it does not forget."""
    person = make_team_member()
    for day, ready in enumerate(world.ready):
        for number, product in enumerate(products):
            Product.objects.filter(pk=product.pk).update(hidden_reason="" if number in ready else "Fotonya hilang.")
        assert planning.run_due(MIDNIGHT + timedelta(days=day) - JUST_BEFORE, weeks=1)
        for slot in world.slots_of[day]:
            if not slot.is_automatic and not world.is_forgotten(slot):
                standing = Slot.objects.get(channel__position=slot.channel, starts_at=slot.at)
                slot_life.finish(standing, person, slot.at, address=address_on(standing))
    assert planning.run_due(MIDNIGHT + timedelta(days=DAYS + 2), weeks=1)


def address_on(slot):
    return f"https://{slot.channel.host}/p/{slot.pk}" if slot.channel.proof == Channel.Proof.ADDRESS else ""
