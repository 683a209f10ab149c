"""The Flask extensions, made once; `create_app` binds them to an app."""

from typing import TYPE_CHECKING

from flask_babel import Babel
from flask_limiter import Limiter
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_socketio import SocketIO
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect

import webapp.database.sqlite  # noqa: F401 - says how SQLite is opened
from webapp.database import Base
from webapp.proxies import who_asks

db = SQLAlchemy(model_class=Base)
migrate = Migrate()
csrf = CSRFProtect()
login_manager = LoginManager()
# Evenings are in Germany: whoever reads English finds the times of the clock on the wall, too.
babel = Babel(
    date_formats={
        **Babel.default_date_formats,
        "time.short": "HH:mm",
        "time.medium": "HH:mm:ss",
        "datetime.short": "dd.MM.y, HH:mm",
    }
)
limiter = Limiter(who_asks)
socketio = SocketIO()

# Type checkers cannot see that `db.Model` is `Base` with table names made for it.
if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model
