"""The score through the database, calculated by hand, and the page that shows it."""

import csv
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from members.models import Business
from promotions.consistency import overview, spans
from promotions.models import Channel, Skip, Slot, Ticket
from promotions.scoring import PartName, shown
from promotions.standings import record
from tests.factories import make_business, make_superuser, make_team_member, make_user
from tests.promotions.factories import channel, make_slot

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 15)
DONE, MISSED, APPROVED = Slot.Status.DONE, Slot.Status.MISSED, Slot.Status.APPROVED


def at(day, hour=19, month=3, year=2026):
    """An hour of a day in Lampung, of March if no month is given."""
    return datetime(year, month, day, tzinfo=UTC) + timedelta(hours=hour - 7)


NOON = at(15, 12)


def run(now, *businesses, slugs=("instagram",)):
    """The end of a periodic run at which only these businesses could be promoted; silent days are filled up to it."""
    eligible = frozenset(business.pk for business in businesses)
    channels = Channel.objects.filter(slug__in=slugs)
    record(now, SimpleNamespace(channels=channels, eligible={channel.pk: eligible for channel in channels}))


def eligible_since(days, *businesses, now=NOON, **fields):
    run(now - timedelta(days=days), *businesses, **fields)
    run(now, *businesses, **fields)


def put(business, starts_at, status=Slot.Status.PLANNED, **fields):
    return make_slot(product=False, business=business, starts_at=starts_at, status=status, **fields)


def post(business, starts_at, after=timedelta(minutes=30), **fields):
    return put(business, starts_at, DONE, approved_at=starts_at, done_at=starts_at + after, **fields)


def look(word="bulan-ini", now=NOON, chosen=None):
    span = next(span for span in spans(timezone.localdate(now)) if span.slug == word)
    return overview(now, span, chosen)


def figures(found, name):
    part = found.score.part(name)
    return part.numerator, part.denominator


# By hand


@pytest.fixture
def community():
    """Three members and one that joined ten days ago, with all that can happen to a slot."""
    first, second, third, new = (make_business(name=name) for name in ["Kopi", "Tapis", "Sambal", "Batik"])
    post(first, at(25, month=12, year=2025))
    post(second, at(20, month=2))
    post(first, at(2))
    post(second, at(4), after=timedelta(hours=40))
    missed = put(third, at(6), MISSED)
    post(first, at(9))
    put(third, at(11), withdrawn_at=at(1))
    skipped = put(third, at(12), Slot.Status.SKIPPED)
    Skip.objects.create(slot=skipped, business=third, reason="Toko tutup", skipped_at=at(12))
    put(third, at(13), withdrawn_at=at(10))
    put(new, at(16), APPROVED, approved_at=at(14))
    put(None, at(17))
    planned = put(second, at(18))
    run(NOON - timedelta(days=95), first, second, third)
    run(NOON - timedelta(days=10), first, second, third, new)
    run(NOON, first, second, third, new)
    return SimpleNamespace(members=[first, second, third], new=new, missed=missed, planned=planned)


def test_every_part_by_hand(community):
    found = look()

    # Due in March: 2, 4, 6, 9, 12 and 13; on time 2 and 9.
    assert figures(found, PartName.ON_TIME) == (2, 6)
    # Kopi and Tapis of three members, with seven slots due in 60 days.
    assert figures(found, PartName.COVERAGE) == (2, 3)
    # 3, 2 and 0 posts in 90 days: 25 ÷ 39 of at best 25 ÷ 27 for 2, 2 and 1.
    assert figures(found, PartName.FAIRNESS) == (Fraction(25, 39), Fraction(25, 27))
    # 16 of 16, 17 and 18.
    assert figures(found, PartName.LEAD) == (1, 3)
    assert found.score.points == Fraction(40, 3) + 20 + 20 * Fraction(9, 13) + Fraction(10, 3)
    assert shown(found.score.value) == 51
    assert (found.score.part(PartName.COVERAGE).members, found.active) == (3, 4)


def test_the_score_moves_as_the_formula_says(community):
    Slot.objects.filter(pk=community.missed.pk).update(status=DONE, done_at=NOON - timedelta(hours=1), is_late=True)
    Slot.objects.filter(pk=community.planned.pk).update(status=APPROVED, approved_at=NOON)

    found = look()

    # Posted late: not on time, but Sambal is covered, and 3, 2 and 1 posts are 36 ÷ 42 of at best 1.
    assert figures(found, PartName.ON_TIME) == (2, 6)
    assert figures(found, PartName.COVERAGE) == (3, 3)
    assert figures(found, PartName.FAIRNESS) == (Fraction(6, 7), 1)
    assert figures(found, PartName.LEAD) == (2, 3)
    assert found.score.points == Fraction(40, 3) + 30 + 20 * Fraction(6, 7) + Fraction(20, 3)
    run(NOON, *community.members, community.new)
    assert look().score == found.score


def test_a_slot_falls_due_by_the_clock_without_a_run(community):
    put(community.members[0], at(14), APPROVED)

    assert figures(look(now=at(15, 18.9)), PartName.ON_TIME) == (2, 6)
    assert figures(look(now=at(15, 19.1)), PartName.ON_TIME) == (2, 7)


def test_past_scores_read_the_record(community):
    before = look("bulan-lalu")

    for day in range(16, 31):
        run(at(day), community.new)
    Business.objects.filter(pk=community.members[0].pk).update(status=Business.Status.SUSPENDED)
    after = look("bulan-lalu", now=at(30))

    assert figures(before, PartName.COVERAGE) == figures(after, PartName.COVERAGE) == (1, 1)
    assert after.score.part(PartName.COVERAGE).members == 3
    assert (before.score, before.is_over, before.actions) == (after.score, True, [])
    assert figures(look(now=at(30)), PartName.COVERAGE) == (0, 0)


def test_a_slot_that_stayed_empty_leaves_no_trace():
    member = make_business()
    put(None, at(2))
    put(None, at(3), kind=Slot.Kind.PINNED)
    post(member, at(4))
    eligible_since(95, member)

    assert figures(look(), PartName.ON_TIME) == (1, 2)


def test_a_skipped_slot_that_was_filled_again_is_not_skipped():
    member, other = make_business(), make_business()
    eligible_since(95, member, other)
    slot = put(other, at(17), APPROVED, approved_at=NOON)
    Skip.objects.create(slot=slot, business=member, reason="Toko tutup", skipped_at=NOON)

    assert figures(look(), PartName.LEAD) == (1, 1)


def test_a_post_of_a_business_that_left_counts_on_time():
    member, gone = make_business(), make_business()
    post(gone, at(3))
    eligible_since(95, member, gone)
    gone.delete()

    found = look()

    assert figures(found, PartName.ON_TIME) == (1, 1)
    assert figures(found, PartName.COVERAGE) == (0, 1)


def test_automatic_channels_are_shown_but_not_in_the_total():
    member = make_business()
    post(member, at(3))
    put(member, at(3), MISSED, slug="portal")
    eligible_since(95, member, slugs=["instagram", "portal"])

    found = look()

    by_channel = {line.channel.slug: shown(line.score.value) for line in found.by_channel}
    assert shown(found.score.value) == 100
    assert by_channel == {"portal": 0, "instagram": 100, "instagram-story": None, "tiktok": None, "whatsapp": None}
    assert shown(look(chosen=channel("portal")).score.value) == 0


def test_a_channel_out_of_use_stays_in_the_score_of_its_time():
    member = make_business()
    eligible_since(95, member, slugs=["tiktok"])
    put(member, at(3), MISSED, slug="tiktok")
    Channel.objects.filter(slug="tiktok").update(is_active=False)

    assert figures(look(), PartName.ON_TIME) == (0, 1)


def test_a_score_is_compared_with_the_period_before():
    member = make_business()
    put(member, at(10, month=2), MISSED)
    for day in (20, 24):
        post(member, at(day, month=2))
    post(member, at(3))
    eligible_since(200, member)

    found = look()

    # February: on time 2 of 3, the rest full; lead is its 1 of 1 slot of early March, approved only then.
    assert (shown(found.score.value), shown(found.score_before.value)) == (100, 77)
    assert found.change == 23


# Nothing to measure


def test_without_members():
    put(None, at(20))
    run(NOON)

    found = look()

    assert found.score.value == 0
    assert [part.value for part in found.score.parts] == [None, None, None, 0]
    assert (found.active, found.waiting, found.actions) == (0, [], [])


def test_one_member():
    member = make_business()
    post(member, at(2))
    eligible_since(95, member)

    assert look().score.value == 1


def test_no_slot_at_all():
    member = make_business()
    eligible_since(95, member)

    found = look()

    assert (found.score.value, found.change) == (None, None)
    assert found.streak.current == 0


def test_all_missed():
    member = make_business()
    put(member, at(2), MISSED)
    eligible_since(95, member)

    found = look()

    assert found.score.value == 0
    assert [week.is_kept for week in found.last_weeks] == [False, None]


def test_before_the_first_run():
    put(make_business(), at(2), MISSED)

    assert figures(look(), PartName.ON_TIME) == (0, 1)


# Who waits


def test_who_waits_longest():
    names = ["Baru", "Lama", "Pernah", "Tidak siap", "Berhenti"]
    new, long, once, unready, stopped = (make_business(name=name) for name in names)
    eligible_since(3, new, long, once, stopped)
    Business.objects.filter(pk=stopped.pk).update(status=Business.Status.SUSPENDED)
    for number, (business, day, is_new) in enumerate(
        [(new, 14, True), (long, 1, True), (once, 5, False), (unready, 1, True), (stopped, 1, True)], start=1
    ):
        for slug in ("instagram", "tiktok"):
            drawn_on = TODAY.replace(day=day)
            Ticket.objects.create(
                channel=channel(slug), business=business, number=number, drawn_on=drawn_on, is_new=is_new
            )
    Ticket.objects.filter(business=once, channel=channel("tiktok")).update(drawn_on=date(2026, 1, 1), is_new=True)
    put(once, at(20))
    put(once, at(18), slug="tiktok")
    put(long, at(14), MISSED)

    waiting = look().waiting

    assert [(line.business, line.days, line.last_done_on, line.next_turn) for line in waiting] == [
        (long, 14, None, None),
        (once, 10, date(2026, 3, 5), at(18)),
        (new, 1, None, None),
    ]


# The page


def address(name="consistency", **query):
    return reverse(f"promotions:{name}", query=query)


@pytest.fixture
def lately():
    """A member promoted three days ago, seen now."""
    now = timezone.now()
    member = make_business(name="Kopi Sekincau")
    post(member, now - timedelta(days=3), after=timedelta(hours=1))
    eligible_since(95, member, now=now)
    Ticket.objects.create(channel=channel(), business=member, number=1, drawn_on=timezone.localdate(now), is_new=False)
    return member


def test_the_page_is_for_the_team(client):
    assertRedirects(client.get(address()), f"/akun/masuk/?next={address()}", fetch_redirect_response=False)
    client.force_login(make_business().memberships.get().user)
    assert client.get(address()).status_code == 404
    for person in (make_team_member(), make_superuser()):
        client.force_login(person)
        assertContains(client.get(address()), "Konsistensi")


def test_members_have_the_same_page(client, lately):
    url = address("member-consistency")

    assertRedirects(client.get(url), f"/akun/masuk/?next={url}", fetch_redirect_response=False)
    client.force_login(make_user())
    assert client.get(url).status_code == 404
    for person in (lately.memberships.get().user, make_team_member()):
        client.force_login(person)
        assertContains(client.get(url), lately.get_absolute_url())


def test_the_page_tells_number_parts_year_and_channels(client, lately):
    client.force_login(make_team_member())

    response = client.get(address(masa="90-hari"))

    assertContains(response, "<b>100</b>")
    assertContains(response, "100 × 44,4% = 44,4")
    assertContains(response, "1 dari 1 jadwal tayang tepat waktu")
    assertContains(response, "1 dari 1 usaha aktif dihitung", count=2)
    assertContains(response, "Hari dalam setahun terakhir: 1 lengkap, 0 sebagian, 0 terlewat")
    assertContains(response, "tidak dihitung")
    assertContains(response, 'class="d3"', count=2)  # the day and the legend
    assertNotContains(response, "style=")


def test_words_in_the_address_choose_period_and_channel(client, lately):
    client.force_login(make_team_member())

    assertContains(client.get(address(masa="setahun", kanal="instagram")), "Hanya Instagram")
    assert client.get(address(masa="setahun")).context["overview"].span.slug == "setahun"
    for wrong in ({"masa": "lusa"}, {"kanal": "radio"}, {"format": "pdf"}):
        response = client.get(address(**wrong))
        assert response.context["overview"].span.slug == "bulan-ini"
        assert response.context["overview"].chosen is None


def test_the_page_without_any_data(client):
    client.force_login(make_team_member())

    response = client.get(address())

    assertContains(response, "Belum ada data")
    assertContains(response, "Tidak ada yang menunggu")
    assertNotContains(response, "Semua sudah beres")
    assertNotContains(response, "Pekan terakhir")
    assertContains(response, "<dd>belum ada data</dd>", count=4)


@pytest.mark.parametrize("members", [1, 3])
def test_the_queries_do_not_grow_with_the_members(client, members, django_assert_num_queries):
    now = timezone.now()
    businesses = [make_business() for _ in range(members)]
    for number, business in enumerate(businesses, start=1):
        post(business, now - timedelta(days=number), after=timedelta(hours=1))
        put(business, now + timedelta(days=number))
        Ticket.objects.create(channel=channel(), business=business, number=number, drawn_on=timezone.localdate(now))
    eligible_since(95, *businesses, now=now)
    client.force_login(make_team_member())

    # session, user, permissions of the user and of the group; the chosen channel, slots, channels, last recorded day,
    # standings for now and for the period before; who waits longest, their businesses, their turns; active businesses;
    # the numbers beside "Hari ini" and "Moderasi"
    with django_assert_num_queries(16):
        response = client.get(address())

    assert len(response.context["overview"].waiting) == members


def test_figures_as_csv(client, lately):
    Channel.objects.filter(slug="tiktok").update(name_id="=HYPERLINK(1)")
    client.force_login(make_team_member())

    response = client.get(address(format="csv", masa="90-hari"))

    rows = list(csv.reader(response.content.decode("utf-8-sig").splitlines()))
    assert response.headers["Content-Disposition"] == 'attachment; filename="konsistensi-90-hari.csv"'
    assert rows[0] == ["masa", "kanal", "bagian", "nilai", "pembilang", "penyebut", "bobot", "poin"]
    assert rows[1] == ["90 hari", "semua kanal yang dihitung", "Tepat waktu", "1.0", "1.0", "1.0", "0.4444", "44.4444"]
    assert rows[5] == ["90 hari", "semua kanal yang dihitung", "nilai akhir", "1.0", "", "", "", "100.0"]
    assert len(rows) == 1 + 5 * 6
    assert {row[1] for row in rows} >= {"Instagram", "'=HYPERLINK(1)"}
    assert {row[1] for row in csv_rows(client, kanal="instagram")[1:]} == {"Instagram"}


def csv_rows(client, **query):
    response = client.get(address(format="csv", **query))
    return list(csv.reader(response.content.decode("utf-8-sig").splitlines()))


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(1)", "\tx", "\rx"])
def test_no_cell_of_the_csv_is_a_formula(client, name):
    Channel.objects.filter(slug="tiktok").update(name_id=name)
    client.force_login(make_team_member())

    assert f"'{name}" in client.get(address(format="csv")).content.decode()
