"""What is typed about work orders, and what an address says."""
