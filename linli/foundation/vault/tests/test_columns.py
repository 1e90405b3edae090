from django.apps import apps
from django.db.models import BinaryField

from linli.foundation.vault.columns import holdings, sealed_columns

NOT_SEALED = {"audit"}  # hashes, which anybody may read


def binary_columns():
    for model in apps.get_models():
        if model.__module__.startswith("linli.") and model._meta.app_label not in NOT_SEALED:
            for field in model._meta.concrete_fields:
                if isinstance(field, BinaryField):
                    yield model._meta.db_table, field.column


def test_every_sealed_column_is_reached_by_a_rotation():
    declared = set()
    for column in sealed_columns():
        declared |= {(column.table, name) for name in (column.column, *column.indexes)}
    found = set(binary_columns())
    assert ("registry_person", "citizen_id") in found
    assert found == declared


def test_sealed_files_are_reached_by_a_rotation():
    assert "files" in holdings()
