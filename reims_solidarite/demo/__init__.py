"""The demo: made-up people around the network's real organisations, built by actions alone."""
