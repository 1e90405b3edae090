from django.db import migrations, models

import linli.foundation.audit.models
import linli.foundation.scope.models
from linli.foundation.scope.walls import ScopeWall

# After a restore into another cluster transaction numbers begin anew. The offset of both functions
# is then raised above the last sealed number (see audit.restore), so that they only ever grow.
CLOCK = """
CREATE FUNCTION audit_txid() RETURNS bigint LANGUAGE sql VOLATILE
    AS $$ SELECT pg_current_xact_id()::text::bigint + 0 $$;
CREATE FUNCTION audit_horizon() RETURNS bigint LANGUAGE sql VOLATILE
    AS $$ SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint + 0 $$;
"""
NO_CLOCK = "DROP FUNCTION audit_txid(); DROP FUNCTION audit_horizon();"

# Whoever acts outside their own area must not escape the record: adding is open to everybody,
# reading stays behind the wall.
ANYBODY_ADDS = "CREATE POLICY anybody_adds ON audit_row FOR INSERT WITH CHECK (true)"


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL(CLOCK, NO_CLOCK),
        migrations.CreateModel(
            name="AuditRow",
            fields=[
                ("area_code", models.BigIntegerField()),
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("account_id", models.BigIntegerField(null=True)),
                ("post_id", models.BigIntegerField(null=True)),
                ("actor_name", models.TextField()),
                ("role", models.TextField()),
                ("action", models.TextField(db_collation="C")),
                ("object_kind", models.TextField()),
                ("object_id", models.BigIntegerField(null=True)),
                ("subject_id", models.BigIntegerField(null=True)),
                ("purpose", models.TextField()),
                ("because", models.TextField()),
                ("detail", models.JSONField()),
                ("txid", models.BigIntegerField(db_default=linli.foundation.audit.models.TransactionNumber())),
            ],
            options={
                "db_table": "audit_row",
                "indexes": [
                    models.Index(fields=["area_code", "id"], name="audit_row_area"),
                    models.Index(
                        condition=models.Q(("subject_id__isnull", False)),
                        fields=["subject_id", "id"],
                        name="audit_row_subject",
                    ),
                    models.Index(
                        condition=models.Q(("account_id__isnull", False)),
                        fields=["account_id", "id"],
                        name="audit_row_account",
                    ),
                    models.Index(fields=["txid", "id"], name="audit_row_sealing"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditSeal",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("version", models.SmallIntegerField()),
                ("first_txid", models.BigIntegerField()),
                ("first_id", models.BigIntegerField()),
                ("last_txid", models.BigIntegerField()),
                ("last_id", models.BigIntegerField()),
                ("rows", models.IntegerField()),
                ("leaves", models.BinaryField()),
                ("root", models.BinaryField()),
                ("previous", models.BinaryField()),
                ("mac", models.BinaryField()),
                ("sealed_at", models.DateTimeField()),
            ],
            options={"db_table": "audit_seal"},
        ),
        ScopeWall("audit_row", person_column="subject_id", account_column="account_id", append_only=True),
        migrations.RunSQL(ANYBODY_ADDS, "DROP POLICY anybody_adds ON audit_row"),
        migrations.RunSQL("COMMENT ON TABLE audit_seal IS 'linli:append-only'", migrations.RunSQL.noop),
    ]
