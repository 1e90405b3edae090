"""Person: one human in one committee's ledger, and what was known of them before."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.foundation.scope.models import ScopedModel


class Sex(models.IntegerChoices):
    """GB/T 2261.1."""

    UNKNOWN = 0, _("Unknown")
    MALE = 1, _("Male")
    FEMALE = 2, _("Female")
    UNSTATED = 9, _("Not stated")


class Standing(models.TextChoices):
    """How the person stands to the committee today."""

    PRESENT = "present", _("Lives here")  # 人在
    AWAY = "away", _("Registered here, lives elsewhere")  # 户在人不在
    MOVED = "moved", _("Moved away")
    DEAD = "dead", _("Died")


class Relation(models.TextChoices):
    """Relation to the head of the household, first digit of GB/T 4761-2008 (from memory, see rules M00)."""

    HEAD = "0", pgettext_lazy("relation", "Head")
    SPOUSE = "1", pgettext_lazy("relation", "Spouse")
    SON = "2", pgettext_lazy("relation", "Son")
    DAUGHTER = "3", pgettext_lazy("relation", "Daughter")
    GRANDCHILD = "4", pgettext_lazy("relation", "Grandchild")
    PARENT = "5", pgettext_lazy("relation", "Parent")
    GRANDPARENT = "6", pgettext_lazy("relation", "Grandparent")
    SIBLING = "7", pgettext_lazy("relation", "Brother or sister")
    OTHER = "8", pgettext_lazy("relation", "Other")
    UNKNOWN = "", pgettext_lazy("relation", "Not stated")


class Source(models.TextChoices):
    """Where a fact comes from."""

    COMMITTEE = "committee", pgettext_lazy("source", "Committee")
    IMPORT = "import", pgettext_lazy("source", "Import")
    POLICE = "police", pgettext_lazy("source", "Police baseline")
    SELF = "self", pgettext_lazy("source", "The person")
    DEMO = "demo", pgettext_lazy("source", "Synthetic")


def _both_or_none(*fields: str) -> Q:
    """Say that a sealed value and its blind index stand or fall together."""
    return Q(**{f"{name}__isnull": True for name in fields}) | Q(**{f"{name}__isnull": False for name in fields})


class PersonFields(ScopedModel):
    """What is known of a person; shared by the ledger and its history."""

    name = models.CharField(max_length=80, db_collation="C")
    sex = models.SmallIntegerField(choices=Sex.choices, default=Sex.UNKNOWN)
    birth_date = models.DateField(null=True, blank=True)
    # sealed by the vault; found through keyed blind indexes, shown masked
    citizen_id = models.BinaryField(null=True)
    citizen_id_index = models.BinaryField(null=True)
    telephone = models.BinaryField(null=True)
    telephone_index = models.BinaryField(null=True)
    home = models.ForeignKey("registry.Premises", models.PROTECT, null=True, blank=True, related_name="+")
    household = models.ForeignKey("registry.Household", models.PROTECT, null=True, blank=True, related_name="+")
    relation = models.CharField(max_length=1, choices=Relation.choices, blank=True, default="")
    standing = models.CharField(max_length=8, choices=Standing.choices, default=Standing.PRESENT)
    source = models.CharField(max_length=10, choices=Source.choices)
    recorded_at = models.DateTimeField()  # known since
    recorded_by_id = models.BigIntegerField(null=True)  # account; null: the system
    reason = models.CharField(max_length=200, blank=True, default="")
    batch_id = models.BigIntegerField(null=True, blank=True)  # the import that said so
    version = models.IntegerField(default=1)

    class Meta:
        abstract = True


class Person(PersonFields):
    """The ledger entry as it is known today.

    One human has at most one entry in a committee's ledger; entries of several committees are matched later,
    so that adding a person never tells a stranger that another committee knows them (ADR 0004).
    """

    name_initials = models.CharField(max_length=80, db_collation="C")  # pinyin initials: 张三 -> zs
    home = models.ForeignKey("registry.Premises", models.PROTECT, null=True, blank=True, related_name="residents")
    household = models.ForeignKey("registry.Household", models.PROTECT, null=True, blank=True, related_name="members")

    class Meta:
        constraints = [
            models.UniqueConstraint(F("citizen_id_index"), F("area_code") / 10_000, name="person_once_per_committee"),
            models.CheckConstraint(condition=~Q(name=""), name="person_has_a_name"),
            models.CheckConstraint(
                condition=_both_or_none("citizen_id", "citizen_id_index"), name="person_citizen_id_found"
            ),
            models.CheckConstraint(
                condition=_both_or_none("telephone", "telephone_index"), name="person_telephone_found"
            ),
        ]
        indexes = [
            models.Index(fields=["area_code", "id"], name="person_area"),
            models.Index(fields=["name", "area_code", "id"], name="person_name"),
            models.Index(fields=["name_initials", "area_code", "id"], name="person_initials"),
            models.Index(fields=["telephone_index", "area_code"], name="person_telephone"),
            models.Index(fields=["batch_id"], name="person_batch", condition=Q(batch_id__isnull=False)),
        ]


class PersonRevision(PersonFields):
    """What the ledger said before it was corrected: known from ``recorded_at`` until ``superseded_at``."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="revisions")
    superseded_at = models.DateTimeField()
    superseded_by_id = models.BigIntegerField(null=True)
    superseded_batch_id = models.BigIntegerField(null=True, blank=True)  # the import whose undo brings this back

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "version"], name="revision_once"),
            models.CheckConstraint(condition=Q(superseded_at__gte=F("recorded_at")), name="revision_known_forward"),
        ]
        indexes = [
            models.Index(
                fields=["superseded_batch_id"],
                name="revision_batch",
                condition=Q(superseded_batch_id__isnull=False),
            ),
        ]
