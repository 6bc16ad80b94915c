"""Sessions of the commission."""

from django.urls import path

from secours_loyer.views.staff import board, item, session_papers, sessions

urlpatterns = [
    path("conseils/", board.BoardMeetings.as_view(), name="boards"),
    path("conseils/noter/", board.PlanBoard.as_view(), name="plan_board"),
    path("conseils/<int:pk>/compte-rendu/", board.board_report, name="board_report"),
    path("conseils/<int:pk>/", board.BoardMeetingPage.as_view(), name="board_meeting"),
    path(
        "conseils/<int:pk>/<slug:step>/",
        board.BoardMeetingPage.as_view(),
        name="board_meeting_step",
    ),
    path("seances/", sessions.SessionList.as_view(), name="sessions"),
    path("seances/prevoir/", sessions.PlanSession.as_view(), name="plan_session"),
    path("seances/<slug:number>/fiches/", session_papers.session_sheets, name="session_sheets"),
    path(
        "seances/<slug:number>/proces-verbal/",
        session_papers.session_minutes,
        name="session_minutes",
    ),
    path("seances/<slug:number>/", sessions.SessionPage.as_view(), name="session"),
    path("seances/<slug:number>/dossiers/<int:rank>/", item.ItemPage.as_view(), name="item"),
    path(
        "seances/<slug:number>/dossiers/<int:rank>/fiche/",
        session_papers.item_sheet,
        name="item_sheet",
    ),
    path(
        "seances/<slug:number>/dossiers/<int:rank>/<slug:step>/",
        item.ItemPage.as_view(),
        name="item_step",
    ),
    path("seances/<slug:number>/<slug:step>/", sessions.SessionPage.as_view(), name="session_step"),
]
