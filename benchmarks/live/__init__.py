"""The live evening under its crowd: what the server takes for it, beside a bare server that checks nothing."""
