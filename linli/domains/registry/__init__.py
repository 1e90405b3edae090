"""The ledger: people, homes, households, organisations and what binds them (人房 registry)."""
