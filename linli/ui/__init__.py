"""Looks only: tokens, styles, components, layouts. Knows nothing of the business."""
