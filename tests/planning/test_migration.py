"""An installation with a published plan is brought up to date: nothing it holds is lost on the way."""

from __future__ import annotations

from pathlib import Path

from flask_migrate import upgrade

from webapp import create_app
from webapp.extensions import db

BEFORE_MEETINGS_WERE_CANCELLED = "d20c7b5e8a44"
THEN = "2026-11-01 10:00:00"
APPLICANT = {"birth_year": 2009, "birth_month": 5, "postcode": "32756", "qualification": "first",
             "start_year": 2027, "strengths": "", "about": "", "needs": ""}  # fmt: skip
SETTINGS = {"rounds": 2, "round_seconds": 600, "changeover_seconds": 60, "guarantee_applicant": 0,
         "guarantee_table": 0, "weights": "{}", "starts_at": THEN, "registration_closes_at": THEN}  # fmt: skip


def put(table: str, **values: object) -> None:
    """Insert a row as the database was then, of which the models know nothing."""
    names = ", ".join(values)
    places = ", ".join(f":{name}" for name in values)
    db.session.execute(db.text(f"INSERT INTO {table} ({names}) VALUES ({places})"), values)  # noqa: S608


def put_published_evening() -> None:
    """Two applicants with a meeting each, of whom the first has withdrawn and left no registration."""
    put("association", id=1, name="V", slug="v", contact_email="a@example.org", postcode="32756",
        imprint="", created_at=THEN)  # fmt: skip
    for number, role in ((1, "applicant"), (2, "applicant"), (3, "representative")):
        put("account", id=number, association_id=1, role=role, email=f"p{number}@example.org", first_name="K",
            last_name="M", locale="de", session_key=str(number), created_at=THEN)  # fmt: skip
    for number in (1, 2):
        put("applicant", id=number, account_id=number, **APPLICANT)
    put("company", id=1, association_id=1, name="F", employees=3, postcode="32756", website="", about="",
        entitled_to_train=True, table_count=1, state="released", created_at=THEN)  # fmt: skip
    put(
        "event",
        id=1,
        association_id=1,
        name="E",
        description="",
        state="published",
        created_at=THEN,
        **SETTINGS,
    )
    put("event_table", id=1, event_id=1, company_id=1, representative_account_id=3, number=1)
    put("registration", id=5, event_id=1, applicant_id=2, created_at=THEN)
    put("plan", id=1, event_id=1, version=1, state="published", progress=1.0, stage="", failure="",
        outcome="{}", created_at=THEN, heard_at=THEN)  # fmt: skip
    for number in (1, 2):
        put("planned_date", id=number, plan_id=1, round=number, table_id=1, applicant_id=number, utility=0.5)
    db.session.commit()


def test_published_meetings_when_migrated_are_kept_and_those_of_who_withdrew_cancelled(
    tmp_path: Path,
) -> None:
    app = create_app({"TISCHWECHSEL_INSTANCE_PATH": str(tmp_path)}, testing=True)
    with app.app_context():
        upgrade(revision=BEFORE_MEETINGS_WERE_CANCELLED)
        put_published_evening()
        upgrade()
        whys = db.session.execute(db.text("SELECT id, cancelled_because FROM meeting ORDER BY id")).all()
        assert [tuple(row) for row in whys] == [(1, "applicant left"), (2, None)]
        assert list(db.session.scalars(db.text("SELECT number FROM registration"))) == [1]
        assert db.session.scalar(db.text("PRAGMA foreign_keys")) == 1
