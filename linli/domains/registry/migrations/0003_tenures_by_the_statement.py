from django.db import migrations

# A statement's tenures are compared with the ledger all at once. The lock lets two people who bind the same person
# in the same moment come one after the other: the second waits, and then sees what the first wrote. People whom this
# transaction wrote itself are its own already; a load of new people would lock each of them for nothing.
FUNCTION = """
CREATE FUNCTION registry_tenure_overlap() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    other record;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'tenures are written under READ COMMITTED, where the overlap with another writer is seen'
            USING ERRCODE = 'invalid_transaction_state';
    END IF;
    PERFORM 1 FROM registry_person
    WHERE id IN (SELECT person_id FROM said) AND xmin <> pg_current_xact_id()::xid
    ORDER BY id FOR NO KEY UPDATE;
    SELECT held.id, held.person_id, held.premises_id = said.premises_id AS same_place INTO other
    FROM said JOIN registry_tenure AS held
      ON held.person_id = said.person_id AND held.id <> said.id AND held.kind = said.kind
     AND held.period && said.period AND (held.kind = 1 OR held.premises_id = said.premises_id)
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'tenure overlaps tenure % of person %', other.id, other.person_id
            USING ERRCODE = 'exclusion_violation', TABLE = 'registry_tenure',
                  CONSTRAINT = CASE WHEN other.same_place THEN 'tenure_no_overlap' ELSE 'tenure_registered_once' END;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER tenure_overlap_entered AFTER INSERT ON registry_tenure
    REFERENCING NEW TABLE AS said FOR EACH STATEMENT EXECUTE FUNCTION registry_tenure_overlap();
CREATE TRIGGER tenure_overlap_changed AFTER UPDATE ON registry_tenure
    REFERENCING NEW TABLE AS said FOR EACH STATEMENT EXECUTE FUNCTION registry_tenure_overlap()
"""
NO_FUNCTION = "DROP FUNCTION registry_tenure_overlap() CASCADE"


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0002_imports'),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='tenure', name='tenure_no_overlap'),
        migrations.RemoveConstraint(model_name='tenure', name='tenure_registered_once'),
        migrations.RunSQL(FUNCTION, NO_FUNCTION),
    ]
