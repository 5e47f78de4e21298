"""The creature's face."""

FACE = r"""
  /\_/\
 ( o.o )
  > ^ <
"""
