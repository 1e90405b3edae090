"""Urls of engagement: nouns only."""

from django.urls import path

from linli.domains.engagement.views import board, bulletin, bulletins, publishing, recall, sheet, writing

app_name = "engagement"
urlpatterns = [
    path("bulletins/", bulletins.bulletins, name="bulletins"),
    path("bulletins/new/", writing.new_bulletin, name="bulletin-new"),
    path("bulletins/board/", board.board, name="board"),
    path("bulletins/board/<int:bulletin_id>/", board.board_bulletin, name="board-bulletin"),
    path("bulletins/<int:bulletin_id>/", bulletin.bulletin, name="bulletin"),
    path("bulletins/<int:bulletin_id>/draft/", writing.draft, name="bulletin-draft"),
    path("bulletins/<int:bulletin_id>/discard/", writing.discard, name="bulletin-discard"),
    path("bulletins/<int:bulletin_id>/publication/", publishing.publication, name="bulletin-publication"),
    path("bulletins/<int:bulletin_id>/recall/", recall.recall, name="bulletin-recall"),
    path("bulletins/<int:bulletin_id>/sheet/", sheet.sheet, name="bulletin-sheet"),
]
