"""Urls of the registry: nouns only."""

from django.urls import path

from linli.domains.registry.views import (
    connecting,
    correct,
    deeds,
    exports,
    history,
    homes,
    households,
    import_steps,
    imports,
    new_person,
    organisations,
    people,
    person,
    purposes,
    rehoming,
    tenures,
)

app_name = "registry"
urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/new/", new_person.new_person, name="person-new"),
    path("people/purpose/", purposes.purpose, name="purpose"),
    path("people/rehoming/", rehoming.rehoming, name="rehoming"),
    path("people/rehoming/<int:code>/decisions/", rehoming.decisions, name="rehoming-decisions"),
    path("people/<int:person_id>/", person.person, name="person"),
    path("people/<int:person_id>/correct/", correct.correct, name="person-correct"),
    path("people/<int:person_id>/reveal/", person.reveal, name="person-reveal"),
    path("people/<int:person_id>/history/", history.history, name="person-history"),
    path("people/<int:person_id>/account/connect/", connecting.connect, name="person-connect"),
    path("people/<int:person_id>/account/disconnect/", connecting.disconnect, name="person-disconnect"),
    path("people/<int:person_id>/tenures/new/", tenures.new_tenure, name="tenure-new"),
    path("people/<int:person_id>/tenures/<int:tenure_id>/end/", tenures.tenure_end, name="tenure-end"),
    path(
        "people/<int:person_id>/tenures/<int:tenure_id>/withdraw/", tenures.tenure_withdraw, name="tenure-withdraw"
    ),
    path("homes/", homes.homes, name="homes"),
    path("homes/new/", homes.new_home, name="home-new"),
    path("homes/<int:premises_id>/", homes.home, name="home"),
    path("homes/<int:premises_id>/correct/", deeds.home_correct, name="home-correct"),
    path("homes/<int:premises_id>/households/new/", deeds.household_new, name="household-new"),
    path("households/", households.households, name="households"),
    path("households/<int:household_id>/", households.household, name="household"),
    path("households/<int:household_id>/move/", households.household_move, name="household-move"),
    path("households/<int:household_id>/members/new/", deeds.household_join, name="household-join"),
    path(
        "households/<int:household_id>/members/<int:person_id>/leave/", deeds.household_leave, name="household-leave"
    ),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/new/", organisations.new_organisation, name="organisation-new"),
    path("organisations/<int:organisation_id>/", organisations.organisation, name="organisation"),
    path(
        "organisations/<int:organisation_id>/correct/", organisations.organisation_correct, name="organisation-correct"
    ),
    path("imports/", imports.imports, name="imports"),
    path("imports/new/", imports.new_import, name="import-new"),
    path("imports/empty/", imports.empty_file, name="import-empty"),
    path("imports/<int:batch_id>/", imports.one_import, name="import"),
    path("imports/<int:batch_id>/problems/", imports.import_problems, name="import-problems"),
    path("imports/<int:batch_id>/columns/", import_steps.columns, name="import-columns"),
    path("imports/<int:batch_id>/load/", import_steps.load, name="import-load"),
    path("imports/<int:batch_id>/undo/", import_steps.undo, name="import-undo"),
    path("imports/<int:batch_id>/retry/", import_steps.retry, name="import-retry"),
    path("imports/<int:batch_id>/forget/", import_steps.forget, name="import-forget"),
    path("exports/", exports.exports, name="exports"),
    path("exports/new/", exports.new_export, name="export"),
    path("exports/<int:export_id>/", exports.export_file, name="export-file"),
]
