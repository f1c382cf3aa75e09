from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("musyawarah", "0002_urutan"),
    ]

    operations = [
        migrations.AddField(
            model_name="beritaacara",
            name="kode_lembar",
            field=models.CharField(blank=True, default="", max_length=20),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="musyawarah",
            name="kode_lembar",
            field=models.CharField(blank=True, default="", max_length=20),
            preserve_default=False,
        ),
    ]
