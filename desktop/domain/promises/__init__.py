"""What was promised as people look back at it: the ledger, the timeline, the silence of a reporter."""
