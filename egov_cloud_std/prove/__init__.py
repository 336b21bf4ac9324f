"""Holds every control against its witnesses and its mutants: a control that cannot fail is not a control.

A witness is a small description with the status that the control must give for it. A mutant is the control with one
thing changed; a mutant that no witness notices is an error, unless the profile declares it equivalent and says why.
"""

from .mutants import Mutant, mutants_of
from .proof import ControlProof, Failure, prove_profile, statuses_given

__all__ = ["ControlProof", "Failure", "Mutant", "mutants_of", "prove_profile", "statuses_given"]
