"""The answer to one entry that would stand twice."""

from __future__ import annotations

from django import forms

from linli.domains.registry.rules.rehoming import Verdict


class DecisionForm(forms.Form):
    """Which entry is meant, and which of the two holds."""

    kind = forms.ChoiceField(choices=[(kind, kind) for kind in ("person", "home", "organisation")])
    id = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    verdict = forms.ChoiceField(choices=[(verdict.value, verdict.value) for verdict in Verdict])
