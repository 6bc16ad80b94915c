"""The rota as a pure problem."""
