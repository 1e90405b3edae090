"""A worker: takes background jobs from PostgreSQL until it is told to stop."""

from __future__ import annotations

from typing import cast

from django.utils import translation
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

FINISH_WITHIN = 10.0  # seconds a job gets at the end; what is cut is put back and done again


def work(concurrency: int) -> None:
    """Do jobs until SIGINT or SIGTERM."""
    translation.deactivate()  # what a job writes is read by people, not by this terminal
    connector = cast("DjangoConnector", app.connector)  # Procrastinate's own application for Django has no other
    with app.replace_connector(connector.get_worker_connector()) as ours:
        ours.run_worker(concurrency=concurrency, shutdown_graceful_timeout=FINISH_WITHIN)
