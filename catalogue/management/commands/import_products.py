from catalogue.imports.command import ImportCommand
from catalogue.imports.products import ProductImport


class Command(ImportCommand):
    help = "Import products from a CSV or XLSX file."
    import_class = ProductImport
