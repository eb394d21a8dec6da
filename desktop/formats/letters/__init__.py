"""Letters: sober drafts that a person reads and changes before sending anything.

A letter is a sandboxed template, filled from the case and its policy. It promises what the policy promises
and nothing else; what only a person can say is marked [TO WRITE: so]. May import domain and what is shipped.
"""
