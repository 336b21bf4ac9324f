"""Holds a government cloud platform against the standards."""
