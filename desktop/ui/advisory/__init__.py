"""The advisory as it is edited: its words beside what would leave, and a way from each finding to its field.

All that is shown of the facts is what the preview was written from. Words of documents, of findings and of
versions may be a stranger's: always inert. Imports the parts and the session; may not know other tabs.
"""
