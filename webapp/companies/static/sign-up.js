// A firm's sign-up.

import "../../static/js/occupation-picker.js";
import "../../static/js/postcode-place.js";
