"""What a handler does about an incident: opens a case for it without a report, hands its record on."""
