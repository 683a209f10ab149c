// An applicant's own profile, saved as it is typed.

import "../../static/js/occupation-picker.js";
import "../../static/js/postcode-place.js";
import "../../static/js/saved-as-typed.js";
