"""Our workbook, and a bare program that writes the same cells by the same calls of XlsxWriter."""

from copy import deepcopy
from io import BytesIO
from unittest import mock

import xlsxwriter

from reports.workbook.writer import expenditure_workbook


class Recorder:
    """Stands before an object of XlsxWriter and keeps the calls made to it and to its parts.

    `place` is the number of the call that made the object; the workbook itself is call 0.
    """

    def __init__(self, real, place, calls):
        self.real, self.place, self._calls = real, place, calls

    def __getattr__(self, name):
        def call(*args, **kwargs):
            self._calls.append((self.place, name, args, kwargs))
            place = len(self._calls)
            made = getattr(self.real, name)(*_unwrapped(args), **kwargs)
            return Recorder(made, place, self._calls) if _is_part(made) else made

        return call


def _is_part(made):
    """Whether it is an object of XlsxWriter, or of a class that is derived from one of its."""
    return any(kind.__module__.startswith("xlsxwriter") for kind in type(made).__mro__)


def recorded(facts, figures):
    """The workbook of some figures, XlsxWriter's options for it, and the calls that wrote it."""
    calls, options, original = [], [], xlsxwriter.Workbook

    def workbook(file, given):
        options.append(deepcopy(given))  # XlsxWriter writes into what it is given
        return Recorder(original(file, given), 0, calls)

    with mock.patch("xlsxwriter.Workbook", workbook):
        content = expenditure_workbook(facts, figures)
    return content, options[0], calls


def bare_workbook(options, calls):
    """The workbook that recorded calls write when they are made again with nothing between."""
    file = BytesIO()
    made = [xlsxwriter.Workbook(file, deepcopy(options))]
    for place, name, args, kwargs in calls:
        ready = [_made_again(arg, made) if type(arg) in DEEP else arg for arg in args]
        made.append(getattr(made[place], name)(*ready, **kwargs))
    return file.getvalue()


def _unwrapped(args):
    return _replaced(args, lambda recorder: recorder.real)


def _made_again(arg, made):
    return _replaced(arg, lambda recorder: made[recorder.place])


def _replaced(value, replace):
    """The value with the recorders in it replaced, however deep they are."""
    kind = type(value)
    if kind is Recorder:
        return replace(value)
    if kind is dict:
        return {key: _replaced(item, replace) for key, item in value.items()}
    if kind in (list, tuple):
        return kind(_replaced(item, replace) for item in value)
    return value


# What may hold a recorder; other arguments are passed on as they are, at no cost.
DEEP = {Recorder, dict}
