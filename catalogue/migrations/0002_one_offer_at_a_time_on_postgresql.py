from django.db import migrations

ADD = """
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE catalogue_offer ADD CONSTRAINT offer_one_at_a_time
EXCLUDE USING gist (product_id WITH =, tstzrange(starts_at, ends_at) WITH &&);
"""
REMOVE = "ALTER TABLE catalogue_offer DROP CONSTRAINT offer_one_at_a_time;"


def on_postgresql(sql):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql)

    return run


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_products_photos_offers")]
    operations = [migrations.RunPython(on_postgresql(ADD), on_postgresql(REMOVE))]
