"""What a confirmation rests on: scope, severity, reproduction, evidence."""
