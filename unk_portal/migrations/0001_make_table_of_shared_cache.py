from django.core.management import call_command
from django.db import migrations


def create(apps, schema_editor):
    """Make the table of the default cache whatever CACHE_URL says today, so that unsetting it later is enough."""
    call_command("createcachetable", "cache", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = []
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
