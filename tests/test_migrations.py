"""The models and their migrations agree."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


@pytest.mark.parametrize("app", ["home", "knowledge", "search", "editorial", "embed", "plone_import"])
def test_migrations_of_an_app_form_one_line(app):
    loader = MigrationLoader(None)
    assert len(loader.graph.leaf_nodes(app)) <= 1
    for key in loader.graph.nodes:
        if key[0] == app:
            children = [child for child in loader.graph.node_map[key].children if child[0] == app]
            assert len(children) <= 1, f"two migrations follow {key}"
