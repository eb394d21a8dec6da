"""The embargo of a case as people see and steer it: none, proposed, active, revised, exited (after Vultron).

`state.py` reads it from the history and the policy, `rules.py` says what speaks against an act about it,
`breaking.py` is the one act that ends it when the world knows, `mending.py` takes that back, and `to_tell.py`
says who has to hear of it; `by_law.py` knows what laws ask for.
Pure: it may import the clocks, the people and the events of the domain, and nothing that decides.
"""
