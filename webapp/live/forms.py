"""What participants answer about their evening."""

from __future__ import annotations

from flask_babel import lazy_gettext

from webapp.forms.fields import ChoiceField, HouseForm
from webapp.forms.validators import Answered
from webapp.live.models import CheckedWay

TRY_AGAIN = lazy_gettext("Something was missing. Please try once more.")
YES_OR_NO = (("yes", ""), ("no", ""))


class DeviceCheckForm(HouseForm):
    """What somebody's device could do."""

    browser = ChoiceField("", [Answered(TRY_AGAIN)], choices=YES_OR_NO)
    camera = ChoiceField("", [Answered(TRY_AGAIN)], choices=YES_OR_NO)
    microphone = ChoiceField("", [Answered(TRY_AGAIN)], choices=YES_OR_NO)
    speaker = ChoiceField("", [Answered(TRY_AGAIN)], choices=YES_OR_NO)
    way = ChoiceField("", [Answered(TRY_AGAIN)], choices=[(way.value, "") for way in CheckedWay])

    @property
    def works(self) -> dict[str, bool]:
        """What works. Only for a form that is valid."""
        return {name: self[name].data == "yes" for name in ("browser", "camera", "microphone", "speaker")}

    @property
    def best_way(self) -> CheckedWay:
        """The way that was found. Only for a form that is valid."""
        return CheckedWay(self.way.data or "")
