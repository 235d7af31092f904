"""Thresholds: limits of eligibility, definitions of an outcome, scores, instructions."""
