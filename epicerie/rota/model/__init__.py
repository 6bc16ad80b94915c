"""The integer model: what it is made of, free of any solver."""
