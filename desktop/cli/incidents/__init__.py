"""The verb that opens, shows, records and hands on incidents."""
