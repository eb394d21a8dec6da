"""The two small files of an approval that is given elsewhere: strict, bounded, plain enough for mail."""
