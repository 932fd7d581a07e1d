"""What an owner is asked to do next, situation by situation."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from promotions.next_steps import Invitation, Kind, Listing, Permit, Situation, Stage, Step, Turn, next_steps
from promotions.step_words import days_away, step_line

TODAY = date(2026, 3, 17)
READY = Listing(1, "Keripik")
HARBOLNAS = Invitation(5, "Harbolnas 12.12", 3)
THREE = (READY, Listing(2, "Kopi"), Listing(3, "Lempok"))


def situation(stage=Stage.ACTIVE, **fields):
    fields.setdefault("listings", THREE)
    return Situation(stage, TODAY, **fields)


def permit(days):
    return Permit("P-IRT", TODAY + timedelta(days=days))


SITUATIONS = {
    "all is well": (situation(), []),
    "just begun": (situation(Stage.DRAFT, listings=()), [Kind.JOIN, Kind.FIRST_PRODUCT]),
    "joining asks for WhatsApp itself": (
        situation(Stage.DRAFT, has_whatsapp=False, is_whatsapp_checked=False),
        [Kind.JOIN],
    ),
    "a draft business has drafts": (situation(Stage.DRAFT, listings=[Listing(1, is_published=False)] * 3), [Kind.JOIN]),
    "the team asked for changes": (situation(Stage.RETURNED), [Kind.CHANGE]),
    "waiting without products": (situation(Stage.SUBMITTED, listings=()), [Kind.FIRST_PRODUCT]),
    "waiting with a draft": (
        situation(Stage.SUBMITTED, listings=[Listing(1, is_published=False)]),
        [Kind.PUBLISH, Kind.MORE_PRODUCTS],
    ),
    "rejected": (situation(Stage.REJECTED, listings=(), has_whatsapp=False), []),
    "WhatsApp never opened": (situation(is_whatsapp_checked=False), [Kind.WHATSAPP]),
    "no WhatsApp": (situation(has_whatsapp=False), [Kind.WHATSAPP]),
    "no product": (situation(listings=()), [Kind.FIRST_PRODUCT]),
    "one product": (situation(listings=[READY]), [Kind.MORE_PRODUCTS]),
    "hidden": (situation(listings=[*THREE, Listing(4, hidden_reason="Foto orang lain")]), [Kind.MEND]),
    "hidden and asked again": (
        situation(listings=[*THREE, Listing(4, hidden_reason="Foto orang lain", is_review_asked=True, missing=2)]),
        [],
    ),
    "a hidden draft is mended, not published": (
        situation(listings=[*THREE, Listing(4, hidden_reason="Foto", is_published=False)]),
        [Kind.MEND],
    ),
    "something is missing": (situation(listings=[*THREE, Listing(4, missing=2)]), [Kind.COMPLETE]),
    "a draft": (situation(listings=[*THREE, Listing(4, is_published=False, missing=2)]), [Kind.PUBLISH]),
    "licence over": (situation(permits=[permit(-1)]), [Kind.LICENCE_OVER]),
    "licence ends today": (situation(permits=[permit(0)]), [Kind.LICENCE_ENDING]),
    "licence ends in sixty days": (situation(permits=[permit(60)]), [Kind.LICENCE_ENDING]),
    "licence ends later": (situation(permits=[permit(61)]), []),
    "sold out since two weeks": (situation(listings=[*THREE, Listing(4, sold_out_days=14)]), [Kind.RESTOCK]),
    "sold out lately": (situation(listings=[*THREE, Listing(4, sold_out_days=13)]), []),
    "a turn in a week": (situation(turn=Turn(READY, 7)), [Kind.CONFIRM_TURN]),
    "a turn that was confirmed": (situation(turn=Turn(READY, 7, is_confirmed=True)), []),
    "a turn posted this week": (situation(posted=Turn(READY, 7)), [Kind.POSTED]),
    "a turn posted before": (situation(posted=Turn(READY, 8)), []),
    "a turn later": (situation(turn=Turn(READY, 8)), []),
    "a turn at risk": (
        situation(listings=[Listing(1, missing=1), *THREE[1:]], turn=Turn(Listing(1, missing=1), 2, missing=1)),
        [Kind.RESCUE_TURN],
    ),
    "invited to a campaign": (situation(invitation=HARBOLNAS), [Kind.CAMPAIGN]),
    "invited with nothing to show": (
        situation(invitation=HARBOLNAS, listings=[Listing(1, is_published=False)] * 3),
        [Kind.PUBLISH],
    ),
    "invited with a hidden product alone": (
        situation(invitation=HARBOLNAS, listings=[Listing(1, hidden_reason="Foto", is_review_asked=True)] * 3),
        [],
    ),
    "much at once": (
        situation(
            is_whatsapp_checked=False,
            listings=[
                Listing(1, hidden_reason="Harga salah"),
                Listing(2, is_published=False),
                Listing(3, missing=1),
                Listing(4, sold_out_days=30),
            ],
            permits=[permit(10), permit(-10)],
            turn=Turn(Listing(4, sold_out_days=30), 1, missing=1),
            invitation=HARBOLNAS,
        ),
        [
            Kind.WHATSAPP,
            Kind.MEND,
            Kind.RESCUE_TURN,
            Kind.PUBLISH,
            Kind.LICENCE_OVER,
            Kind.COMPLETE,
            Kind.CAMPAIGN,
            Kind.LICENCE_ENDING,
            Kind.RESTOCK,
        ],
    ),
}


@pytest.mark.parametrize("name", SITUATIONS)
def test_steps_follow_by_urgency(name):
    facts, kinds = SITUATIONS[name]

    assert [step.kind for step in next_steps(facts)] == kinds


def test_the_nearest_draft_and_the_nearest_incomplete_product_come_first():
    listings = [
        Listing(1, missing=3),
        Listing(2, missing=1),
        Listing(3, is_published=False, missing=2),
        Listing(4, is_published=False, missing=1),
    ]

    publish, complete = next_steps(situation(listings=listings))

    assert (publish.kind, publish.listing.pk) == (Kind.PUBLISH, 4)
    assert (complete.kind, complete.listing.pk) == (Kind.COMPLETE, 2)


def test_of_the_sold_out_the_one_that_says_so_longest_is_asked_about():
    listings = [Listing(1, sold_out_days=20), Listing(2, sold_out_days=40), Listing(3, sold_out_days=30)]

    (step,) = next_steps(situation(listings=listings))

    assert step.listing.pk == 2


def step_of(kind):
    listing = Listing(7, "Keripik Pisang", hidden_reason="Foto orang lain", missing=2, sold_out_days=20)
    return Step(kind, listing, Permit("P-IRT", TODAY), Turn(listing, 1, missing=1), HARBOLNAS)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_step_has_words_and_a_place_to_go(kind, language):
    with translation.override(language):
        line = step_line(step_of(kind))

    assert all([line.title, line.why, line.action, line.sign])
    assert line.address.startswith("/kelola/" if language == "id" else "/en/kelola/")
    assert "%" not in line.title + line.why


def test_words_name_the_reason_and_the_day():
    assert step_line(step_of(Kind.MEND)).why == (
        "Kata pengurus: Foto orang lain. Perbaiki, lalu minta ditampilkan lagi."
    )
    assert step_line(step_of(Kind.RESCUE_TURN)).why == "Gilirannya besok. Kurang 1 hal."
    assert step_line(step_of(Kind.LICENCE_ENDING)).title == "P-IRT berakhir 17 Maret 2026"
    assert step_line(step_of(Kind.CAMPAIGN)).title == "Ikut “Harbolnas 12.12”"
    assert step_line(step_of(Kind.CAMPAIGN)).why.startswith("Mulainya 3 hari lagi. Pilih satu produk")
    assert step_line(step_of(Kind.CAMPAIGN)).address == "/kelola/kampanye/5/"
    assert step_line(step_of(Kind.RESTOCK)).address == "/kelola/produk/7/#sedia"


def test_long_and_missing_names_make_readable_titles():
    long = step_line(Step(Kind.COMPLETE, Listing(1, "Keripik " * 25, missing=1)))
    unnamed = step_line(Step(Kind.PUBLISH, Listing(1, "", is_published=False)))

    assert len(long.title) < 70
    assert unnamed.title == "Terbitkan Produk tanpa nama"


def test_days_are_said_as_one_would():
    assert [days_away(days) for days in (0, 1, 5)] == ["hari ini", "besok", "5 hari lagi"]
