"""Everything that is promised, read across cases and handed on."""
