"""A CSAF provider tree on somebody's disk or stick: extended, finished after a crash, checked."""
