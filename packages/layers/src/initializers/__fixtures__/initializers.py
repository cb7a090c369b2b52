"""Writes initializers.json: constants by mpmath, orthogonal matrices by NumPy as Keras' Orthogonal makes them.

Run with NumPy 1.24 and mpmath: python3 initializers.py > initializers.json
"""

import json
import sys

import mpmath
import numpy

mpmath.mp.dps = 40


def truncated_deviation():
    """The standard deviation of a standard normal number that lies in [-2, 2]."""
    inside = 2 * mpmath.ncdf(2) - 1
    return float(mpmath.sqrt(1 - 4 * mpmath.npdf(2) / inside))


def orthogonal(rows, columns):
    """As keras.initializers.Orthogonal, with the normal numbers of np.random.seed(42)."""
    normal = numpy.random.RandomState(42).standard_normal((max(rows, columns), min(rows, columns)))
    q, r = numpy.linalg.qr(normal)
    q *= numpy.sign(numpy.diag(r))
    return (q.T if rows < columns else q).tolist()


json.dump(
    {
        "truncatedDeviation": truncated_deviation(),
        "orthogonal": {f"{rows}x{columns}": orthogonal(rows, columns) for rows, columns in [(4, 4), (5, 3), (3, 6)]},
    },
    sys.stdout,
)
