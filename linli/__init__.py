"""Linli 邻里: the community cloud of a city, four levels, one registry, privacy a resident can check."""
