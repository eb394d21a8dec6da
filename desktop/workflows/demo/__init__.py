"""The main job on sample reports, from end to end."""
