"""OpenSIKS: verification and validation of the Indonesian social registry."""

__version__ = "0.1.0"
