"""OSV 1.7 (Open Source Vulnerability format): advisories on packages of the registries that it knows."""
