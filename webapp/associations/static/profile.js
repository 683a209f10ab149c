// An association's own data.

import "../../static/js/postcode-place.js";
