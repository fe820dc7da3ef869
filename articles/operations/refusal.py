"""How a deed says no."""


class Refused(Exception):
    """The deed was not done; ``problems`` says why, in words."""

    def __init__(self, problems):
        self.problems = problems
        super().__init__(" ".join(problem.message for problem in problems))
