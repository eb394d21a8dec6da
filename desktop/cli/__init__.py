"""The same workflows without a screen; CLI contract: data to stdout, words to stderr."""
