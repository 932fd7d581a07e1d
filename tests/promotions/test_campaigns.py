"""The team's campaigns: made from an occasion, invited, given slots of the weekly plan, changed and cancelled."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from catalogue.models import DailyCount
from members.models import Sector
from promotions import campaign_letters, campaign_turns, campaigns, planning, reserving, slot_life
from promotions.campaign_results import result_of
from promotions.models import Campaign, InvitationMail, Occasion, Reservation, Slot, Ticket
from tests.factories import make_business, make_offer, make_team_member, make_user
from tests.promotions.factories import (
    channel,
    make_campaign,
    make_participation,
    make_ready_product,
    make_slot,
    make_weekly_slot,
)

pytestmark = pytest.mark.django_db

LIST = "/pengurus/kampanye/"
MAKE = f"{LIST}buat/"


@pytest.fixture
def team(client):
    user = make_team_member(name="Rani")
    client.force_login(user)
    return user


@pytest.fixture
def daily():
    """A slot on Instagram every evening."""
    return [make_weekly_slot("instagram", weekday) for weekday in range(7)]


def day(days):
    return timezone.localdate() + timedelta(days=days)


def make_occasion(begins_in=10, days=5, **fields):
    fields.setdefault("name_id", "Harbolnas 12.12")
    fields.setdefault("name_en", "Online shopping day 12.12")
    return Occasion.objects.create(starts_on=day(begins_in), ends_on=day(begins_in + days - 1), **fields)


def sent(form, **changes):
    """What the form of the page would send, with some fields changed."""
    values = {name: form[name].value() for name in form.fields}
    data = {name: value for name, value in values.items() if value is not None}
    return {name: str(value) if not isinstance(value, list) else value for name, value in data.items()} | changes


def slots_of(campaign):
    return list(Slot.objects.filter(campaign=campaign).order_by("starts_at"))


# From an occasion to an invitation


def test_form_comes_filled_from_the_occasion(client, team, daily):
    occasion = make_occasion()

    form = client.get(f"{MAKE}?acara={occasion.pk}").context["form"]

    assert form["name_id"].value() == f"Harbolnas 12.12 {occasion.starts_on.year}"
    assert form["name_en"].value() == f"Online shopping day 12.12 {occasion.starts_on.year}"
    assert (form["starts_on"].value(), form["ends_on"].value()) == (day(10), day(14))
    # A third of the open ones, so that most turns stay with whose turn it is.
    assert form["slots_instagram"].value() == 1
    assert "5" in str(form["slots_instagram"].help_text)


def test_campaign_is_made_looked_over_and_sent(client, team, daily):
    occasion = make_occasion()
    member = make_business()
    page = f"{MAKE}?acara={occasion.pk}"

    response = client.post(page, sent(client.get(page).context["form"], theme="Lima hari harga khusus."))

    campaign = Campaign.objects.get()
    assertRedirects(response, f"{LIST}{campaign.pk}/")
    assert campaign.occasion == occasion
    assert (campaign.first_day, campaign.last_day, campaign.state) == (day(10), day(14), "draft")
    assert not slots_of(campaign)
    assert not mail.outbox
    assertContains(client.get(f"{LIST}{campaign.pk}/"), "Undang sekarang")
    assert Client().get(campaign.get_absolute_url()).status_code == 404

    client.post(f"{LIST}{campaign.pk}/undang/")

    campaign.refresh_from_db()
    assert (campaign.state, campaign.invited_by) == ("coming", team)
    assert [(slot.kind, slot.is_open) for slot in slots_of(campaign)] == [("campaign", False)]
    assert [letter.to for letter in mail.outbox] == [[member.memberships.get().user.email]]
    assert Client().get(campaign.get_absolute_url()).status_code == 200
    assertContains(client.get(f"{LIST}{campaign.pk}/"), "Salin undangan")


def test_occasion_with_a_campaign_is_not_offered_again_and_a_second_one_is_refused(client, team):
    occasion = make_occasion()
    later = make_occasion(40, name_id="Ramadan", name_en="Ramadan")
    page = f"{MAKE}?acara={occasion.pk}"
    data = sent(client.get(page).context["form"])
    client.post(page, data)

    assert client.get(LIST).context["occasions"] == [later]
    response = client.post(page, data)

    assertContains(response, "Sudah ada kampanye untuk acara ini")
    assert Campaign.objects.count() == 1


def test_without_an_occasion_or_with_an_unknown_one_the_form_is_empty(client, team):
    for query in ["", "?acara=999999", "?acara=entah", "?acara=99999999999999999999"]:
        form = client.get(MAKE + query).context["form"]

        assert not form["name_id"].value()
        assert not form["starts_on"].value()


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"starts_on": -3, "ends_on": -1}, "ends_on", "sudah lewat"),
        ({"starts_on": -1, "ends_on": 3}, "starts_on", "Paling cepat mulai hari ini"),
        ({"starts_on": 5, "ends_on": 4}, "ends_on", "mendahului"),
        ({"starts_on": 5, "ends_on": 200}, "ends_on", "paling lama 90 hari"),
        ({"starts_on": 400, "ends_on": 402}, "starts_on", "setahun"),
    ],
)
def test_days_that_make_no_sense_are_refused_at_the_field(client, team, changes, field, words):
    dates = {name: day(days).isoformat() for name, days in changes.items()}

    response = client.post(MAKE, {"name_id": "Promo", "name_en": "Promo", **dates})

    assert words in " ".join(response.context["form"].errors[field])
    assert not Campaign.objects.exists()


def test_more_slots_than_the_plan_has_are_refused(client, team, daily):
    data = {"name_id": "Promo", "name_en": "Promo", "starts_on": day(10), "ends_on": day(11), "slots_instagram": 3}

    response = client.post(MAKE, data)

    assert "hanya ada 2 jadwal" in response.context["form"].errors["slots_instagram"][0]


def test_page_warns_week_by_week_when_over_half_would_not_be_open(client, team, daily):
    campaign = make_campaign(14, 14, slots={"instagram": 8}, invited_at=None)
    assert reserving.short_weeks(campaign, {channel().pk: 4}, timezone.now()) == []

    response = client.get(f"{LIST}{campaign.pk}/")

    assert response.context["short_weeks"]
    for monday in response.context["short_weeks"]:
        assert monday.weekday() == 0
        assertContains(response, "lebih dari separuh jadwal tidak untuk giliran biasa")


def test_only_chosen_lines_of_business_are_invited(client, team):
    craft = Sector.objects.get(slug="kriya")
    make_business()
    meant = make_business(sector=craft)
    make_business(sector=craft, status="submitted")
    campaign = make_campaign(sectors=[craft], invited_at=None)

    client.post(f"{LIST}{campaign.pk}/undang/")

    assert list(campaign.invited_businesses()) == [meant]
    assert [letter.to for letter in mail.outbox] == [[meant.memberships.get().user.email]]


def test_of_two_administrators_who_invite_at_once_the_second_learns_who_was_first(client, team):
    campaign = make_campaign(invited_at=None)
    client.post(f"{LIST}{campaign.pk}/undang/")
    other = Client()
    other.force_login(make_team_member(name="Bayu"))

    response = other.post(f"{LIST}{campaign.pk}/undang/", follow=True)

    assertContains(response, "Rani lebih dulu")
    campaign.refresh_from_db()
    assert campaign.invited_by == team


def test_a_draft_whose_days_are_over_cannot_be_sent(client, team):
    campaign = make_campaign(-10, 5, invited_at=None)

    assertContains(client.get(f"{LIST}{campaign.pk}/"), "Tanggalnya sudah lewat")
    client.post(f"{LIST}{campaign.pk}/undang/")

    campaign.refresh_from_db()
    assert campaign.invited_at is None


# Letters


def test_invitation_goes_once_to_each_person_in_their_language():
    indonesian, english = make_user(), make_user(language="en")
    make_business(indonesian, name="Dapur Bu Yani")
    make_business(indonesian)
    make_business(english)
    make_business(make_user(email=None))
    campaign = make_campaign()

    assert campaign_letters.mail_invitations() == 2
    assert campaign_letters.mail_invitations() == 0

    by_person = {letter.to[0]: letter for letter in mail.outbox}
    assert by_person[indonesian.email].subject == "Undangan: Harbolnas 12.12"
    assert f"/kelola/kampanye/{campaign.pk}/" in by_person[indonesian.email].body
    assert by_person[english.email].subject == "Invitation: Online shopping day 12.12"
    assert f"/en/kelola/kampanye/{campaign.pk}/" in by_person[english.email].body


def test_mails_beyond_one_run_go_with_the_next():
    for _ in range(3):
        make_business()
    make_campaign()

    assert campaign_letters.mail_invitations(at_most=2) == 2
    assert campaign_letters.mail_invitations(at_most=2) == 1
    assert InvitationMail.objects.count() == 3


def test_the_periodic_job_mails_whoever_is_invited_and_has_no_mail_yet():
    make_campaign()
    make_business()

    for _ in range(2):
        call_command("run_due")

    assert len(mail.outbox) == 1


@pytest.mark.parametrize("state", ["draft", "over", "cancelled"])
def test_nobody_is_invited_to_what_is_not_on(state):
    make_business()
    make_campaign(
        -20 if state == "over" else 10,
        invited_at=None if state == "draft" else timezone.now(),
        cancelled_at=timezone.now() if state == "cancelled" else None,
    )

    assert campaign_letters.mail_invitations() == 0


def test_text_for_the_group_is_indonesian_and_leads_to_where_one_joins(client, team):
    campaign = make_campaign(sectors=[Sector.objects.get(slug="kuliner")])
    make_participation(campaign)

    text = client.get(f"/en{LIST}{campaign.pk}/").context["group_text"]

    assert text.startswith("*Harbolnas 12.12*")
    assert "Kuliner" in text
    assert f"/kelola/kampanye/{campaign.pk}/" in text
    assert "/en/" not in text
    assert "1 anggota sudah ikut" in text


# Slots


def test_slots_are_spread_over_the_period_and_taken_once(daily):
    campaign = make_campaign(3, 21, slots={"instagram": 3})

    planning.run_due()
    first = slots_of(campaign)
    planning.run_due()

    assert slots_of(campaign) == first
    gaps = [(later.starts_at - slot.starts_at).days for slot, later in pairwise(first)]
    assert gaps == [7, 7]


def test_slots_beyond_the_horizon_follow_as_the_calendar_is_laid_out(daily):
    campaign = make_campaign(20, 28, slots={"instagram": 4})
    planning.run_due()
    early = slots_of(campaign)
    assert 0 < len(early) < 4

    planning.run_due(timezone.now() + timedelta(days=18))

    later = slots_of(campaign)
    assert len(later) == 4
    assert later[: len(early)] == early


def test_only_open_turns_that_are_promised_to_nobody_are_taken():
    soon = timezone.now() + timedelta(days=5)
    campaign = make_campaign(3, 10, slots={"instagram": 9})
    free = make_slot(starts_at=soon)
    for number, fields in enumerate(
        [{"status": "approved"}, {"kind": "pinned"}, {"kind": "welcome"}, {"is_chosen": True}], start=1
    ):
        make_slot(starts_at=soon + timedelta(hours=number), **fields)
    make_slot(starts_at=timezone.now() + timedelta(days=30))

    reserving.reserve(timezone.now())

    assert slots_of(campaign) == [free]
    free.refresh_from_db()
    assert (free.kind, free.business, free.product, free.is_open) == ("campaign", None, None, False)


def test_what_stays_empty_is_given_back_before_its_time(daily):
    campaign = make_campaign(3, 5, slots={"instagram": 1})
    waiting = make_ready_product()
    planning.run_due()
    (slot,) = slots_of(campaign)

    reserving.release(slot.starts_at - timedelta(hours=49))
    assert slots_of(campaign) == [slot]
    planning.run_due(slot.starts_at - timedelta(hours=47))

    slot.refresh_from_db()
    assert (slot.kind, slot.campaign, slot.is_open) == ("open", None, True)
    assert slot.product == waiting


def test_an_empty_slot_of_a_campaign_is_never_missed_after_three_days_without_the_job(daily):
    campaign = make_campaign(3, 5, slots={"instagram": 1})
    planning.run_due()
    (slot,) = slots_of(campaign)

    planning.run_due(slot.starts_at + timedelta(days=3))

    assert not Slot.objects.filter(pk=slot.pk).exists()


@pytest.fixture
def two_on_instagram():
    """A campaign with three empty slots on Instagram, and two who take part; the second waits longer."""
    campaign = make_campaign(3, 20)
    rows = [make_participation(campaign) for _ in range(2)]
    for row, number in zip(rows, [8, 4], strict=True):
        Ticket.objects.create(
            channel=channel(), business=row.business, number=number, drawn_on=day(-number), is_new=False
        )
    at = timezone.now() + timedelta(days=5)
    slots = [
        make_slot(False, starts_at=at + timedelta(days=2 * number), kind="campaign", campaign=campaign, is_open=False)
        for number in range(3)
    ]
    return campaign, [row.business for row in rows], slots


def test_each_gets_one_before_any_gets_two_and_who_waits_longest_comes_first(two_on_instagram):
    campaign, (first, second), _slots = two_on_instagram

    campaign_turns.fill(timezone.now())

    filled = slots_of(campaign)
    assert [slot.business for slot in filled] == [second, first, second]
    assert filled[0].reason_in_words.startswith("giliran pertamanya dalam kampanye, di antaranya paling lama menunggu")
    assert filled[2].reason_in_words.startswith("semua peserta sudah mendapat giliran; yang ini sudah 1 kali")


def test_filling_again_changes_nothing(two_on_instagram):
    assert campaign_turns.fill(timezone.now()) == 3
    assert campaign_turns.fill(timezone.now()) == 0


def test_what_is_done_or_approved_counts_and_what_was_missed_does_not(two_on_instagram):
    campaign, (first, second), slots = two_on_instagram
    campaign_turns.fill(timezone.now())
    Slot.objects.filter(pk=slots[0].pk).update(status="missed")

    campaign_turns.fill(timezone.now())

    assert [slot.business for slot in slots_of(campaign)] == [second, second, first]


def test_a_skipped_turn_goes_to_another_that_takes_part(two_on_instagram):
    campaign, (first, second), slots = two_on_instagram
    campaign_turns.fill(timezone.now())
    slots[0].refresh_from_db()

    slot_life.skip(slots[0], make_team_member(), "Foto kurang terang", is_products_fault=False)
    campaign_turns.fill(timezone.now())

    slots[0].refresh_from_db()
    assert (slots[0].kind, slots[0].business) == ("campaign", first)
    assert second in [slot.business for slot in slots_of(campaign)[1:]]


def test_what_cannot_be_promoted_gets_no_slot(two_on_instagram):
    campaign, (first, second), _slots = two_on_instagram
    first.products.update(description="")
    second.products.update(hidden_reason="Klaim")

    campaign_turns.fill(timezone.now())

    assert {slot.business for slot in slots_of(campaign)} == {None}


def test_one_business_stands_once_at_a_time_on_a_channel():
    campaign = make_campaign(3, 20)
    row = make_participation(campaign)
    at = timezone.now() + timedelta(days=5)
    for place in (1, 2):
        make_slot(False, "portal", at, place=place, kind="campaign", campaign=campaign, is_open=False)

    campaign_turns.fill(timezone.now())

    assert sorted(slot.business_id or 0 for slot in slots_of(campaign)) == [0, row.business_id]


def test_the_rotation_leaves_campaign_slots_alone(two_on_instagram):
    campaign, businesses, _slots = two_on_instagram
    make_ready_product()

    planning.run_due()

    assert {slot.business for slot in slots_of(campaign)} == set(businesses)


def test_a_done_campaign_slot_redraws_the_ticket(two_on_instagram):
    _campaign, (first, second), slots = two_on_instagram
    campaign_turns.fill(timezone.now())
    Slot.objects.filter(pk=slots[0].pk).update(starts_at=timezone.now())
    slots[0].refresh_from_db()

    slot_life.finish(slots[0], make_team_member(), address="https://instagram.com/p/Contoh1/")

    numbers = dict(Ticket.objects.values_list("business", "number"))
    assert numbers[second.pk] > numbers[first.pk]
    # A campaign takes no open turn from anybody, so nobody is passed.
    assert not Ticket.objects.filter(passed__gt=0).exists()


# Change and cancel


def test_a_change_by_two_at_once_is_refused_once_and_keeps_the_typing(client, team):
    campaign = make_campaign()
    page = f"{LIST}{campaign.pk}/ubah/"
    data = sent(client.get(page).context["form"], theme="Tema saya")
    Campaign.objects.filter(pk=campaign.pk).update(theme="Tema orang lain")

    response = client.post(page, data)

    assertContains(response, "Tema orang lain")
    assertContains(response, "Tema saya")
    campaign.refresh_from_db()
    assert campaign.theme == "Tema orang lain"


def test_fewer_slots_and_other_days_give_slots_back(client, team, daily):
    campaign = make_campaign(5, 14, slots={"instagram": 4})
    planning.run_due()
    assert len(slots_of(campaign)) == 4
    page = f"{LIST}{campaign.pk}/ubah/"

    client.post(page, sent(client.get(page).context["form"], slots_instagram="2", ends_on=day(11).isoformat()))

    campaign.refresh_from_db()
    assert campaign.last_day == day(11)
    slots = slots_of(campaign)
    assert len(slots) == 2
    assert all(campaign.starts_at <= slot.starts_at < campaign.ends_at for slot in slots)
    assert Reservation.objects.get().slots == 2


def test_days_stay_once_a_member_has_made_a_price_for_them(client, team):
    campaign = make_campaign()
    row = make_participation(campaign)
    row.offer = make_offer(row.product, starts_at=campaign.starts_at, ends_at=campaign.ends_at)
    row.save()
    page = f"{LIST}{campaign.pk}/ubah/"

    response = client.post(page, sent(client.get(page).context["form"], ends_on=day(20).isoformat()))

    assert "1 anggota punya harga khusus" in response.context["form"].errors["starts_on"][0]


def test_cancelling_frees_planned_slots_keeps_approved_ones_and_tells_who_takes_part(client, team, two_on_instagram):
    campaign, businesses, slots = two_on_instagram
    campaign_turns.fill(timezone.now())
    Slot.objects.filter(pk=slots[0].pk).update(status="approved")

    client.post(f"{LIST}{campaign.pk}/batal/")

    campaign.refresh_from_db()
    assert campaign.state == "cancelled"
    assert [slot.pk for slot in slots_of(campaign)] == [slots[0].pk]
    told = {letter.to[0] for letter in mail.outbox}
    assert told == {business.memberships.get().user.email for business in businesses}
    assertNotContains(client.get(f"{LIST}{campaign.pk}/"), "Undang sekarang")


def test_a_draft_that_is_cancelled_is_gone(client, team):
    campaign = make_campaign(invited_at=None)

    assertRedirects(client.post(f"{LIST}{campaign.pk}/batal/"), LIST)

    assert not Campaign.objects.exists()
    assert not mail.outbox


def test_what_is_over_stays_as_it_was(client, team):
    campaign = make_campaign(-20)

    client.post(f"{LIST}{campaign.pk}/batal/")
    response = client.post(f"{LIST}{campaign.pk}/ubah/", {"name_id": "Lain"}, follow=True)

    assertContains(response, "sudah selesai atau dibatalkan")
    campaign.refresh_from_db()
    assert (campaign.name_id, campaign.cancelled_at) == ("Harbolnas 12.12", None)


# The result


def test_result_sets_the_days_of_the_campaign_against_as_many_before():
    campaign = make_campaign(-10, 5)
    row = make_participation(campaign)
    row.offer = make_offer(row.product, starts_at=campaign.starts_at, ends_at=campaign.ends_at)
    row.save()
    done = {"kind": "campaign", "campaign": campaign, "status": "done", "done_at": timezone.now()}
    make_slot(row.product, starts_at=campaign.starts_at, **done)
    make_slot(row.product, "tiktok", campaign.starts_at, kind="campaign", campaign=campaign, status="missed")
    for days, views in [(-16, 100), (-15, 7), (-11, 3), (-10, 20), (-6, 5), (-5, 100)]:
        DailyCount.objects.create(product=row.product, day=day(days), views=views, taps=views // 5)
    DailyCount.objects.create(product=make_ready_product(), day=day(-10), views=500)

    result = result_of(campaign)

    assert (result.days, result.done, result.slots, result.businesses, result.offers) == (5, 1, 2, 1, 1)
    assert (result.views.now, result.views.before) == (25, 10)
    assert (result.taps.now, result.taps.before) == (5, 1)
    assert [str(each) for each in result.channels] == [str(channel())]


def test_a_campaign_that_nobody_joined_says_so(client, team):
    campaign = make_campaign(-10, 5)

    response = client.get(f"{LIST}{campaign.pk}/")

    assertContains(response, "Tidak ada yang ikut, jadi tidak ada yang diukur.")


def test_a_running_campaign_is_measured_up_to_today():
    campaign = make_campaign(-1, 10)

    assert result_of(campaign).days == 2


# Lists


@pytest.mark.parametrize("item_count", [1, 3])
def test_list_costs_the_same_for_any_number(client, team, item_count, django_assert_num_queries):
    for number in range(item_count):
        make_occasion(20 + number, name_id=f"Acara {number}")
        for begins_in, fields in [(5, {}), (-20, {}), (8, {"invited_at": None})]:
            make_participation(make_campaign(begins_in, **fields))

    # session, person; permission; count and page of those over; occasions; drafts, current, cancelled; the
    # navigation's two counts with the moderator's permission
    with django_assert_num_queries(LIST_QUERIES):
        response = client.get(LIST)

    assert len(response.context["drafts"]) == len(response.context["current"]) == item_count
    assert len(response.context["page"]) == len(response.context["occasions"]) == item_count


@pytest.mark.parametrize("item_count", [1, 3])
def test_page_costs_the_same_for_any_number(client, team, item_count, django_assert_num_queries):
    campaign = make_campaign(3, 20, slots={"instagram": 2})
    at = timezone.now() + timedelta(days=5)
    for number in range(item_count):
        row = make_participation(campaign)
        make_slot(row.product, starts_at=at + timedelta(days=number), kind="campaign", campaign=campaign)

    with django_assert_num_queries(PAGE_QUERIES):
        response = client.get(f"{LIST}{campaign.pk}/")

    assert len(response.context["participations"]) == len(response.context["slots"]) == item_count


LIST_QUERIES = 12
PAGE_QUERIES = 19


def test_a_campaign_over_or_cancelled_twice_says_so():
    campaign = make_campaign()
    assert campaigns.cancel(campaign)

    with pytest.raises(campaigns.ValidationError, match="dibatalkan"):
        campaigns.cancel(campaign)
    with pytest.raises(campaigns.ValidationError):
        campaigns.invite(campaign, make_team_member())
