"""The search for more of the same: worksheets, hits and the numbers that people name them by."""
