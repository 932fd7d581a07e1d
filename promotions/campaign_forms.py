"""What the team enters about a campaign, and what owners enter to take part."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from catalogue.fields import RupiahField
from catalogue.models import Product
from catalogue.offer_forms import MAX_DAYS, MAX_DAYS_AHEAD, DateInput, midnight
from promotions import campaigns, reserving
from promotions.models import Campaign, Channel, Reservation
from unk_portal.editing import GuardedForm

DATES = ("starts_on", "ends_on")
# Of the open slots a new campaign asks for so many at first: most turns stay with those whose turn it is.
FIRST_SHARE = 3


def text(**attrs):
    return forms.TextInput(attrs={"class": "input", **attrs})


def prefilled(occasion, today):
    """A new campaign's name and days from `occasion`, which may have begun; nothing of None."""
    if occasion is None:
        return {}
    year = str(occasion.starts_on.year)
    suffix = "" if year in occasion.name_id else f" {year}"
    return {
        "name_id": f"{occasion.name_id}{suffix}"[:100],
        "name_en": f"{occasion.name_en}{suffix}"[:100],
        "starts_on": max(occasion.starts_on, today),
        "ends_on": occasion.ends_on,
    }


class CampaignForm(GuardedForm):
    """A campaign with its days, whom it invites and how many slots it wants; `instance.occasion` may be set."""

    starts_on = forms.DateField(label=pgettext_lazy("campaign", "First day"), widget=DateInput)
    ends_on = forms.DateField(label=pgettext_lazy("campaign", "Last day"), widget=DateInput)

    class Meta:
        model = Campaign
        fields = ["name_id", "name_en", "theme", "sectors"]
        labels = {
            "name_id": gettext_lazy("Name in Indonesian"),
            "name_en": gettext_lazy("Name in English"),
            "theme": gettext_lazy("What is it about?"),
            "sectors": gettext_lazy("Who is invited?"),
        }
        help_texts = {
            "theme": gettext_lazy("Two or three sentences for members and shoppers."),
            "sectors": gettext_lazy("Choose none to invite all members."),
        }
        widgets = {
            "name_id": text(),
            "name_en": text(),
            "theme": forms.Textarea(attrs={"class": "input", "rows": 4}),
            "sectors": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, **kwargs):
        self.now = timezone.now()
        super().__init__(*args, **kwargs)
        campaign, today = self.instance, timezone.localdate(self.now)
        self.is_new = campaign.pk is None
        if self.is_new:
            self.initial = {**self.initial, **prefilled(campaign.occasion, today)}
        else:
            dates = {"starts_on": campaign.first_day, "ends_on": campaign.last_day}
            self.stored |= dates
            self.initial |= dates | {"seen": self.seen_now}
        self.channels = list(Channel.objects.active())
        self.add_slot_fields()

    def add_slot_fields(self):
        """A number for each channel, with how many open slots there are in the days as they stand now."""
        wanted = reserving.wanted_by(self.instance) if not self.is_new else None
        counts = self.free_counts(self.initial.get("starts_on"), self.initial.get("ends_on"))
        for channel in self.channels:
            number = counts.get(channel.pk, 0)
            self.fields[slots_name(channel)] = forms.IntegerField(
                label=channel.name,
                required=False,
                min_value=0,
                max_value=999,
                initial=number // FIRST_SHARE if wanted is None else wanted.get(channel.pk, 0),
                help_text=ngettext("of %(count)d open slot", "of %(count)d open slots", number) % {"count": number},
                widget=forms.NumberInput(attrs={"class": "input", "inputmode": "numeric"}),
            )

    @property
    def slot_fields(self):
        return [(channel, self[slots_name(channel)]) for channel in self.channels]

    def free_counts(self, starts_on, ends_on):
        if not starts_on or not ends_on or ends_on < starts_on:
            return {}
        period = Campaign(pk=self.instance.pk, starts_at=midnight(starts_on), ends_at=end_of(ends_on))
        places = reserving.places_between(period.starts_at, period.ends_at, self.now)
        return reserving.free_counts(period, places, self.now)

    def value_in_words(self, name):
        if name in DATES:
            return date_format(self.stored[name], "j F Y")
        if name == "sectors":
            return ", ".join(str(sector) for sector in self.instance.sectors.all()) or _("all members")
        return super().value_in_words(name)

    def clean(self):
        data = super().clean()
        if not self.errors:
            self.check_days(data["starts_on"], data["ends_on"])
        if not self.errors:
            self.check_slots(data)
        self.refuse_second(self.instance.occasion)
        return data

    def check_days(self, starts_on, ends_on):
        today = timezone.localdate(self.now)
        is_moved = self.is_new or starts_on != self.instance.first_day
        if ends_on < today:
            self.add_error("ends_on", ValidationError(_("That day is over."), code="past"))
        elif ends_on < starts_on:
            self.add_error("ends_on", ValidationError(_("It would end before it begins."), code="before_start"))
        elif (ends_on - starts_on).days >= MAX_DAYS:
            words = _("A campaign lasts at most %d days.") % MAX_DAYS
            self.add_error("ends_on", ValidationError(words, code="too_long"))
        if is_moved and starts_on < today:
            words = _("That day is over. It can begin today at the earliest.")
            self.add_error("starts_on", ValidationError(words, code="past"))
        elif is_moved and not self.is_new and self.instance.invited_at and self.instance.starts_at <= self.now:
            self.add_error("starts_on", ValidationError(_("It has begun already."), code="begun"))
        if starts_on > today + timedelta(days=MAX_DAYS_AHEAD):
            words = _("It can begin within a year at the latest.")
            self.add_error("starts_on", ValidationError(words, code="too_far"))
        if not self.is_new and (is_moved or ends_on != self.instance.last_day):
            self.keep_promised_days()

    def keep_promised_days(self):
        """Lower prices that members made for these days are theirs; nobody moves them."""
        offers = self.instance.participations.standing().exclude(offer=None).count()
        if offers:
            words = ngettext(
                "%(count)d member has a special price for these days. Keep them, or cancel and make a new campaign.",
                "%(count)d members have special prices for these days. Keep them, or cancel and make a new campaign.",
                offers,
            )
            self.add_error("starts_on", ValidationError(words % {"count": offers}, code="promised"))

    def check_slots(self, data):
        counts = self.free_counts(data["starts_on"], data["ends_on"])
        before = {} if self.is_new else reserving.wanted_by(self.instance)
        for channel in self.channels:
            name, most = slots_name(channel), counts.get(channel.pk, 0)
            wanted = data.get(name) or 0
            # What was asked for before may have been given to others meanwhile; it need not be asked for less.
            if wanted > max(most, before.get(channel.pk, 0)):
                words = ngettext(
                    "In these days there is only %(count)d open slot.",
                    "In these days there are only %(count)d open slots.",
                    most,
                )
                self.add_error(name, ValidationError(words % {"count": most}, code="too_many"))

    def refuse_second(self, occasion):
        if occasion:
            same = Campaign.objects.filter(occasion=occasion, cancelled_at=None).exclude(pk=self.instance.pk).first()
            if same:
                words = _("There is a campaign for this occasion already: “%(campaign)s”.") % {"campaign": same}
                raise ValidationError(words, code="exists")

    @property
    def wanted(self):
        """{channel: number of slots} as typed; only of a valid form."""
        typed = {channel.pk: self.cleaned_data.get(slots_name(channel)) for channel in self.channels}
        return {channel: number for channel, number in typed.items() if number}

    def save_alone(self):
        """Whether it was saved; not when somebody made one for the same occasion at this moment."""
        campaign = self.instance
        campaign.starts_at, campaign.ends_at = (
            midnight(self.cleaned_data["starts_on"]),
            end_of(self.cleaned_data["ends_on"]),
        )
        try:
            with transaction.atomic():
                self.save()
                self.save_reservations()
        except IntegrityError:
            self.refuse_unsaved()
        return not self.errors

    def refuse_unsaved(self):
        words = _("Somebody made a campaign for this occasion at the same moment. Look at the list.")
        self.add_error(None, ValidationError(words, code="exists"))

    def save_reservations(self):
        campaign = self.instance
        shown = [channel.pk for channel in self.channels]
        campaign.reservations.filter(channel__in=shown).exclude(channel__in=self.wanted).delete()
        for channel, number in self.wanted.items():
            Reservation.objects.update_or_create(campaign=campaign, channel_id=channel, defaults={"slots": number})


def slots_name(channel):
    return f"slots_{channel.slug}"


def end_of(day):
    """The instant at which `day` is over."""
    return midnight(day + timedelta(days=1))


class JoinForm(forms.Form):
    """One product of the business, and a lower price for the campaign's days if the owner likes."""

    product: forms.ModelChoiceField = forms.ModelChoiceField(
        None,
        label=gettext_lazy("With which product?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose a product."),
            "invalid_choice": gettext_lazy("Visitors cannot see this product now."),
        },
    )
    price = RupiahField(
        label=gettext_lazy("Special price for the campaign"),
        required=False,
        help_text=gettext_lazy("If you like. It holds for the days of the campaign only."),
    )

    def __init__(self, *args, campaign, business, row=None, **kwargs):
        self.campaign, self.business = campaign, business
        if row:
            kwargs["initial"] = {"product": row.product_id, "price": row.offer.price if row.offer else None}
        super().__init__(*args, **kwargs)
        published = Product.objects.published().filter(business=business).order_by("name", "pk")
        self.fields["product"].queryset = published
        self.products = list(published.prefetch_related("photos"))
        if len(self.products) == 1 and not self.is_bound:
            self.initial["product"] = self.products[0].pk

    @property
    def choices(self):
        """(product, whether it is the chosen one), in order."""
        chosen = str(self["product"].value() or "")
        return [(product, str(product.pk) == chosen) for product in self.products]

    def attempt(self, user):
        """Whether the business takes part now; if not, the form says why."""
        if not self.is_valid():
            return False
        data = self.cleaned_data
        try:
            campaigns.join(self.campaign, self.business, data["product"], data["price"], user)
        except ValidationError as refusal:
            self.add_error(None, refusal)
        return not self.errors
