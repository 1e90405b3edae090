"""Files: sniffed, limited, stripped, sealed when they must be, served only inside the scope."""
