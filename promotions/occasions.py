"""Days worth knowing when planning: holidays are computed, others are reference rows; the team may change all."""

from collections import Counter
from datetime import date, timedelta

from django.utils import timezone
from django.utils.text import slugify
from holidays import country_holidays

from promotions.models import Occasion
from unk_portal.reference import read_rows

# This year and the two after it.
YEARS = 3
RAMADAN_DAYS = 30
EID = "Eid al-Fitr"
EID_1447, DAYS_OF_HIJRI_YEAR = date(2026, 3, 21), 354.367
# The decrees of three ministers that name a year's holidays and days of joint leave. Other years are computed.
DECREES = {2026: "SKB 3 Menteri 1497/2/5 (2025)", 2027: "SKB 3 Menteri 1205/3/2 (2026)"}
COMPUTED = "PyPI holidays"
ESTIMATES = (" (perkiraan)", " (estimated)")
# By the Balinese calendar; the day is the ministers' to name, and the package does not mark it as an estimate.
NAMED_BY_DECREE = "Day of Silence"
KINDS = {"public": Occasion.Kind.NATIONAL_HOLIDAY, "government": Occasion.Kind.JOINT_LEAVE}


def keep_present(now):
    """Add what is missing of the coming years, and let estimates follow what is known now.

    What the team changed stays as it is, and what it removed does not come back.
    """
    first = timezone.localdate(now).year
    known = {row.key: row for row in Occasion.objects.exclude(key=None)}
    added, moved = [], []
    for row in known_rows(range(first, first + YEARS)):
        there = known.get(row.key)
        if there is None:
            added.append(row)
        elif not (there.is_edited or there.is_removed or there.is_certain) and follows(there, row):
            moved.append(there)
    Occasion.objects.bulk_create(added, ignore_conflicts=True)
    if moved:
        Occasion.objects.bulk_update(moved, FOLLOWED)


FOLLOWED = ["starts_on", "ends_on", "is_certain", "source"]


def follows(there, row):
    """Give `there` the dates of `row`; whether anything changed."""
    changed = [name for name in FOLLOWED if getattr(there, name) != getattr(row, name)]
    for name in changed:
        setattr(there, name, getattr(row, name))
    return bool(changed)


def known_rows(years):
    """An unsaved `Occasion` for each day and season of `years`, with a key that it has at every run."""
    rows = sorted(
        (row for year in years for row in [*public_holidays(year), *of_every_year(year)]), key=lambda row: row.starts_on
    )
    numbers: Counter[str] = Counter()
    for row in rows:
        name = f"{row.starts_on.year}-{slugify(row.name_en)[:40]}"
        numbers[name] += 1
        row.key = f"{name}-{numbers[name]}"
    dated = [Occasion(**{**row, "starts_on": day(row["starts_on"]), "ends_on": day(row["ends_on"])}) for row in DATED]
    keys = {row.key for row in dated}
    rows += [row for row in dated if row.starts_on.year in years]
    return rows + [row for row in computed_ramadans(rows) if row.key not in keys]


def public_holidays(year):
    """The holidays and days of joint leave of `year`."""
    for category, kind in KINDS.items():
        in_indonesian, in_english = (
            country_holidays("ID", years=year, categories=(category,), language=language)
            for language in ("id", "en_US")
        )
        for on in sorted(in_indonesian):
            for name_id, name_en in zip(in_indonesian.get_list(on), in_english.get_list(on), strict=True):
                is_estimate = name_en.endswith(ESTIMATES) or name_en == NAMED_BY_DECREE
                yield Occasion(
                    name_id=without_mark(name_id),
                    name_en=without_mark(name_en),
                    kind=kind,
                    starts_on=on,
                    ends_on=on,
                    is_certain=year in DECREES or not is_estimate,
                    source=DECREES.get(year, COMPUTED),
                )


def of_every_year(year):
    for row in YEARLY:
        on = day(f"{year}-{row['day']}")
        yield Occasion(**{name: row[name] for name in row if name != "day"}, starts_on=on, ends_on=on)


def computed_ramadans(rows):
    """Ramadan, as a guess, before each Idul Fitri."""
    for eid in rows:
        if eid.name_en == EID:
            hijri_year = 1447 + round((eid.starts_on - EID_1447).days / DAYS_OF_HIJRI_YEAR)
            yield Occasion(
                key=f"ramadan-{hijri_year}",
                name_id="Ramadan",
                name_en="Ramadan",
                kind=Occasion.Kind.RELIGIOUS_SEASON,
                starts_on=eid.starts_on - timedelta(days=RAMADAN_DAYS),
                ends_on=eid.starts_on - timedelta(days=1),
                is_certain=False,
                source=COMPUTED,
            )


def without_mark(name):
    for mark in ESTIMATES:
        name = name.removesuffix(mark)
    return name


def day(words):
    return date.fromisoformat(words)


YEARLY = read_rows(__file__, "occasions_yearly")
DATED = read_rows(__file__, "occasions_dated")
