"""What may be read of bulletins; the actor comes first."""
