"""When they meet: every chosen pair gets a round, around windows and pins, with little waiting."""
