from django.db import migrations, models
from django.db.models import Max


def keep_one_note_a_page(apps, schema_editor):
    tasks = apps.get_model("search", "IndexTask").objects
    last = tasks.order_by().values("page_id").annotate(last=Max("pk")).values_list("last", flat=True)
    tasks.exclude(pk__in=list(last)).delete()


class Migration(migrations.Migration):
    dependencies = [("search", "0005_ranked_documents")]

    operations = [
        migrations.RunPython(keep_one_note_a_page, migrations.RunPython.noop, elidable=True),
        migrations.AlterField("indextask", "page_id", models.BigIntegerField(unique=True)),
        migrations.AddField("indextask", "version", models.BigIntegerField(default=0)),
        migrations.AddField("indextask", "attempts", models.PositiveIntegerField(default=0)),
        migrations.AddField("indextask", "try_after", models.DateTimeField(null=True)),
        migrations.AddField("indextask", "error", models.TextField(blank=True)),
    ]
