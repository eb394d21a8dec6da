"""Four eyes by keys: signing an approval here, asking for one elsewhere, answering, and bringing the answer.

Answering needs no vault.
"""
