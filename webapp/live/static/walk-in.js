// Somebody new at the door: the occupation is found while one types.

import "../../static/js/occupation-picker.js";
