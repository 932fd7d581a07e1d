"""A person at a phone, whose every tap and every field is counted."""


class Thumb:
    """A page touched by a person: `count` is how many taps they made and fields they filled."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def tap(self, name, role="button"):
        self.count += 1
        self.page.get_by_role("main").get_by_role(role, name=name).tap()

    def fill(self, label, text):
        self.count += 1
        self.page.get_by_role("textbox", name=label).fill(text)

    def type(self, label, text):
        """Sign by sign, as a page that acts on the last one needs it."""
        self.count += 1
        self.page.get_by_role("textbox", name=label).press_sequentially(text)

    def choose(self, label, option):
        self.count += 1
        self.page.get_by_label(label).select_option(label=option)

    def choose_files(self, files):
        self.count += 1
        self.page.locator("[type=file]").set_input_files(files)
