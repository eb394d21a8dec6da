"""Verbs of one stage each: triage, scope, evidence, products, audit, advisory."""
