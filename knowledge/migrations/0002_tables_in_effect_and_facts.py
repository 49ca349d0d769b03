"""Effect and mechanism of research, and the facts of a dilemma, become stories: they need tables and quotes.

Made anew instead of altered: PostgreSQL cannot read rich text as JSON, and no site held any yet.
"""

from django.db import migrations

import home.fields


def _story(verbose_name):
    return home.fields.StoryField(blank=True, default=list, verbose_name=verbose_name)


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0001_initial")]

    operations = [
        migrations.RemoveField("researchsummary", "effect"),
        migrations.AddField("researchsummary", "effect", _story("effect"), preserve_default=False),
        migrations.RemoveField("researchsummary", "mechanism"),
        migrations.AddField("researchsummary", "mechanism", _story("mechanism"), preserve_default=False),
        migrations.RemoveField("dilemma", "facts"),
        migrations.AddField("dilemma", "facts", _story("facts"), preserve_default=False),
    ]
