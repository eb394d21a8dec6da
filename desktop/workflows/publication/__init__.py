"""Advisories on their way out, through the gate."""
