"""Evenings: their settings, who registers, at which tables, and whom they wish to meet."""
