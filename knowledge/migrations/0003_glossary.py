"""The glossary: plural forms, marking in pages, and what a change of a concept is seen by."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

SCHEMES = [
    ("theme", "theme"),
    ("gov_role", "role of government"),
    ("gov_layer", "layer of government"),
    ("competence", "competence"),
    ("network_form", "form of network governance"),
    ("partnership", "kind of collaboration"),
    ("mechanism", "mechanism"),
    ("spectrum", "degree of participation"),
    ("scale", "scale"),
    ("actor_kind", "kind of party"),
    ("value", "value"),
    ("research_design", "kind of research"),
    ("product_form", "form of publication"),
    ("term", "glossary"),
]


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0002_tables_in_effect_and_facts")]

    operations = [
        migrations.AlterField(
            "concept",
            "scheme",
            models.CharField(choices=SCHEMES, db_index=True, max_length=30, verbose_name="vocabulary"),
        ),
        migrations.AddField(
            "concept",
            "plural_forms",
            models.TextField(
                blank=True,
                help_text="One a line, and any other form in which the word stands in a text.",
                verbose_name="plural forms",
            ),
        ),
        migrations.AddField(
            "concept",
            "marked",
            models.BooleanField(
                default=True,
                help_text="The first use on a page shows the definition. For terms of the glossary only.",
                verbose_name="mark in pages",
            ),
        ),
        migrations.AddField("concept", "edits", models.PositiveIntegerField(default=0, editable=False)),
        migrations.AddField(
            "concept",
            "changed_at",
            models.DateTimeField(auto_now=True, default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AlterField(
            "conceptlink",
            "concept",
            models.ForeignKey(
                limit_choices_to=models.Q(("scheme", "term"), _negated=True),
                on_delete=django.db.models.deletion.PROTECT,
                related_name="page_links",
                to="knowledge.concept",
                verbose_name="concept",
            ),
        ),
    ]
