from pathlib import Path

from django.db import migrations

from unk_portal.reference import read_rows

APP = Path(__file__).parent


def load(apps, schema_editor):
    Channel = apps.get_model("promotions", "Channel")
    PlatformLimits = apps.get_model("promotions", "PlatformLimits")
    Guideline = apps.get_model("promotions", "Guideline")
    channels = {}
    for row in read_rows(APP, "channels"):
        limits = row.pop("limits")
        channels[row["slug"]] = channel = Channel.objects.create(**row)
        PlatformLimits.objects.bulk_create(PlatformLimits(channel=channel, **line) for line in limits)
    for row in read_rows(APP, "guidelines"):
        only_for = row.pop("channels")
        Guideline.objects.create(**row).channels.set(channels[slug] for slug in only_for)


class Migration(migrations.Migration):
    dependencies = [("promotions", "0001_channels_slots_tickets")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
