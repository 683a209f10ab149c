"""Who meets whom: the pairs, with minimal shortfall and maximal utility, and the prices that prove it."""
