"""The door of files."""

from linli.foundation.files.keeping import Prepared, keep, opened, prepare, remove, store
from linli.foundation.files.models import StoredFile
from linli.foundation.files.queries import file_of, stored_file
from linli.foundation.files.sniffing import CSV, JPEG, PDF, PICTURES, PNG, TABLES, WEBP, XLS, XLSX
from linli.foundation.files.sweeping import Swept, sweep

__all__ = [
    "CSV", "JPEG", "PDF", "PICTURES", "PNG", "TABLES", "WEBP", "XLS", "XLSX",
    "Prepared", "StoredFile", "Swept",
    "file_of", "keep", "opened", "prepare", "remove", "store", "stored_file", "sweep",
]  # fmt: skip
