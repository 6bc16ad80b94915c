"""Bare Django views, without middleware, that draw what the portal's pages draw: the yardstick."""
