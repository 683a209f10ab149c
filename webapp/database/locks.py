"""Two people press at the same moment: one after the other, or one of them. The only places that see to it.

`lock_row` is for what must be read before it is decided and written: the others wait until it is written.
`claim` is for what only one may do: a change that is made if things still are as they were seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm.attributes import set_committed_value

from webapp.errors import ChangedMeanwhile
from webapp.extensions import Model, db


def lock_row(row: Model) -> None:
    """Wait for one's turn at a row, for the rest of the transaction; all that was read before is read afresh.

    A verb locks before it looks, and one row only: the event for what happens in it, else the firm, the
    applicant or the account. Others can still add rows that refer to it, except in SQLite.
    """
    db.session.flush()
    db.session.expire_all()
    try:
        db.session.refresh(row, with_for_update={"key_share": True})
    except InvalidRequestError:  # it is no longer there
        db.session.rollback()
        raise ChangedMeanwhile from None


def claim(model: type[Model], *still: sa.ColumnElement[bool], **values: Any) -> bool:
    """Change what still is as it was seen, in the running transaction; return whether anything was.

    Of several who try the same at once, one changes it; objects in memory know nothing of it until they `learn` it.
    """
    changed = sa.update(model).where(*still).values(**values).execution_options(synchronize_session=False)
    done: int = db.session.execute(changed).rowcount  # type: ignore[attr-defined]
    return done > 0


def learn(row: Model, written: Mapping[str, Any]) -> None:
    """Let a row in memory say what was just written of it, without reading it again."""
    for name, value in written.items():
        set_committed_value(row, name, value)
