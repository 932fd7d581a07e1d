from pathlib import Path

from django.db import migrations

from unk_portal.reference import read_rows

APP = Path(__file__).parent


def load(apps, schema_editor):
    Regency = apps.get_model("members", "Regency")
    District = apps.get_model("members", "District")
    Sector = apps.get_model("members", "Sector")
    Regency.objects.bulk_create(Regency(**row) for row in read_rows(APP, "regencies"))
    District.objects.bulk_create(
        District(code=row["code"], bps_code=row["bps_code"], regency_id=row["regency"], name=row["name"])
        for row in read_rows(APP, "districts")
    )
    Sector.objects.bulk_create(Sector(**row) for row in read_rows(APP, "sectors"))


class Migration(migrations.Migration):
    dependencies = [("members", "0001_people_places_businesses")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
