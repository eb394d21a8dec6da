"""Fixes, branch by branch: what stands, what each still lacks, what speaks against an act on one."""
