"""Printing: which document, on which printer, and who sees it then."""
