"""How the desk looks and speaks: tones, style sheet, icons, the words for states and times.

Imports Qt and the domain; knows no widget of ours.
"""
