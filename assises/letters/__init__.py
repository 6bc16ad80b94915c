"""What the Assises print."""
