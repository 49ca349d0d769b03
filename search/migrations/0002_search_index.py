from django.db import migrations


def create(apps, schema_editor):
    """The index of the database that is in use; the same call as at each rebuild."""
    from search.engines.choice import _database_engine

    with schema_editor.connection.cursor() as cursor:
        _database_engine(schema_editor.connection.vendor).create_table(cursor, "search_index")


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE search_index")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_search_documents")]
    operations = [migrations.RunPython(create, drop, elidable=False)]
