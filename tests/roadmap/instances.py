"""An instance in the format of the PSPLIB, made up: two jobs that share six of one resource, best done in five weeks."""

INSTANCE = """\
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          2           2   3
   2        1          1           4
   3        1          1           4
   4        1          0
************
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  R 2
------------
  1      1     0       0    0
  2      1     3       4    0
  3      1     2       3    1
  4      1     0       0    0
************
RESOURCEAVAILABILITIES:
  R 1  R 2
    6    1
************
"""
