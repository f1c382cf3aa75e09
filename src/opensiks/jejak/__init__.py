"""The audit trail: append-only, hash-chained, one chain for each area."""
