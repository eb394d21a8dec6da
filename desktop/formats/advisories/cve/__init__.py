"""CVE JSON 5.1.1: the record of a CVE numbering authority, published or rejected."""
