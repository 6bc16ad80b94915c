"""How rotas are made without a solver: what the computed one is compared with."""
