"""The rows of everybody of the demo: association, firms and applicants with their accounts."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, timedelta

from rehearsal.applicants import ApplicantSeed
from rehearsal.firms import FirmSeed
from webapp.accounts.services import create_account
from webapp.applicants.models import Applicant, ApplicantOccupation
from webapp.associations.models import Association
from webapp.companies.models import Company, Offer, ReleaseState, Representative
from webapp.extensions import db
from webapp.permissions import Role

SIGNED_UP_BEFORE = timedelta(days=10)
A_BOT_SPEAKS_FOR_US = "In der Vorführung spricht für uns ein Bot."


def add_association() -> Association:
    """Add the association of the demo."""
    row = Association(
        name="Ausbildungsring Lippe, Paderborn, Höxter (Vorführung)",
        slug="vorfuehrung",
        contact_email="hilfe@example.org",
        postcode="32756",
    )
    db.session.add(row)
    db.session.flush()
    return row


def add_company(association: Association, seed: FirmSeed, now: datetime, is_bot: bool) -> Company:
    """Add a released firm with its offers and the person at its table."""
    email = f"{ascii_name(seed.first_name)}.{ascii_name(seed.last_name)}@example.org"
    account = create_account(association.id, Role.REPRESENTATIVE, email, seed.first_name, seed.last_name)
    row = Company(
        association=association,
        name=seed.name,
        employees=seed.employees,
        postcode=seed.postcode,
        about=f"{seed.about} {A_BOT_SPEAKS_FOR_US}" if is_bot else seed.about,
        state=ReleaseState.RELEASED,
        state_changed_at=now - SIGNED_UP_BEFORE,
        created_at=now - SIGNED_UP_BEFORE,
    )
    row.offers = [
        Offer(
            occupation_id=occupation,
            places=places,
            start_year=now.year + 1,
            minimum_qualification=seed.minimum_qualification,
            languages=list(seed.languages),
        )
        for occupation, places in seed.offers
    ]
    row.representatives = [Representative(account=account, phone=seed.phone)]
    db.session.add(row)
    db.session.flush()
    return row


def add_applicant(association: Association, seed: ApplicantSeed, now: datetime) -> Applicant:
    """Add an applicant with their wished occupations."""
    email = f"{ascii_name(seed.first_name)}.{ascii_name(seed.last_name)}@example.org"
    account = create_account(association.id, Role.APPLICANT, email, seed.first_name, seed.last_name)
    row = Applicant(
        account=account,
        birth_year=now.year - seed.age,
        birth_month=seed.birth_month,
        postcode=seed.postcode,
        qualification=seed.qualification,
        start_year=now.year + 1,
        languages=list(seed.languages),
        strengths=seed.strengths,
        about=seed.about,
    )
    row.occupations = [
        ApplicantOccupation(position=position, occupation_id=occupation)
        for position, occupation in enumerate(seed.occupations, 1)
    ]
    db.session.add(row)
    db.session.flush()
    return row


def ascii_name(name: str) -> str:
    """Return a name as it stands in addresses."""
    for umlaut, letters in {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ı": "i"}.items():
        name = name.lower().replace(umlaut, letters)
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z]", "", plain)
