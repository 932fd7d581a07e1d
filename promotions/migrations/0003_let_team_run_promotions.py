from django.db import migrations


def allow(apps, schema_editor):
    """Django makes permissions after the last migration; the group needs its one now."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="promotions", model="slot"
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename="run_promotions",
        defaults={"name": "Can plan, approve and post promotions"},
    )
    apps.get_model("auth", "Group").objects.get(name="Pengurus").permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("promotions", "0002_load_channels_and_guidelines"),
        ("members", "0003_give_team_its_group"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(allow, migrations.RunPython.noop)]
