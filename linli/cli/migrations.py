"""Says whether the migrations tell the same story as the models; needs no database."""

from __future__ import annotations

import sys

from django.apps import apps
from django.core.management import call_command
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from linli.cli.installation import django_ready


def faults() -> list[str]:
    """Name every model change without a migration, and every application with two last migrations."""
    loader = MigrationLoader(None)
    found = [
        f"{label} has several last migrations: {', '.join(sorted(names))}. Give them one order."
        for label, names in loader.detect_conflicts().items()
    ]
    detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    for label, migrations in detector.changes(graph=loader.graph).items():
        found += [
            f"{label} lacks a migration: {operation.describe()}"
            for migration in migrations
            for operation in migration.operations
        ]
    return found


if __name__ == "__main__":
    django_ready(demo=True)
    call_command("check")
    sys.exit("\n".join(faults()) or 0)
