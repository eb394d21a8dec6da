"""Mail from strangers, made inert: bytes in, one `Parsed` out, nothing run, loaded or fetched.

`reading` is the door. `tree` cuts a message into parts by offsets, so that signed bytes stay exact;
`collecting` sorts the parts into text, files and what is sealed. Own code instead of the standard library's
parser, because limits must hold before the work is done. Runs in the sandbox's child; imports `domain` only.
"""
