"""The page on which somebody tries camera, microphone, speaker and network."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp.database import now
from webapp.live.device_check import check_of, keep_check
from webapp.live.forms import TRY_AGAIN, DeviceCheckForm
from webapp.live.ice import ice_servers
from webapp.live.views.blueprint import blueprint
from webapp.permissions import acting, participant, right


@blueprint.get("/device-check")
@right(participant)
def device_check() -> ResponseReturnValue:
    """Try everything a talk needs."""
    account, at = acting(), now()
    return render_template(
        "live/device_check.html",
        acting=account,
        last=check_of(account.id),
        ice_servers=ice_servers(current_app.config, account.id, at),
    )


@blueprint.post("/device-check")
@right(participant)
def keep_device_check() -> ResponseReturnValue:
    """Keep what came of it."""
    account, form = acting(), DeviceCheckForm()
    if form.validate():
        keep_check(account, form.works, form.best_way, now())
        passed = check_of(account.id)
        if passed and passed.passed:
            flash(gettext("Everything works. You are ready for the evening."), "good")
        else:
            flash(
                gettext("Kept. The people who run the evening see what does not work yet, and can help."),
                "danger",
            )
        return redirect(url_for("pages.start"))
    flash(str(TRY_AGAIN), "danger")
    return redirect(url_for("live.device_check"))
