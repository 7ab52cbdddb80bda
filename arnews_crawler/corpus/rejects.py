"""What was not stored and why: never a silent drop."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Reject:
    """One row of ``rejects``: ``code`` counts it, ``detail`` tells a person more."""

    id: int
    run_id: int | None
    url: str
    code: str
    detail: str
    seen_at: str
