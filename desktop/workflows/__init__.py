"""What a handler does, a verb per file.

`ports` says what the outside must offer; the workflows join it with the rules of `domain`. Nothing here
knows which database, keyring, gpg or window is at the other end.
"""
