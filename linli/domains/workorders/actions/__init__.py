"""What may be done with work orders: one function an intention, each leaves a step and an audit row."""
