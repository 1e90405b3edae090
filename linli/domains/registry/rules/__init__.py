"""Pure decisions of the registry: no Django, no database."""
