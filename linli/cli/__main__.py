"""`python -m linli.cli` is the console command too."""

from linli.cli.main import run

run()
