import uuid

import django.db.models.deletion
from django.db import migrations, models


def index_anew(apps, schema_editor):
    """An empty index of the new shape; all of it is made from pages by `rebuild_search`."""
    from search.engines.choice import _database_engine

    with schema_editor.connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS search_index_new")
        cursor.execute("DROP TABLE search_index")
        _database_engine(schema_editor.connection.vendor).create_table(cursor, "search_index")


class Migration(migrations.Migration):
    """Documents are made anew, because SQLite reads a row from its beginning and would keep new columns at its end."""

    dependencies = [("search", "0004_asked_questions")]

    operations = [
        migrations.DeleteModel(name="DocumentFacet"),
        migrations.DeleteModel(name="SearchDocument"),
        migrations.CreateModel(
            name="SearchDocument",
            fields=[
                ("page_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("translation_key", models.UUIDField()),
                ("language", models.CharField(max_length=12)),
                ("type_key", models.CharField(max_length=30)),
                ("title_key", models.TextField(blank=True)),
                ("published_at", models.DateTimeField()),
                ("expire_at", models.DateTimeField(null=True)),
                ("visible", models.BooleanField(default=True)),
                ("version", models.BigIntegerField()),
                ("generation", models.BigIntegerField(default=0)),
                ("fingerprint", models.CharField(max_length=64)),
                ("changed_at", models.DateTimeField()),
                ("lengths", models.JSONField(default=list)),
                ("terms", models.JSONField(default=dict)),
                ("texts", models.JSONField(default=dict)),
                ("tokens", models.JSONField(default=dict)),
                ("facets", models.JSONField(default=dict)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["language", "visible", "expire_at"], name="search_doc_scope"),
                    models.Index(fields=["title_key"], name="search_doc_title"),
                    models.Index(fields=["generation"], name="search_doc_generation"),
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentFacet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("facet", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=80)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="facet_rows",
                        to="search.searchdocument",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["facet", "key", "document"], name="search_facet_value")],
                "constraints": [
                    models.UniqueConstraint(fields=("document", "facet", "key"), name="search_facet_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="IndexState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("generation", models.BigIntegerField(default=0)),
                ("epoch", models.UUIDField(default=uuid.uuid4)),
            ],
        ),
        migrations.RunPython(index_anew, migrations.RunPython.noop, elidable=False),
    ]
