"""What a handler does about the embargo: breaks the glass, takes that back, and sees who has to be told."""
