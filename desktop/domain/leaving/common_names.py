"""First names that are words, or that examples use: alone they give nobody away."""

_WORDS = """
ace al alice an angel april art august autumn bay bill bishop blaze bob brook brooks buck bug carol
chance charity charlie chase chip christian clay cliff colt crystal dale dan dawn dean dell destiny don
dot drew duke earl eden em eve faith fern ferry flora frank gale gene ginger glen grace grant guy
harmony haven heath holly hope hunter iris ivy jack jade jasmine java jay jean jo joy june justice king
lance laurel lee lily link lo long major mallory margin mark mars mason max may melody mercy merit miles
mini mo my nick noble norm oscar page pat patience paul pearl peg penny phoenix pierce pope prince rain
randy ray reed rich river rob robin rock rocky rod rose ruby ruth sage sandy scout sky star sterling
stone storm sue summer sunny terry tiger tray trent trip trudy van vera victor violet wade ward will
willow win windows wolf
"""
COMMON = frozenset(_WORDS.split())
