"""How bad: the scoring part of the Confirm form, the editor of CVSS vectors, the walk through an SSVC table.

The rules are in `domain`; what stands here shows them and hands a person's choice on.
"""
