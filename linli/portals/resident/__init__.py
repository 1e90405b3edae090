"""The resident's pages (居民端): community, services, joining in, me; my data, and who looked at me."""
