"""What makes hostile text harmless, under the name by which the pages know it."""

from seller_sla.escape import JOINER, csv_cell, csv_text, file_name, link, plain, safe

__all__ = ["JOINER", "csv_cell", "csv_text", "file_name", "link", "plain", "safe"]
