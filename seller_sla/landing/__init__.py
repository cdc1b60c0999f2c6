"""Landing: new files of a raw table are validated, and their rows accepted or quarantined, in one dbt node."""

from seller_sla.landing.gate import land as land
from seller_sla.landing.unread import list_unread as list_unread
