"""Scores and decisions about a problem: CVSS vectors metric by metric, and SSVC decision tables.

All of it is pure: a vector or a walk is a value, a choice makes a new one. Scores come from the `cvss`
package; the tables of SSVC are data that `formats` reads. Imports nothing else of `domain`: severities, forms
and the command line build on it.
"""
