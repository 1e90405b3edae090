"""Figures, each beside its peer or limit in the same run; ``linli bench NAME`` prints them."""
