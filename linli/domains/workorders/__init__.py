"""Work orders: one matter at one place, from the report to the answer, and always somebody who holds it."""
