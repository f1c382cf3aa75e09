from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("akun", "0002_isiantersimpan"),
    ]

    operations = [
        migrations.AddField(
            model_name="akun",
            name="surel",
            field=models.CharField(default="HARIAN", max_length=32),
        ),
        migrations.AddConstraint(
            model_name="akun",
            constraint=models.CheckConstraint(
                condition=models.Q(("surel__in", ["HARIAN", "LANGSUNG", "TIDAK"])), name="akun_akun_surel_sah"
            ),
        ),
    ]
