"""Views built by hand, for the tests of charts and for looking at them."""

from journeymap.text import Figure, minutes, say, share
from journeymap.views.journey_map import Column, Curve, JourneyMap, Link, Mark, OutcomeBox, Pin, StageBand
from journeymap.vocabulary import OutcomeKind, Service, Severity, State


def pin(number, severity, title="customers are asked for the same thing twice"):
    return Pin(number, f"rule-{number}@somewhere", severity, say(title))


MOVE_COLUMNS = (
    Column("search", "Search for how to move", "plan", doing="Looks on the website for what to do when moving.",
           channel="web", channel_title="Website", service=Service.SELF_SERVICE, emotion=0, score=62, low=57, high=67,
           opinion=False, n=412, entry=0.6, reach=0.6, duration=9, systems=("Website",), grade="A",
           pains=("The page ends with a phone number",), pins=(pin(4, Severity.MINOR),)),
    Column("book", "Call to book the move", "plan", doing="Gives number, addresses and day, and books the move.",
           channel="phone", channel_title="Phone", service=Service.HUMAN, emotion=-1, score=44, low=41, high=47,
           opinion=False, n=1014, entry=0.4, reach=0.93, duration=25, department="Customer service", moment=True,
           backstage=("Note the move at the customer desk", "Copy the order into line control"),
           systems=("Customer desk", "Line control"), data=("Customer number", "New address"), grade="A",
           pains=("Twenty-five minutes to say an address and a date",),
           pins=(pin(1, Severity.CRITICAL), pin(2, Severity.MAJOR), pin(7, Severity.NOTE))),
    Column("shop", "Book the move in a shop", "plan", channel="shop", channel_title="Shop", service=Service.HUMAN,
           emotion=1, score=71, low=60, high=82, opinion=False, n=61, reach=0.05, duration=35, department="Sales",
           gains=("A person who looks you in the eye",), grade="B"),
    Column("letter", "Letter with the day", "plan", channel="post", channel_title="Post", service=Service.MESSAGE,
           emotion=0, reach=0.92, waiting=4320, backstage=("Print and post",), grade=None),
    Column("late", "The house is late", "change", doing="The new house is late; the move has to wait ten days.",
           channel="none", channel_title="No contact", service=Service.NOBODY, emotion=-1, reach=0.29, score=38,
           opinion=True, grade="D"),
    Column("postpone", "Call to change the day", "change", channel="phone", channel_title="Phone", moment=True,
           service=Service.HUMAN, emotion=-1, score=30, low=26, high=34, opinion=False, n=448, reach=0.26, duration=30,
           doing="Calls two days before and moves the day; has to listen to a sales pitch.",
           quote="Half an hour for a date.", department="Customer service", grade="A",
           systems=("Customer desk", "Line control", "Technicians' calendar"),
           pins=(pin(3, Severity.MAJOR), pin(5, Severity.MINOR))),
    Column("visit", "The technician connects the home", "day", channel="visit", channel_title="Home visit",
           service=Service.HUMAN, emotion=1, score=79, low=76, high=82, opinion=False, n=1000, reach=0.9, duration=90,
           waiting=180, department="Technicians", moment=True, gains=("It works in one visit",), grade="A",
           pains=("8 to 12 is no appointment",)),
    Column("cut", "The old line is cut anyway", "day", channel="none", service=Service.NOBODY, emotion=-2, score=4,
           opinion=True, reach=0.04, doing="Saturday at 8:00, ten days early, everything goes dark.", grade="D",
           pains=("No warning",), pins=(pin(6, Severity.CRITICAL),)),
    Column("chat", "Chat with the bot", "help", channel="bot", channel_title="Chatbot", service=Service.BOT,
           emotion=-2, score=18, low=9, high=27, opinion=False, n=57, reach=0.1, duration=12, grade="C"),
    Column("call", "Call about the dark line", "help", channel="phone", channel_title="Phone", service=Service.HUMAN,
           emotion=-2, score=23, low=20, high=26, opinion=False, n=469, reach=0.14, duration=40, waiting=240,
           doing="Explains everything; is told to restart the box.", department="Customer service", grade="A"),
    Column("evening", "First evening in the new home", "home", channel="app", channel_title="App",
           service=Service.SELF_SERVICE, emotion=2, score=86, low=80, high=92, opinion=False, n=210, reach=0.88,
           duration=10, grade="A"),
    Column("bill", "First bill at the new address", "home", channel="email", channel_title="E-mail",
           service=Service.MESSAGE, emotion=0, reach=0.88, systems=("Billing",), data=("Bill",)),
)  # fmt: skip

MOVE_LINKS = (
    Link("search", "book", "next", 0.88), Link("search", "shop", "next", 0.09), Link("search", "left", "ends", 0.03),
    Link("book", "letter", "next", 0.87), Link("book", "book", "next", 0.08, repeats=True, when="hung up in the queue"),
    Link("book", "uncovered", "ends", 0.03), Link("book", "left", "gives-up", 0.02),
    Link("shop", "letter", "next", 0.97), Link("shop", "uncovered", "ends", 0.03),
    Link("letter", "visit", "next", 0.7), Link("letter", "late", "next", 0.29), Link("letter", "left", "gives-up", 0.01),
    Link("late", "postpone", "next", 0.9), Link("late", "visit", "next", 0.1, when="keeps the old day after all"),
    Link("postpone", "visit", "next", 0.6, assumed=True),
    Link("postpone", "book", "next", 0.25, when="has to book again"),
    Link("postpone", "cut", "fails", 0.15, when="the change never reached the back office"),
    Link("visit", "evening", "next", 0.89), Link("visit", "call", "fails", 0.11, when="the line is not switched"),
    Link("cut", "chat", "next", 0.7), Link("cut", "call", "next", 0.3),
    Link("chat", "call", "next", 0.8, handoff=True, repeats=True), Link("chat", "gone", "gives-up", 0.2),
    Link("call", "evening", "next", 0.55), Link("call", "chat", "next", 0.1, repeats=True),
    Link("call", "postpone", "next", 0.15, handoff=True, when="has to tell it all again"),
    Link("call", "gone", "ends", 0.2),
    Link("evening", "bill", "next", 1.0), Link("bill", "moved", "ends", 0.96), Link("bill", "gone", "ends", 0.04),
)  # fmt: skip

MOVE = JourneyMap(
    title="Move house with TV and internet",
    subtitle=say("Current journey"),
    statement=say("{done} of customers complete the journey; the lowest point is '{name}'", done=share(0.914),
                  name="The old line is cut anyway"),
    state=State.CURRENT,
    stages=(
        StageBand("plan", "We plan the move", ("search", "book", "shop", "letter"), 52),
        StageBand("change", "Our plans change", ("late", "postpone"), 31),
        StageBand("day", "Moving day", ("visit", "cut"), 76),
        StageBand("help", "We have no line", ("chat", "call"), 22),
        StageBand("home", "We are at home", ("evening", "bill"), 86),
    ),
    columns=MOVE_COLUMNS,
    links=MOVE_LINKS,
    outcomes=(
        OutcomeBox("moved", "Connected in the new home", OutcomeKind.COMPLETED, 0.874),
        OutcomeBox("uncovered", "No line at the new address", OutcomeKind.NOT_ELIGIBLE, 0.04),
        OutcomeBox("left", "Moves without us", OutcomeKind.ABANDONED, 0.038),
        OutcomeBox("gone", "Signs with the competitor", OutcomeKind.CHURNED, 0.048),
    ),
    figures=((say("Completion"), share(0.914)), (say("Score"), Figure("score", 51)), (say("Time spent"), minutes(142)),
             (say("Waiting"), minutes(5100)), (say("Contacts"), Figure("number", 3.3))),
)  # fmt: skip
"""A house move with branches, a loop back, failures, outcomes and gaps."""

TWINS = JourneyMap(
    title="Move house in five minutes",
    subtitle=say("Current journey → target journey"),
    statement=say("Two touchpoints change and one goes"),
    state=State.TARGET,
    stages=MOVE.stages[:2],
    columns=tuple(
        Column(**{field: getattr(column, field) for field in column.__dataclass_fields__ if field != "mark"}, mark=mark)
        for column, mark in zip(
            MOVE_COLUMNS[:6],
            (None, Mark("changed", (say("time spent: 25 min → 5 min"), say("channel: Phone → App")), 31.0),
             Mark("removed"), None, Mark("added"), Mark("changed", (say("served by someone else"),), -4.0)),
            strict=True,
        )
    ),
    links=tuple(link for link in MOVE_LINKS if link.source in {"search", "book", "late"}),
    outcomes=MOVE.outcomes,
    curves=(Curve(say("Target journey"), {"search": 70, "book": 83, "letter": 40, "postpone": 26}),),
    marked=True,
    curve_name=say("Current journey"),
)  # fmt: skip
"""The first half of the move with a target and marks."""

ITALIAN = JourneyMap(
    title="Trasloco della linea Internet e del televisore",
    subtitle="Percorso attuale",
    statement=say("Il 91% dei clienti arriva in fondo; il punto più basso è la disattivazione anticipata"),
    state=State.CURRENT,
    stages=(StageBand("piano", "Pianificazione del trasloco", ("cerca", "chiama"), 47),
            StageBand("giorno", "Il giorno dell’attivazione e della riconfigurazione", ("tecnico",), 65)),
    columns=(
        Column("cerca", "Ricerca delle informazioni sul sito", "piano", channel="web", channel_title="Sito Internet",
               service=Service.SELF_SERVICE, score=47, opinion=True, emotion=0, duration=8, entry=1.0, grade="D",
               doing="Cerca sul sito che cosa bisogna fare, e trova soltanto un numero di telefono da chiamare."),
        Column("chiama", "Telefonata per concordare l’appuntamento", "piano", channel="phone", channel_title="Telefono",
               service=Service.HUMAN, score=32, low=28, high=36, opinion=False, n=1014, emotion=-1, duration=25,
               quote="Venticinque minuti per un indirizzo e una data!", pains=("Attesa interminabile al telefono",),
               department="Assistenza clienti", moment=True, grade="A", waiting=20160),
        Column("tecnico", "Intervento del tecnico a domicilio", "giorno", channel="visit", channel_title="Visita",
               service=Service.HUMAN, emotion=1, gains=("Quando funziona, funziona subito",), grade="B"),
    ),
    links=(Link("cerca", "chiama", "next", 0.9), Link("cerca", "perso", "gives-up", 0.1),
           Link("chiama", "tecnico", "next", 0.82), Link("chiama", "cerca", "next", 0.18, when="manca un documento"),
           Link("tecnico", "fatto", "ends", 1.0)),
    outcomes=(OutcomeBox("fatto", "Linea attivata", OutcomeKind.COMPLETED, 0.91),
              OutcomeBox("perso", "Rinuncia al trasloco", OutcomeKind.ABANDONED, 0.09)),
)  # fmt: skip

SINGLE = JourneyMap(
    "Ask", say("Current journey"), say("Nothing is measured"), State.CURRENT,
    (StageBand("all", "All", ("ask",)),), (Column("ask", "Ask a question", "all"),), (), (),
)  # fmt: skip
"""One touchpoint and nothing known."""

EMPTY = JourneyMap("Nothing yet", say("Current journey"), say("No touchpoint"), State.CURRENT, (), (), (), ())

LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz " * 6
AWKWARD_TEXTS = (
    LONG[:400], "A" * 400, "安静な引っ越しのための電話予約と確認の手続き" * 6, "👩‍👩‍👧‍👦 moving 🏠📦🚚" * 8,
    "حجز موعد لنقل خط الإنترنت إلى المنزل الجديد " * 5, '<script>alert("1")</script> & \'quotes\' ]]>', "\u202egnp.exe\u0000\ufffe",
    "e\u0301" * 60, "", " \n\t ",
)  # fmt: skip


def awkward():
    """A map whose every text is one that breaks drawings."""
    texts = AWKWARD_TEXTS
    columns = tuple(
        Column(
            f"c{i}", text, f"s{i // 2}", doing=texts[i - 1], quote=texts[i - 2], channel="fax", channel_title=text,
            service=Service.BOT, emotion=-2 + i % 5, score=float(i * 11), low=max(0.0, i * 11 - 9.0),
            high=min(100.0, i * 11 + 9.0), opinion=False, n=10**i, reach=1 / (i + 1), duration=float(7**i),
            waiting=float(5**i), moment=i % 2 == 0, pains=(text, text), gains=(texts[i - 3],), department=text,
            backstage=(text,), systems=(text, "x"), data=(text,), grade="ABCD"[i % 4],
            pins=tuple(pin(100 * i + k, severity, text) for k, severity in enumerate([*Severity] * 2)),
        )
        for i, text in enumerate(texts)
    )  # fmt: skip
    links = tuple(
        Link(f"c{i}", target, kind, 0.3, assumed=True, handoff=True, repeats=True, when=text)
        for i, text in enumerate(texts)
        for target, kind in ((f"c{(i * 3 + 1) % 10}", "next"), (f"c{(i * 7) % 10}", "fails"), (f"o{i % 4}", "ends"),
                             ("o3", "gives-up"))
    )  # fmt: skip
    stages = tuple(StageBand(f"s{k}", texts[k], (f"c{2 * k}", f"c{2 * k + 1}"), 50.0 + k) for k in range(5))
    outcomes = tuple(OutcomeBox(f"o{k}", texts[k], kind, 0.25) for k, kind in enumerate(OutcomeKind))
    return JourneyMap(LONG, LONG, say("{x}", x=LONG), State.CURRENT, stages, columns, links, outcomes,
                      curves=(Curve(LONG, {"c1": 100, "c2": 0}),), figures=((say("{x}", x=LONG), share(0.5)),))  # fmt: skip


def many(count):
    """A long map: stages of eight, with skips, returns, failures and ends all along."""
    columns = tuple(
        Column(
            f"t{i}", f"Touchpoint number {i + 1} of many", f"s{i // 8}", doing="Does what there is to do at this step.",
            channel=("web", "phone", "app", "email", "chat")[i % 5], channel_title="Channel", service=Service.HUMAN,
            emotion=i % 5 - 2, score=None if i % 7 == 3 else 30 + (i * 37) % 65, low=None, high=None, duration=5.0 + i % 20,
            waiting=60.0 * (i % 5) or None, reach=0.9, pains=("It takes long",), grade="D", systems=("Desk",),
        )
        for i in range(count)
    )  # fmt: skip
    links = []
    for i in range(count - 1):
        links.append(Link(f"t{i}", f"t{i + 1}", "next", 0.8))
        links += [Link(f"t{i}", f"t{min(count - 1, i + 3)}", "next", 0.1)] if i % 3 == 0 and i + 3 < count else []
        links += [Link(f"t{i}", f"t{max(0, i - 4)}", "next", 0.05, repeats=True)] if i % 5 == 4 else []
        links += [Link(f"t{i}", "lost", "ends", 0.05)] if i % 4 == 1 else []
        links += [Link(f"t{i}", "lost", "gives-up", 0.03)] if i % 6 == 2 else []
    links.append(Link(f"t{count - 1}", "done", "ends", 1.0))
    stages = tuple(
        StageBand(f"s{k}", f"Stage {k + 1}", tuple(f"t{i}" for i in range(8 * k, min(count, 8 * k + 8))), 55.0)
        for k in range(-(-count // 8))
    )
    outcomes = (
        OutcomeBox("done", "Done", OutcomeKind.COMPLETED, 0.7),
        OutcomeBox("lost", "Lost", OutcomeKind.CHURNED, 0.3),
    )
    return JourneyMap(f"A journey of {count}", say("Current journey"), say("It is long"), State.CURRENT, stages, columns,
                      tuple(links), outcomes)  # fmt: skip


SAMPLES = {"move": MOVE, "twins": TWINS, "italian": ITALIAN, "single": SINGLE, "empty": EMPTY, "awkward": awkward(),
           "many": many(60)}  # fmt: skip
