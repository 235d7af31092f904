"""Drugs and how they are given: amounts, units, routes, schedules, in prose and in tables."""
