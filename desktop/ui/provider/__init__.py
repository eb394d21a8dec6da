"""Provider trees in the window: an advisory put into one, a whole one checked."""
