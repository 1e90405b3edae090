"""Tally: counts of one committee with their as-of time, so that no page counts a city."""

from __future__ import annotations

from django.db import models


class Tally(models.Model):
    """The numbers of one committee. Holds no person, so every level may add them up."""

    committee_code = models.BigIntegerField(primary_key=True)
    people = models.IntegerField(default=0)
    elders = models.IntegerField(default=0)  # 60 and over
    households = models.IntegerField(default=0)
    homes = models.IntegerField(default=0)
    organisations = models.IntegerField(default=0)
    # gaps in the ledger that somebody can close; each opens its list
    without_birth_date = models.IntegerField(default=0)
    without_telephone = models.IntegerField(default=0)
    without_home = models.IntegerField(default=0)
    counted_at = models.DateTimeField()
