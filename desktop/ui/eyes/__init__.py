"""Four eyes between machines: asking elsewhere, bringing the answer, answering without a vault."""
