"""What holds reports beside single messages: mailboxes, exports of web forms, advisories by others.

Pure: bytes in, messages or inert values out. Mailboxes are only cut at their lines; whatever decodes runs in
the sandboxed child, as for mail. May import domain and `formats.mail`.
"""
