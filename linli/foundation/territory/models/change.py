"""What became of an area: one dated row for each pair of before and after."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from linli.foundation.territory.models.area import Area
from linli.foundation.territory.models.kinds import ChangeKind


class AreaChange(models.Model):
    """From one code to another on a day, with the document it rests on.

    A split of one committee into three is three rows; a merge of two is two rows into one.
    """

    from_area = models.ForeignKey(Area, models.PROTECT, related_name="changes_out", db_column="from_code")
    to_area = models.ForeignKey(Area, models.PROTECT, related_name="changes_in", db_column="to_code")
    kind = models.CharField(_("kind"), max_length=16, choices=ChangeKind.choices)
    on = models.DateField(_("takes effect on"))
    basis = models.CharField(_("basis"), max_length=300)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["from_area", "to_area", "kind", "on"], name="territory_change_recorded_once"
            ),
            # only a new name leaves an area where it was
            models.CheckConstraint(
                condition=Q(kind=ChangeKind.RENAME, from_area=F("to_area"))
                | (~Q(kind=ChangeKind.RENAME) & ~Q(from_area=F("to_area"))),
                name="territory_change_leads_elsewhere",
            ),
            models.CheckConstraint(condition=~Q(basis=""), name="territory_change_has_a_basis"),
        ]

    def __str__(self) -> str:
        return f"{self.from_area_id} → {self.to_area_id} ({self.kind}, {self.on})"
