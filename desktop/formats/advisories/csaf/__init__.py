"""CSAF 2.0 (OASIS standard): advisories written, read back and judged by the `csaf` package."""
