from playwright.sync_api import expect


def test_missing_page_is_in_the_sites_design(page, complaints):
    page.goto("/tidak-ada/")

    expect(page.get_by_role("heading", level=1)).to_have_text("Halaman ini tidak ada")
    assert [complaint for complaint in complaints if "404" not in complaint] == []
    complaints.clear()
