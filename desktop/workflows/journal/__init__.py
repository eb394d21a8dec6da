"""The journal for those who may see it: read, handed to an auditor, checked."""
