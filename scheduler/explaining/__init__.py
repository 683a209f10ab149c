"""Why the plan is as it is: reasons from prices and bounds, and sentences for people."""
