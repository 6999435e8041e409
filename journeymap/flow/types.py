"""Kinds of arrays."""

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Indices = NDArray[np.intp]
Mask = NDArray[np.bool_]
