"""The home of street, district and city (城运): the numbers of the areas one level below."""
