from pathlib import Path

from django.db import migrations

from unk_portal.reference import read_rows

COLUMNS = ["slug", "name_id", "name_en", "google_category_id", "position"]


def load(apps, schema_editor):
    """The upper level first, so that the lower can point to it."""
    Category = apps.get_model("catalogue", "Category")
    by_slug = {}
    rows = read_rows(Path(__file__).parent, "categories")
    for row in sorted(rows, key=lambda row: row["parent"] is not None):
        by_slug[row["slug"]] = Category.objects.create(
            parent=by_slug.get(row["parent"]), **{column: row[column] for column in COLUMNS}
        )


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_one_offer_at_a_time_on_postgresql")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
