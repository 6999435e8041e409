"""Pages in a real browser, opened without a network."""

import pytest


@pytest.fixture(scope="module")
def browser():
    """Debian's Chromium with a new profile, once for each module; each page has a context of its own."""
    from tests.outputs.browsing import ARGUMENTS, sync_api

    with sync_api.sync_playwright() as play:
        chromium = play.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def own_addresses():
    """Beginnings of the addresses that a page may ask itself for; a module that needs some overrides it."""
    return ()


@pytest.fixture
def visit(browser, folder, own_addresses):
    """Open a page of the module's folder; every request but the page itself is noted and refused."""
    contexts = []

    def go(name, fragment="", script="", **options):
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        if script:
            context.add_init_script(script)
        tab = context.new_page()
        tab.requests, tab.complaints = [], []
        start = folder.joinpath(f"{name}.html").as_uri()

        def judge(route):
            if route.request.url.split("#")[0] == start or route.request.url.startswith(own_addresses):
                route.continue_()
            else:
                tab.requests.append(route.request.url)
                route.abort()

        context.route("**/*", judge)
        tab.on("console", lambda message: tab.complaints.append(message.text))
        tab.on("pageerror", lambda error: tab.complaints.append(str(error)))
        tab.on("dialog", lambda box: (tab.complaints.append(box.message), box.dismiss()))
        tab.goto(start + fragment)
        return tab

    yield go
    for context in contexts:
        context.close()
