"""Products and businesses from spreadsheet files.

`ProductImport(path, options).check()` reads a whole file and returns a `Report` without writing anything, for a
preview; `apply()` then writes what the check found.
"""
