"""Reading what strangers wrote: quotes that fold, long texts in parts, finding words, sources of messages.

All of it is shown by `parts.inert_text`; nothing here follows, loads or draws what a text names.
"""
