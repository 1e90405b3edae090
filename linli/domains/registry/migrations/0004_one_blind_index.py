from django.db import migrations, models
from django.db.migrations.exceptions import IrreversibleError

from linli.foundation.vault import public as vault

TOGETHER = 2_000


def index_anew(apps, schema_editor):
    """Write every blind index in its new form, whose first bytes are what the tail was."""
    with schema_editor.connection.cursor() as cursor:
        for table in ("registry_person", "registry_personrevision"):
            for column in ("citizen_id", "telephone"):
                _index_column(cursor, table, column)


def _index_column(cursor, table, column):
    after = 0
    while True:
        cursor.execute(
            f"SELECT id, {column} FROM {table} WHERE id > %s AND {column} IS NOT NULL ORDER BY id LIMIT {TOGETHER}",
            [after],
        )
        rows = cursor.fetchall()
        if not rows:
            return
        context = f"registry.person.{column}".encode()
        indexes = [vault.index(column, vault.open_sealed(bytes(sealed), context)) for _, sealed in rows]
        cursor.execute(
            f"UPDATE {table} SET {column}_index = said.value FROM unnest(%s::bigint[], %s::bytea[]) AS said (id, value)"
            f" WHERE {table}.id = said.id",
            [[number for number, _ in rows], indexes],
        )
        after = rows[-1][0]


def refuse_with_people(apps, schema_editor):
    """Go back in an empty ledger only: the indexes of before are made by code that is no longer here."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM registry_person WHERE num_nonnulls(citizen_id, telephone) > 0)")
        if cursor.fetchone()[0]:
            raise IrreversibleError("There are people in the ledger: load the backup of before the migration instead.")


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0003_tenures_by_the_statement'),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='person', name='person_citizen_id_found'),
        migrations.RemoveConstraint(model_name='person', name='person_telephone_found'),
        migrations.RemoveIndex(model_name='person', name='person_id_tail'),
        migrations.RemoveIndex(model_name='person', name='person_telephone_tail'),
        migrations.RemoveField(model_name='person', name='citizen_id_tail'),
        migrations.RemoveField(model_name='person', name='telephone_tail'),
        migrations.RunPython(index_anew, refuse_with_people),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('citizen_id__isnull', True), ('citizen_id_index__isnull', True)) | models.Q(('citizen_id__isnull', False), ('citizen_id_index__isnull', False)), name='person_citizen_id_found'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('telephone__isnull', True), ('telephone_index__isnull', True)) | models.Q(('telephone__isnull', False), ('telephone_index__isnull', False)), name='person_telephone_found'),
        ),
    ]
