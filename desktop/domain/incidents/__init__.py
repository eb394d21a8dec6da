"""The incident of a case: its phases in the order of its policy, its root cause, and what is corrected."""
