"""What may be read of work orders; the actor comes first."""
