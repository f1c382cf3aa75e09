import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("musyawarah", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="musyawarah",
            name="baris_kini",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="musyawarah",
            name="urutan",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), default=list, size=None
            ),
        ),
    ]
