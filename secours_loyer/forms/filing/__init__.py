"""The parts of the form of a request, one paper after the other."""
