"""Working days of the People's Republic: public holidays and make-up days."""
