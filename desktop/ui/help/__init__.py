"""Help inside the program: pages of ours as plain words, found by words, opened by F1 where they belong."""
