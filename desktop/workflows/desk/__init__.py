"""What every page needs: a case as it stands, and the one way to record what was done."""
