"""Maturity models shipped with the package, one YAML file each."""
