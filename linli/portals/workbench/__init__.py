"""The workbench of a committee (居村工作台): today's facts and what needs attention."""
