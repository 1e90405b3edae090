"""The door of files."""

from linli.foundation.files.keeping import keep, opened, remove
from linli.foundation.files.models import StoredFile
from linli.foundation.files.queries import file_of, stored_file
from linli.foundation.files.sniffing import CSV, JPEG, PDF, PICTURES, PNG, TABLES, WEBP, XLS, XLSX
from linli.foundation.files.sweeping import Swept, sweep

__all__ = [
    "CSV", "JPEG", "PDF", "PICTURES", "PNG", "TABLES", "WEBP", "XLS", "XLSX",
    "StoredFile", "Swept", "file_of", "keep", "opened", "remove", "stored_file", "sweep",
]  # fmt: skip
