from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("home", "0003_job_runs")]

    operations = [
        migrations.AddField(
            "sitesettings",
            "mark_terms",
            models.BooleanField(
                default=True,
                help_text="The first use of a term on a page shows its definition.",
                verbose_name="mark terms of the glossary in pages",
            ),
        ),
    ]
