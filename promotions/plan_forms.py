"""What the team enters about the weekly plan, the rota and the guidelines."""

import re
from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from promotions.access import team_members
from promotions.models import Absence, Channel, Guideline, Rota, WeeklySlot

TIMES = ["%H:%M", "%H.%M", "%H:%M:%S"]


def select():
    return forms.Select(attrs={"class": "input"})


def time_field():
    return forms.TimeField(
        label=gettext_lazy("Time"),
        input_formats=TIMES,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "input"}),
        error_messages={
            "required": gettext_lazy("Say at what time."),
            "invalid": gettext_lazy("Write a time like 19.00."),
        },
    )


class LineForm(forms.ModelForm):
    """A line of the weekly plan. Its channel stays what it was: another channel is another line."""

    time = time_field()

    class Meta:
        model = WeeklySlot
        fields = ["weekday", "time", "kind"]
        labels = {"weekday": gettext_lazy("Day"), "kind": gettext_lazy("For whom")}
        widgets = {"weekday": select(), "kind": select()}
        help_texts = {
            "kind": gettext_lazy(
                "A welcome slot goes to members never promoted on any channel yet; if none waits, it goes in turn."
            )
        }

    def clean(self):
        data = super().clean()
        line = WeeklySlot(**{"channel": self.instance.channel if self.instance.channel_id else None, **data})
        if line.channel_id and line.weekday is not None and line.time:
            same = WeeklySlot.objects.filter(channel=line.channel, weekday=line.weekday, time=line.time)
            if same.exclude(pk=self.instance.pk).exists():
                self.add_error("time", ValidationError(_("This line stands in the plan already."), code="twice"))
        return data


class NewLineForm(LineForm):
    channel = forms.ModelChoiceField(
        Channel.objects.active(),
        label=gettext_lazy("Channel"),
        empty_label=None,
        widget=select(),
        error_messages={"required": gettext_lazy("Choose a channel.")},
    )

    class Meta(LineForm.Meta):
        fields = ["channel", "weekday", "time", "kind"]


class PersonField(forms.ModelChoiceField):
    def __init__(self, **kwargs):
        # Read for each form: who belongs to the team may change.
        super().__init__(None, widget=select(), **kwargs)


class RotaForm(forms.Form):
    """Who looks after each weekday, on all channels that have nobody of their own."""

    def __init__(self, *args, **kwargs):
        self.lines = {line.weekday: line for line in Rota.objects.filter(channel=None)}
        super().__init__(*args, **kwargs)
        people = list(team_members())
        choices = [("", _("Nobody in particular")), *((person.pk, str(person)) for person in people)]
        self.people = {str(person.pk): person for person in people}
        for weekday, name in WeeklySlot.Weekday.choices:
            line = self.lines.get(weekday)
            self.fields[f"day_{weekday}"] = forms.ChoiceField(
                label=name,
                choices=choices,
                required=False,
                widget=select(),
                initial=line.user_id if line else "",
                error_messages={"invalid_choice": gettext_lazy("This person is not in the team.")},
            )

    def save(self):
        for weekday in WeeklySlot.Weekday.values:
            user = self.people.get(self.cleaned_data[f"day_{weekday}"])
            if user:
                Rota.objects.update_or_create(weekday=weekday, channel=None, defaults={"user": user})
            else:
                Rota.objects.filter(weekday=weekday, channel=None).delete()


class RotaLineForm(forms.ModelForm):
    """Who looks after one channel on a weekday, before the person of the whole day."""

    user = PersonField(
        label=gettext_lazy("Who"),
        empty_label=None,
        error_messages={
            "required": gettext_lazy("Choose somebody."),
            "invalid_choice": gettext_lazy("This person is not in the team."),
        },
    )
    channel = forms.ModelChoiceField(
        Channel.objects.active().manual(),
        label=gettext_lazy("Channel"),
        empty_label=None,
        widget=select(),
        error_messages={"required": gettext_lazy("Choose a channel.")},
    )

    class Meta:
        model = Rota
        fields = ["channel", "weekday", "user"]
        labels = {"weekday": gettext_lazy("Day")}
        widgets = {"weekday": select()}

    def __init__(self, *args, **kwargs):
        # It stands on one page with the form for a line of the plan.
        super().__init__(*args, auto_id="id_rota_%s", **kwargs)
        self.fields["user"].queryset = team_members()

    def validate_constraints(self):
        """A second line for the same day and channel replaces the first."""

    def save(self, commit=True):
        data = self.cleaned_data
        line, _is_new = Rota.objects.update_or_create(
            weekday=data["weekday"], channel=data["channel"], defaults={"user": data["user"]}
        )
        return line


LONGEST_ABSENCE = timedelta(days=366)


def day_field(label, required):
    return forms.DateField(
        label=label,
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        # A date field of the browser reads no other form.
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input"}),
        error_messages={"required": required, "invalid": gettext_lazy("Write a date like 25-11-2026.")},
    )


class AbsenceForm(forms.ModelForm):
    """Days on which somebody of the team is away, the last one included."""

    user = PersonField(
        label=gettext_lazy("Who is away?"),
        empty_label=None,
        error_messages={
            "required": gettext_lazy("Choose somebody."),
            "invalid_choice": gettext_lazy("This person is not in the team."),
        },
    )
    starts_on = day_field(gettext_lazy("First day"), gettext_lazy("Say from which day on."))
    ends_on = day_field(gettext_lazy("Last day"), gettext_lazy("Say until which day."))

    class Meta:
        model = Absence
        fields = ["user", "starts_on", "ends_on", "remark"]
        labels = {"remark": gettext_lazy("Remark, if you like")}
        help_texts = {"remark": gettext_lazy("Seen by the team.")}
        widgets = {"remark": forms.TextInput(attrs={"class": "input"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="id_absence_%s", **kwargs)
        self.fields["user"].queryset = team_members()
        today = timezone.localdate().isoformat()
        for name in ("starts_on", "ends_on"):
            self.fields[name].widget.attrs["min"] = today

    def clean_starts_on(self):
        if self.cleaned_data["starts_on"] < timezone.localdate():
            raise ValidationError(_("This day is past. Start today or later."), code="past")
        return self.cleaned_data["starts_on"]

    def clean(self):
        data = super().clean()
        first, last, user = data.get("starts_on"), data.get("ends_on"), data.get("user")
        if not (first and last and user):
            return data
        if last < first:
            self.add_error("ends_on", ValidationError(_("The last day is before the first."), code="turned_around"))
        elif last - first > LONGEST_ABSENCE:
            self.add_error("ends_on", ValidationError(_("That is more than a year. Check the date."), code="too_long"))
        elif Absence.objects.filter(user=user, starts_on__lte=first, ends_on__gte=last).exists():
            self.add_error(
                "starts_on",
                ValidationError(_("%(name)s is away on these days already."), code="twice", params={"name": user}),
            )
        return data


def channel_choices():
    return forms.ModelMultipleChoiceField(
        Channel.objects.all(),
        label=gettext_lazy("Only for these channels"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None ticked: for all channels."),
    )


# The checks with a number: the smallest and largest that make sense. Photos are kept at 2048 pixels on the longer side,
# so a phone's photo of 4:3 has 1536 on the shorter one.
NUMBERS = {"photo_side": (320, 1500), "photo_count": (1, 10), "description": (1, 2000)}


class CheckForm(forms.ModelForm):
    """A guideline that the program checks: its number, where it has one, and where it holds."""

    channels = channel_choices()

    class Meta:
        model = Guideline
        fields = ["parameter", "channels"]
        labels = {"parameter": gettext_lazy("Number")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limits = NUMBERS.get(self.instance.check_name)
        if limits is None:
            del self.fields["parameter"]
            return
        smallest, largest = limits
        self.fields["parameter"] = forms.IntegerField(
            label=gettext_lazy("Number"),
            min_value=smallest,
            max_value=largest,
            widget=forms.NumberInput(attrs={"class": "input", "inputmode": "numeric"}),
            help_text=_("From %(smallest)d to %(largest)d.") % {"smallest": smallest, "largest": largest},
            error_messages={"required": gettext_lazy("Write a number."), "invalid": gettext_lazy("Write a number.")},
        )
        self.before = self.instance.parameter

    def save(self, commit=True):
        """The words of the guideline say the new number too."""
        if "parameter" in self.changed_data and self.before is not None:
            for name in ("name_id", "name_en"):
                words = re.sub(rf"\b{self.before}\b", str(self.instance.parameter), getattr(self.instance, name))
                setattr(self.instance, name, words)
        return super().save(commit)


class TickedForm(forms.ModelForm):
    """A line that the approver ticks, in both languages."""

    channels = channel_choices()

    class Meta:
        model = Guideline
        fields = ["name_id", "name_en", "channels"]
        labels = {"name_id": gettext_lazy("In Indonesian"), "name_en": gettext_lazy("In English")}
        widgets = {name: forms.Textarea(attrs={"class": "input", "rows": 2}) for name in ["name_id", "name_en"]}
        error_messages = {
            name: {"required": gettext_lazy("Write the line in both languages.")} for name in ["name_id", "name_en"]
        }
