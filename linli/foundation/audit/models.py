"""The two tables of the audit. The application's role may read them and add to them, nothing else."""

from __future__ import annotations

from django.db import models
from django.db.models import Func, Q

from linli.foundation.scope.models import ScopedModel


class TransactionNumber(Func):
    """The number of the running transaction, given by the database and not by the writer."""

    function = "audit_txid"
    output_field = models.BigIntegerField()


class AuditRow(ScopedModel):
    """One thing somebody did or looked at. ``area_code`` is where the thing lies, not who looked.

    No foreign keys: a row must outlive what it speaks of. ``detail`` never holds personal values in
    clear, only names of fields, counts and reasons.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    post_id = models.BigIntegerField(null=True)
    actor_name = models.TextField()
    role = models.TextField()
    action = models.TextField(db_collation="C")  # registry:person:open
    object_kind = models.TextField()
    object_id = models.BigIntegerField(null=True)
    subject_id = models.BigIntegerField(null=True)  # the person of the registry whom the row is about
    purpose = models.TextField()
    because = models.TextField()  # why the system acted without a person
    detail = models.JSONField()
    # rows are sealed in the order (txid, id): ids are handed out before the commit, so a lower id may
    # appear later, but once a transaction number lies below every running one, it is complete
    txid = models.BigIntegerField(db_default=TransactionNumber())

    class Meta:
        db_table = "audit_row"
        indexes = [
            models.Index(fields=["area_code", "id"], name="audit_row_area"),
            models.Index(fields=["subject_id", "id"], name="audit_row_subject", condition=Q(subject_id__isnull=False)),
            models.Index(fields=["account_id", "id"], name="audit_row_account", condition=Q(account_id__isnull=False)),
            models.Index(fields=["txid", "id"], name="audit_row_sealing"),
        ]


class AuditSeal(models.Model):
    """A Merkle root over some rows, chained to the seal before it with a key the database never holds.

    It covers the rows with ``(txid, id)`` above the end of the seal before, up to and with its own end.
    """

    id = models.BigIntegerField(primary_key=True)  # 1, 2, 3 …: a gap is a missing seal
    version = models.SmallIntegerField()  # of the canonical text of a row
    first_txid = models.BigIntegerField()
    first_id = models.BigIntegerField()
    last_txid = models.BigIntegerField()
    last_id = models.BigIntegerField()
    rows = models.IntegerField()
    leaves = models.BinaryField()  # 32 bytes a row: they name the broken row, where the root only knows of one
    root = models.BinaryField()
    previous = models.BinaryField()  # mac of the seal before
    mac = models.BinaryField()
    sealed_at = models.DateTimeField()

    class Meta:
        db_table = "audit_seal"
