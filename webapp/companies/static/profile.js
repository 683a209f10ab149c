// A firm's own profile and offers.

import "../../static/js/occupation-picker.js";
import "../../static/js/postcode-place.js";
