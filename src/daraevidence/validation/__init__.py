"""From records to findings and the ledger; reads only."""

from daraevidence.validation.ledger import account
from daraevidence.validation.rules import validate
from daraevidence.validation.unread import unread_numbers

__all__ = ["account", "unread_numbers", "validate"]
