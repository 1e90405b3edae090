"""What the territory announces. Codes only; what became of an area stands in its changes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AreaChanged:
    """An area was split, merged into another or moved, and this has taken effect."""

    code: int
    level: int
    kind: str  # a ChangeKind, never a new name
