"""A policy's own text, SECURITY.md or security.txt, read into a proposal: what it promises, line by line.

`reader` is the door; it is pure and bounded, and runs in the sandbox's child when a stranger wrote the file.
`page` makes sentences and tables of Markdown, `wordings` and its like are tables of words, and each of the
other modules recognises one kind of fact. What is in doubt is left out and said so: a wrong promise is worse
than none.
"""
