"""Programs that are not ours, such as git and lp: what they are fed, and how long they are heard."""
