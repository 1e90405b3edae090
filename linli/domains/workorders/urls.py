"""Urls of work orders: nouns only."""

from django.urls import path

from linli.domains.workorders.views import (
    deeds,
    matter,
    matters,
    order,
    photos,
    queue,
    report,
    report_place,
    report_words,
    reveal,
    sheet,
    task,
    tasks,
    units,
    write_down,
)

app_name = "workorders"
urlpatterns = [
    # the resident's screens
    path("report/", report.report, name="report"),
    path("report/place/", report_place.place, name="report-place"),
    path("report/words/", report_words.words, name="report-words"),
    path("report/check/", report.check, name="report-check"),
    path("report/discard/", report.discard, name="report-discard"),
    path("report/sent/<int:order_id>/", report.sent, name="report-sent"),
    path("report/photos/", report_words.photos, name="report-photos"),
    path("report/photos/<int:photo_id>/", photos.draft_photo, name="report-photo"),
    path("matters/", matters.matters, name="matters"),
    path("matters/<int:order_id>/", matter.matter, name="matter"),
    path("matters/<int:order_id>/rating/", matter.rating, name="matter-rating"),
    path("matters/<int:order_id>/reopening/", matter.reopening, name="matter-reopening"),
    path("matters/<int:order_id>/urging/", matter.urging, name="matter-urging"),
    path("matters/<int:order_id>/withdrawal/", matter.withdrawal, name="matter-withdrawal"),
    path("orders/photos/<int:photo_id>/", photos.order_photo, name="order-photo"),
    # the offices'
    path("orders/", queue.queue, name="orders"),
    path("orders/new/", write_down.write_down, name="write-down"),
    path("orders/units/", units.units, name="units"),
    path("orders/units/<int:unit_id>/", units.unit, name="unit"),
    path("orders/<int:order_id>/", order.order, name="order"),
    path("orders/<int:order_id>/urging/", deeds.urging, name="urging"),
    path("orders/<int:order_id>/deeds/<str:verb>/", deeds.deed, name="deed"),
    path("orders/<int:order_id>/reporter/", reveal.reporter, name="reporter"),
    path("orders/<int:order_id>/sheet/", sheet.sheet, name="sheet"),
    # the handling units'
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/<int:order_id>/", task.task, name="task"),
    path("tasks/<int:order_id>/sheet/", sheet.task_sheet, name="task-sheet"),
]
