"""Lower bounds found without the solver: maximum flow and water-filling. None may contradict it."""
