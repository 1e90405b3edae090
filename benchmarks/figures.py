"""The shape of a figure: one JSON line, ``met`` computed from the target and never typed."""

from __future__ import annotations

from typing import TypedDict


class Figure(TypedDict):
    """One measured figure beside its peer."""

    bench: str
    figure: str
    value: float
    unit: str
    peer: float | None
    ratio: float | None
    target: str
    met: bool


def figure(
    bench: str,
    name: str,
    value: float,
    unit: str,
    *,
    peer: float | None = None,
    at_most: float | None = None,
    at_least: float | None = None,
    of_ratio: bool = False,
) -> Figure:
    """Build a figure. The target binds the value, or with ``of_ratio`` the value divided by its peer."""
    ratio = None if peer in (None, 0) else value / peer  # type: ignore[operator]
    judged = ratio if of_ratio else value
    if judged is None:
        raise ValueError(f"{name}: a target on the ratio needs a peer.")
    if (at_most is None) == (at_least is None):
        raise ValueError(f"{name}: one target, no more and no fewer.")
    subject = "ratio" if of_ratio else "value"
    if at_most is not None:
        target, met = f"{subject} <= {at_most:g}", judged <= at_most
    else:
        target, met = f"{subject} >= {at_least:g}", judged >= at_least  # type: ignore[operator]
    return Figure(
        bench=bench,
        figure=name,
        value=round(value, 4),
        unit=unit,
        peer=None if peer is None else round(peer, 4),
        ratio=None if ratio is None else round(ratio, 3),
        target=target,
        met=bool(met),
    )
