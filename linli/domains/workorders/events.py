"""What work orders announce. Numbers and codes only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OrderMoved:
    """Something happened to an order: the step tells what."""

    order_id: int
    step_id: int
    verb: str
    area_code: int
