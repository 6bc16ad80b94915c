"""Instances of the rota, all invented, drawn from a seed: the bench's and the tests'."""
