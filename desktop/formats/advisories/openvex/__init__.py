"""OpenVEX 0.2.0: which versions a problem affects, as statements on products."""
