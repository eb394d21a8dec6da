"""The page about figures: how fast cases went, and which promises were kept.

`chart_painter` draws for the screen and for paper alike; tables beside the charts say the same in words and
numbers, for whoever cannot see a drawing. Reads through `metrics_errand` only, in the background.
"""
