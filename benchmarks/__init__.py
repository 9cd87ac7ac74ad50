"""Ratios measured in one run, beside what they are compared with; never timed tests."""
