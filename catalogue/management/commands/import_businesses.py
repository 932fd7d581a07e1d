from catalogue.imports.businesses import BusinessImport
from catalogue.imports.command import ImportCommand


class Command(ImportCommand):
    help = "Import businesses from a CSV or XLSX file; they are known by their ids."
    import_class = BusinessImport
