from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("app", "0011_orders")]

    operations = [
        migrations.AddField("order", "paid_at", models.DateTimeField(null=True)),
        migrations.RunSQL(
            sql=[
                ("ALTER TABLE app_order ALTER COLUMN note SET DEFAULT %s", ["none"]),
                "CREATE INDEX CONCURRENTLY app_order_paid ON app_order (paid_at)",
            ],
            reverse_sql="DROP INDEX CONCURRENTLY app_order_paid",
        ),
    ]
