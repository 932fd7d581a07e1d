"""The command line of both imports."""

from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from tqdm import tqdm

from catalogue.imports.importing import Options
from catalogue.imports.places import BPS, KEMENDAGRI
from catalogue.imports.problems import RefusedFileError

SHOWN = 20


class ImportCommand(BaseCommand):
    """Check a file, write it when all of it is right, and say what happened; exits with 1 when anything is wrong."""

    import_class: type

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE", help="CSV or XLSX; docs/import.md lists the columns")
        parser.add_argument("--dry-run", action="store_true", help="check and report, write nothing")
        parser.add_argument("--source", default="", help="short name of the list that the ids belong to")
        parser.add_argument("--publish", action="store_true", help="show new rows to visitors, not as drafts")
        parser.add_argument("--skip-bad-rows", action="store_true", help="write the good rows of a file with bad ones")
        parser.add_argument("--overwrite-claimed", action="store_true", help="also change what owners look after")
        parser.add_argument(
            "--code-system", choices=[KEMENDAGRI, BPS], default="", help="whose regency codes these are"
        )
        parser.add_argument("--report", type=Path, metavar="CSV", help="save what is wrong and what is worth knowing")

    def handle(self, *, file, dry_run, report, **given):
        if report and report.resolve() == file.resolve():
            raise CommandError(_("The report would overwrite the file itself."))
        names = ("source", "publish", "skip_bad_rows", "overwrite_claimed", "code_system")
        try:
            importing = self.import_class(file, Options(**{name: given[name] for name in names}))
            self.check_file(importing)
            if importing.may_write and not dry_run:
                self.write_rows(importing)
        except RefusedFileError as error:
            raise CommandError(str(error)) from error
        self.show(importing.report)
        if report:
            self.save(importing.report, report)
        self.conclude(importing, dry_run)

    def check_file(self, importing):
        with tqdm(desc=_("Checking"), unit="", disable=None) as bar:
            importing.check(bar.update)

    def write_rows(self, importing):
        bar = tqdm(desc=_("Writing"), total=len(importing.to_write), unit="", disable=None)
        with self.stopping_cleanly(importing.report), bar:
            importing.apply(bar.update)

    @contextmanager
    def stopping_cleanly(self, report):
        try:
            yield
        except (DatabaseError, KeyboardInterrupt) as error:
            reason = str(error) or _("interrupted")
            raise CommandError(
                _("Stopped (%(reason)s). %(count)s rows are written; the same command writes the rest.")
                % {"reason": reason, "count": number_format(report.written)}
            ) from error

    def show(self, report):
        counts = [
            (_("new"), report.new),
            (_("changed"), report.changed),
            (_("unchanged"), report.unchanged),
            (_("looked after by owners, left alone"), report.claimed),
            (_("wrong"), report.wrong),
            (_("rows"), report.rows),
            (_("businesses to be made for products"), report.new_businesses),
            (_("regencies and cities to be made"), len(report.new_places)),
        ]
        for label, count in counts:
            self.stdout.write(f"{number_format(count):>10} {label}")
        if report.unused_columns:
            self.stdout.write(_("Columns not used: %(names)s") % {"names": ", ".join(report.unused_columns)})
        self.show_problems(report)
        self.show_notes(report)

    def show_problems(self, report):
        for problem in report.problems[:SHOWN]:
            line = _("Row %(row)d, %(column)s “%(value)s”: %(message)s") % problem._asdict()
            self.stdout.write(self.style.ERROR(line))
        self.show_rest(len(report.problems) + report.unlisted_problems)

    def show_notes(self, report):
        for note in report.notes[:SHOWN]:
            where = ngettext("(row %(row)d)", "(%(rows)d rows, the first is row %(row)d)", note.rows)
            what = f"{note.column} “{note.value}”: {note.message}" if note.value else note.message
            self.stdout.write(f"{what} {where % note._asdict()}")
        self.show_rest(len(report.notes))

    def show_rest(self, count):
        if count > SHOWN:
            self.stdout.write(
                _("… and %(count)s more; --report saves them all.") % {"count": number_format(count - SHOWN)}
            )

    def save(self, report, path):
        try:
            # Excel takes a file without the byte order mark for Windows-1252.
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                report.save_csv(file)
        except OSError as error:
            raise CommandError(
                _("The report cannot be saved: %(reason)s.") % {"reason": error.strerror or error}
            ) from error

    def conclude(self, importing, dry_run):
        report = importing.report
        written = counted(
            ngettext("%(count)s row was written.", "%(count)s rows were written.", report.written), report.written
        )
        if report.written == 0:
            written = _("Nothing was written.")
        if not report.wrong:
            self.stdout.write(self.style.SUCCESS(written))
            return
        wrong = counted(ngettext("%(count)s row is wrong.", "%(count)s rows are wrong.", report.wrong), report.wrong)
        hint = _("Correct what is wrong, or leave it out with --skip-bad-rows.")
        raise CommandError(" ".join([wrong, written] if importing.may_write or dry_run else [wrong, written, hint]))


def counted(text, count):
    return text % {"count": number_format(count)}
