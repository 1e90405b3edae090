"""News between modules: announced in the transaction, told after it."""
