"""From records to findings and the ledger; reads only."""

from daraevidence.validation.ledger import account
from daraevidence.validation.rules import validate

__all__ = ["account", "validate"]
