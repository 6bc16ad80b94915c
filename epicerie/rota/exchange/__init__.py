"""JSON in, JSON out: the documented form of a problem and of its solution (`docs/rota.md`)."""
