"""Which synthetic city this database holds, so that a half-built one is finished and another one replaced."""

from django.db import models


class Build(models.Model):
    """One building of the city; without ``finished_at`` it was interrupted."""

    people = models.IntegerField()
    seed = models.BigIntegerField()
    recipe = models.IntegerField()  # the generator's version: another recipe is another city
    resident_account_id = models.BigIntegerField(null=True)  # the account tied to one of its people
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        get_latest_by = "pk"
