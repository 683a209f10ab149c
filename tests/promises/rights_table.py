"""Who may call what, written by hand: the code declares it beside each view, and is held against this.

n nobody (not signed in), a applicant, r representative, h helper, o organiser, w owner.
"""

from __future__ import annotations

EVERYBODY, SIGNED_IN = "narhow", "arhow"
PARTICIPANTS, APPLICANTS, REPRESENTATIVES = "ar", "a", "r"
STAFF, ORGANISERS = "how", "ow"

EVENT = "/events/<int:event_id>"

PAGES = {
    "GET /": EVERYBODY,
    "GET /imprint": EVERYBODY,
    "GET /privacy": EVERYBODY,
    "GET /sources": EVERYBODY,
    "GET /occupations": EVERYBODY,
    "POST /place": EVERYBODY,
    "POST /language": EVERYBODY,
    "GET /dev/mails": EVERYBODY,  # of a development machine; elsewhere there is no such page
    # the ways in and out
    "GET /join/<slug:slug>": EVERYBODY,
    "GET /join/<slug:slug>/applicant": EVERYBODY,
    "POST /join/<slug:slug>/applicant": EVERYBODY,
    "GET /join/<slug:slug>/company": EVERYBODY,
    "POST /join/<slug:slug>/company": EVERYBODY,
    "GET /sign-in": EVERYBODY,
    "POST /sign-in": EVERYBODY,
    "GET /code": EVERYBODY,
    "POST /code": EVERYBODY,
    "GET /mailbox": EVERYBODY,
    "GET /link/<token>": EVERYBODY,
    "POST /link/<token>": EVERYBODY,
    "POST /sign-out": EVERYBODY,
    "POST /sign-out-everywhere": SIGNED_IN,
    # who somebody is
    "GET /profile": APPLICANTS,
    "POST /profile": APPLICANTS,
    "POST /profile/answers": APPLICANTS,
    "GET /firm": REPRESENTATIVES,
    "POST /firm": REPRESENTATIVES,
    "POST /firm/offers": REPRESENTATIVES,
    "POST /firm/offers/<int:offer_id>/remove": REPRESENTATIVES,
    # the association
    "GET /board": STAFF,
    "POST /board/companies/<int:company_id>/release": ORGANISERS,
    "POST /board/companies/<int:company_id>/decline": ORGANISERS,
    "GET /association": ORGANISERS,
    "POST /association": ORGANISERS,
    "GET /association/team": ORGANISERS,
    "POST /association/team": ORGANISERS,
    "GET /association/mails": ORGANISERS,
    # an event before it begins
    "GET /events": SIGNED_IN,
    "GET /events/new": ORGANISERS,
    "POST /events/new": ORGANISERS,
    f"GET {EVENT}": SIGNED_IN,
    f"GET {EVENT}/edit": ORGANISERS,
    f"POST {EVENT}/edit": ORGANISERS,
    f"POST {EVENT}/open": ORGANISERS,
    f"POST {EVENT}/cancel": ORGANISERS,
    f"POST {EVENT}/register": APPLICANTS,
    f"POST {EVENT}/withdraw": PARTICIPANTS,
    f"GET {EVENT}/tables": REPRESENTATIVES,
    f"POST {EVENT}/tables": REPRESENTATIVES,
    f"GET {EVENT}/availability": PARTICIPANTS,
    f"POST {EVENT}/availability": PARTICIPANTS,
    f"GET {EVENT}/wishes": PARTICIPANTS,
    f"POST {EVENT}/wishes": PARTICIPANTS,
    f"GET {EVENT}/weights": ORGANISERS,
    f"POST {EVENT}/weights": ORGANISERS,
    # its plan
    f"GET {EVENT}/plan": STAFF,
    f"GET {EVENT}/plan/progress": STAFF,
    f"POST {EVENT}/plan/start": ORGANISERS,
    f"POST {EVENT}/plan/<int:version>/publish": ORGANISERS,
    f"GET {EVENT}/plan/by-hand": ORGANISERS,
    f"POST {EVENT}/plan/by-hand": ORGANISERS,
    f"POST {EVENT}/plan/by-hand/take-back": ORGANISERS,
    f"GET {EVENT}/plan/meetings/<int:meeting_id>": STAFF,
    # the evening, and what is left of it
    f"GET {EVENT}/evening": PARTICIPANTS,
    f"GET {EVENT}/desk": STAFF,
    f"GET {EVENT}/desk/board": STAFF,
    f"GET {EVENT}/start": ORGANISERS,
    f"POST {EVENT}/start": ORGANISERS,
    f"POST {EVENT}/start/stop": STAFF,
    f"POST {EVENT}/start/postpone": ORGANISERS,
    f"POST {EVENT}/clock": ORGANISERS,
    f"POST {EVENT}/clock/undo": ORGANISERS,
    f"GET {EVENT}/proposal": ORGANISERS,
    f"POST {EVENT}/proposal": ORGANISERS,
    f"POST {EVENT}/proposal/accept": ORGANISERS,
    f"POST {EVENT}/proposal/decline": ORGANISERS,
    f"GET {EVENT}/people": STAFF,
    f"GET {EVENT}/people/<int:person_id>": STAFF,
    f"POST {EVENT}/people/<int:person_id>/goes": STAFF,
    f"POST {EVENT}/people/<int:person_id>/returns": STAFF,
    f"POST {EVENT}/people/<int:person_id>/code": STAFF,
    f"POST {EVENT}/people/<int:person_id>/arrives": STAFF,
    f"POST {EVENT}/people/<int:person_id>/leaves-hall": STAFF,
    f"GET {EVENT}/hall": STAFF,
    f"GET {EVENT}/hall/slips": STAFF,
    f"GET {EVENT}/hall/signs": STAFF,
    f"GET {EVENT}/hall/door-list": STAFF,
    f"GET {EVENT}/door/<key>": STAFF,
    f"GET {EVENT}/projector": STAFF,
    f"GET {EVENT}/projector/programme": STAFF,
    f"GET {EVENT}/walk-in": STAFF,
    f"POST {EVENT}/walk-in": STAFF,
    f"POST {EVENT}/announcements": STAFF,
    f"POST {EVENT}/help/<int:call_id>/take": STAFF,
    f"POST {EVENT}/help/<int:call_id>/done": STAFF,
    f"POST {EVENT}/announcements/take-back": STAFF,
    f"GET {EVENT}/answers": PARTICIPANTS,
    f"POST {EVENT}/answers": PARTICIPANTS,
    f"GET {EVENT}/report": ORGANISERS,
}

# Of those who are connected; a stranger's connection is refused.
MESSAGES = {
    "check_in": SIGNED_IN,
    "ask_time": SIGNED_IN,
    "ask_partner": PARTICIPANTS,
    "signal": PARTICIPANTS,
    "say": PARTICIPANTS,
    "show_media": PARTICIPANTS,
    "call_for_help": PARTICIPANTS,
    "choose_media": PARTICIPANTS,
    "rate": PARTICIPANTS,
}
