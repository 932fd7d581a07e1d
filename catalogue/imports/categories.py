"""Which category of ours a file's category means."""

import re

from django.utils.translation import gettext as _

import catalogue
from catalogue.imports.problems import RefusedFileError
from catalogue.imports.values import name_key
from catalogue.models import Category
from catalogue.models.category import OTHER
from unk_portal.reference import read_rows


class CategoryMap:
    """Finds a category by the longest known beginning of a path such as `makanan/ringan/keripik`, or by name.

    The paths and names of other catalogues are shipped beside our own categories; what the team calls a category
    counts too.
    """

    def __init__(self):
        categories = list(Category.objects.all())
        self.by_slug = {category.slug: category.pk for category in categories}
        if OTHER not in self.by_slug:
            raise RefusedFileError(_("There is no category “lainnya” for what fits nowhere else."))
        self.other = self.by_slug[OTHER]
        self.by_path, self.by_name, self.children = {}, {}, {}
        for row in read_rows(catalogue.__file__, "categories"):
            self.learn_shipped(row)
        for category in categories:
            self.children.setdefault(category.parent_id, set()).add(category.pk)
            for name in (category.slug, category.name_id, category.name_en):
                self.by_name[name_key(name)] = category.pk
        self.answers = {}

    def learn_shipped(self, row):
        pk = self.by_slug.get(row["slug"])
        if pk:
            self.by_path.update({path_of(prefix): pk for prefix in row.get("import_prefixes", [])})
            self.by_name.update({name_key(name): pk for name in row.get("import_names", [])})

    def find(self, text):
        """The primary key of the category that `text` means, or None when it is like nothing we have."""
        if text not in self.answers:
            self.answers[text] = self.answer(text)
        return self.answers[text]

    def answer(self, text):
        path = path_of(text)
        lengths = range(len(path), 0, -1)
        length = next((it for it in lengths if path[:it] in self.by_path), 0)
        by_path = self.by_path.get(path[:length])
        # The last part of a path says most: "Kuliner > Keripik" has a known beginning, but means its child.
        by_name = next((self.by_name[it] for it in [name_key(text), *reversed(path)] if it in self.by_name), None)
        is_closer = length < len(path) and by_name in self.children.get(by_path, ())
        return by_name if is_closer else by_path or by_name


def path_of(text):
    return tuple(filter(None, map(name_key, re.split(r"[/>»]", text))))
