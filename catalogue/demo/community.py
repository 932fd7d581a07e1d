"""The forty fictional businesses of community.json, with their people, licences, products and offers."""

import json
from datetime import timedelta
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.utils import timezone

from catalogue.demo.counts import load_counts
from catalogue.demo.pictures import Cover, Logo, ProductPicture, make_all
from catalogue.models import Category, Offer, Photo, Product
from members import accounts, privacy
from members.models import Business, District, Licence, Membership, Regency, Sector, User

PASSWORD = "naik-kelas-lampung"
SUPERUSER, TEAM, OWNER = "admin@contoh.id", "pengurus@contoh.id", "yani@contoh.id"
TEAM_MATE = "bayu@contoh.id"
PEOPLE = {SUPERUSER: "Admin", TEAM: "Rani", TEAM_MATE: "Bayu"}
# A gallery of two shows how it works; more would only keep a first visitor waiting.
PHOTOS = 2
# product: days since somebody of the team helped its owner with it
HELPED_WITH = {"Lempok Durian 200 g": 4, "Keripik Pisang Curah 1 kg": 9}
LINKS = ["instagram", "tiktok", "shopee", "tokopedia", "website"]


def read_json(name):
    return json.loads((Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8"))


class Community:
    """Saves everything as of `now`, so that the same day always gives the same community."""

    def __init__(self, now=None):
        self.now = now or timezone.now()
        self.rows = read_json("community")
        self.password = make_password(PASSWORD)
        self.users: dict[str, User] = {}
        self.businesses: dict[str, Business] = {}

    def load(self):
        self.load_team()
        for row in self.rows["businesses"]:
            self.load_business(row)
        self.products = [self.load_product(row) for row in self.rows["products"]]
        self.help_owners()
        load_counts(self.products, self.now)

    def load_pictures(self, progress):
        """Draw what the businesses and products show; takes a minute. `progress` wraps the stream of pictures."""
        drawings = {}
        for row in self.rows["businesses"]:
            seed = len(drawings)
            drawings[Logo(row["initials"], row["tone"], seed)] = (self.businesses[row["slug"]], "logo")
            drawings[Cover(row["tone"], seed)] = (self.businesses[row["slug"]], "cover")
        for product, row in zip(self.products, self.rows["products"], strict=True):
            look = row["drawing"]
            for number in range(min(row["photos"], PHOTOS)):
                drawings[ProductPicture(look["shape"], look["tone"], look["label"], product.pk * 10 + number)] = (
                    product,
                    row["alt"],
                )
        for drawing, stored in make_all(list(drawings), progress).items():
            self.hang(stored, *drawings[drawing])

    def hang(self, stored, owner, what):
        if isinstance(owner, Business):
            Business.objects.filter(pk=owner.pk).update(**{what: stored.name})
            return
        Photo.objects.create(
            product=owner,
            position=owner.photos.count(),
            image=stored.name,
            width=stored.width,
            height=stored.height,
            alt=what,
        )

    def days(self, number):
        return self.now + timedelta(days=number)

    def user(self, email, **fields):
        if email not in self.users:
            self.users[email] = user = User.objects.create(email=email, password=self.password, **fields)
            accounts.set_address(user, is_verified=True)
            privacy.agree(user)
        return self.users[email]

    def load_team(self):
        self.user(SUPERUSER, name=PEOPLE[SUPERUSER], is_staff=True, is_superuser=True)
        team = Group.objects.get(name="Pengurus")
        for email, name in PEOPLE.items():
            if email != SUPERUSER:
                self.user(email, name=name).groups.add(team)

    def load_business(self, row):
        joined = self.days(-row["joined"])
        district = District.objects.get(code=row["district"])
        business = Business.objects.create(
            name=row["name"],
            slug=row["slug"],
            tagline=row["tagline"],
            story=row["story"],
            sector=Sector.objects.get(slug=row["sector"]),
            regency=Regency.objects.get(code=row["regency"]),
            district=district,
            address=row["address"].removesuffix(f", {district.name}"),
            is_address_public=row["is_address_public"],
            opening_hours=row["opening_hours"],
            has_pickup="pickup" in row["delivery"],
            has_courier="courier" in row["delivery"],
            has_expedition="expedition" in row["delivery"],
            whatsapp=row["whatsapp"] or "",
            scale=row["scale"] or "",
            status=row["status"],
            created_at=joined,
            submitted_at=joined if row["status"] != Business.Status.DRAFT else None,
            activated_at=joined if row["status"] in (Business.Status.ACTIVE, Business.Status.SUSPENDED) else None,
            **{link: row.get(link) or "" for link in LINKS},
        )
        self.businesses[row["slug"]] = business
        owner = None
        if row["owner"]:
            owner = self.user(row["owner"], name=row["owner"].split("@")[0].title())
            Membership.objects.create(user=owner, business=business)
            Business.objects.filter(pk=business.pk).update(whatsapp_confirmed_at=joined)
        confirmed_at = joined if owner else None
        business.history.update(history_date=joined, history_user=owner, whatsapp_confirmed_at=confirmed_at)
        for licence in row["licences"]:
            self.load_licence(business, licence)

    def load_licence(self, business, row):
        is_checked = row["status"] != Licence.Status.SUBMITTED
        expires = row["expires_in_days"]
        licence = Licence(
            business=business,
            kind=row["kind"],
            number=row["number"],
            issued_on=self.days(-row["issued_days_ago"]).date(),
            expires_on=None if expires is None else self.days(expires).date(),
            status=row["status"],
            checked_by=self.users[TEAM] if is_checked else None,
            checked_at=self.days(-min(row["issued_days_ago"] - 1, 60)) if is_checked else None,
        )
        self.save_as(licence, licence.checked_by, licence.checked_at)

    def save_as(self, row, user, at):
        """Save `row` with a history that says who did it and when."""
        row._history_user, row._history_date = user, at or self.now
        row.save()

    def help_owners(self):
        for product in self.products:
            if product.name in HELPED_WITH:
                self.save_as(product, self.users[TEAM], self.days(-HELPED_WITH[product.name]))

    def load_product(self, row):
        added = self.days(-row["days_ago"])
        product = Product.objects.create(
            business=self.businesses[row["business"]],
            category=Category.objects.get(slug=row["category"]),
            name=row["name"],
            description=row["description"],
            price=row["price"],
            unit=row["unit"],
            options=row["options"],
            availability=row["availability"],
            lead_time_days=row["lead_time_days"],
            minimum_order=row["minimum_order"],
            status=row["status"],
            created_at=added,
            published_at=None if row["status"] == Product.Status.DRAFT else added,
        )
        product.history.update(history_date=added)
        if row["offer"]:
            offer = Offer.objects.create(
                product=product,
                price=row["offer"]["price"],
                starts_at=self.days(row["offer"]["starts_in_days"]),
                ends_at=self.days(row["offer"]["ends_in_days"]),
            )
            offer.history.update(history_date=min(offer.starts_at, self.now))
        return product
