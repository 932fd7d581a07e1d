"""What owners enter about a lower price for a period."""

import calendar
from datetime import datetime, time, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from catalogue.fields import RupiahField
from catalogue.models import Offer, Product
from unk_portal.editing import GuardedForm
from unk_portal.templatetags.site import rupiah

MAX_DAYS = 90
MAX_DAYS_AHEAD = 365
# What PostgreSQL calls two offers at once.
ONE_AT_A_TIME = "offer_one_at_a_time"
DATES = ("starts_on", "ends_on")


class Until(models.TextChoices):
    """How long an offer runs, as people say it."""

    WEEKEND = "akhir-pekan", gettext_lazy("To the end of the week")
    WEEK = "7-hari", gettext_lazy("7 days")
    MONTH = "akhir-bulan", gettext_lazy("To the end of the month")
    DATE = "tanggal", gettext_lazy("To a date of my own")


def last_day(until, starts_on):
    """The last day, counted in, of an offer that begins on `starts_on` and runs `until`."""
    if until == Until.WEEKEND:
        return starts_on + timedelta(days=6 - starts_on.weekday())
    if until == Until.WEEK:
        return starts_on + timedelta(days=6)
    return starts_on.replace(day=calendar.monthrange(starts_on.year, starts_on.month)[1])


def midnight(day):
    """The instant at which `day` begins in Lampung."""
    return timezone.make_aware(datetime.combine(day, time.min))


def no_offer_because(product):
    """Why the product can have no new offer, in words; empty when it can."""
    if product.status == Product.Status.ARCHIVED:
        return _("This product is archived. Publish it again first, then give it a special price.")
    if not product.price:
        return _("Set the product's price first. A special price is below it.")
    return ""


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self):
        super().__init__({"class": "input"}, format="%Y-%m-%d")


class OfferForm(GuardedForm):
    """An offer of a product that the view has locked: a new one, or one that has not begun."""

    price = RupiahField(label=gettext_lazy("Special price"))
    starts_on = forms.DateField(
        label=pgettext_lazy("offer", "Begins on"), widget=DateInput, help_text=gettext_lazy("Today means at once.")
    )
    until = forms.ChoiceField(label=gettext_lazy("How long"), choices=Until, widget=forms.RadioSelect)
    ends_on = forms.DateField(label=gettext_lazy("Last day"), widget=DateInput, required=False)

    class Meta:
        model = Offer
        fields = ["price"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            dates = {name: getattr(self.instance, name) for name in DATES}
            self.stored |= dates
            self.initial |= dates | {"until": Until.DATE, "seen": self.seen_now}
        else:
            self.initial["until"] = Until.WEEK
        for name in DATES:
            self.fields[name].widget.attrs["min"] = timezone.localdate().isoformat()

    def clean_starts_on(self):
        day, today = self.cleaned_data["starts_on"], timezone.localdate()
        if day < today:
            raise ValidationError(_("That day is over. It can begin today at the earliest."), code="past")
        if day > today + timedelta(days=MAX_DAYS_AHEAD):
            raise ValidationError(_("It can begin within a year at the latest."), code="too_far")
        return day

    def clean(self):
        data = super().clean()
        if words := no_offer_because(self.instance.product):
            raise ValidationError(words, code="no_offer")
        if "starts_on" in data and "until" in data:
            try:
                self.set_period(data["starts_on"], self.checked_last_day(data))
            except ValidationError as error:
                self.add_error("ends_on", error)
        return data

    def checked_last_day(self, data):
        day, starts_on = data.get("ends_on"), data["starts_on"]
        if data["until"] != Until.DATE:
            return last_day(data["until"], starts_on)
        if "ends_on" in self.errors:
            return None
        if not day:
            raise ValidationError(_("Choose the last day."), code="required")
        if day < timezone.localdate():
            raise ValidationError(_("That day is over."), code="past")
        if day < starts_on:
            raise ValidationError(_("It would end before it begins."), code="before_start")
        if (day - starts_on).days >= MAX_DAYS:
            raise ValidationError(_("At most %d days. After that, make a new one."), code="too_long", params=MAX_DAYS)
        return day

    def set_period(self, starts_on, ends_on):
        """From now or the first day's beginning to the last day's end; days that stay keep their time of day."""
        if ends_on is None:
            return
        offer, today = self.instance, timezone.localdate()
        is_new = not offer.pk
        if is_new or starts_on != offer.starts_on:
            offer.starts_at = timezone.now() if starts_on == today else midnight(starts_on)
        if is_new or ends_on != offer.ends_on:
            offer.ends_at = midnight(ends_on + timedelta(days=1))

    def value_in_words(self, name):
        if name in DATES:
            return date_format(self.stored[name], "j F Y")
        return rupiah(self.instance.price)

    def save_alone(self):
        """Whether the offer was saved; not when another, of a transaction that did not wait, got this period first."""
        try:
            with transaction.atomic():
                self.save()
        except IntegrityError as error:
            if ONE_AT_A_TIME not in str(error):
                raise
            self.add_error(None, ValidationError(_("Another offer runs in this period."), code="overlap"))
        return self.is_valid()
