"""Why a place is empty, person by person, and the smallest change that would fill it."""
