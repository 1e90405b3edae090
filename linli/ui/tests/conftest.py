"""What the browser tests of the ui share."""

from linli.ui.tests.browsing import address, browser, visit

__all__ = ["address", "browser", "visit"]
