"""The rota as the register and the board know it, for the solver: ids and codes, never a name."""

from epicerie.queries.rota_problem.build import Groundwork, lay_ground
from epicerie.queries.rota_problem.ground import ground_of, moved_ground

__all__ = ["Groundwork", "ground_of", "lay_ground", "moved_ground"]
