"""What the simulated people write. All of it is invented."""

TITLE = "Homes that say yes"
COMMUNITY = "Access to homes"
SERIES = "Opening doors"
#: The earlier meeting of the series, which is closed.
EARLIER = "Who says yes already?"
INTRODUCTION = "We met to ask what helps someone with a difficult record to find a home, and to keep it."
QUESTION = "How near are we to homes that say yes?"
LOW, HIGH, GOOD_ENOUGH = "the door stays shut", "asked fairly, every time", 7
#: The weights of the marks 1 to 10 and of "not today": people agree a little, and differ.
MARKS = [2, 6, 12, 18, 20, 14, 16, 9, 3, 1, 5]
EARLIER_MARKS = [8, 18, 20, 16, 9, 7, 3, 1, 0, 0, 4]
SO_FAR = "Being asked helps more than being judged, and one named person to ring helps most."
CONCLUSIONS = "More doors are open than we thought. We ask two landlords, and look again at the form."
CAPTION = "Where we are, and what would get us one point up."
#: The section that the meeting is in; the sections before it are done.
NOW = "Discussion"
#: The zone that belongs to the scale.
POINT_UP = "One point up"
NAMES = ["Sam", "Priya", "Jo", "Denise", "Omar", "Lin", "Callum", "Ruth"]

#: Notes by the title of their zone. Most are there at the start, the others are added later.
NOTES: dict[str, list[str]] = {
    "Best hopes": [
        "That we leave with one thing to try",
        "To hear how others deal with the forms",
        "To say it once and be heard",
        "A name to ring on Monday",
        "That nobody has to tell their whole story twice",
        "To understand why the answer is so often no",
        "A good cup of tea, and one good idea",
    ],
    "Gone well": [
        "Two people moved in since last time, with support on day one",
        "The panel asked for the whole story",
        "I said no to a bad flat and nobody shouted",
    ],
    "Good practice": [
        "A landlord who meets people before reading the file",
        "The fire service came to the interview with us",
        "One support worker, from the gate to the front door",
    ],
    "Questions": [
        "Who decides, and can we meet them?",
        "Does the answer ever change after six months?",
        "What would make a landlord feel safe?",
    ],
    "Already working well": [
        "A housing officer who asks what was going on at the time, not just what happened",
        "Letting me bring my own story in writing before the interview",
        "The fire service did a home safety visit with us. It went in as evidence",
        "Probation and housing in one room, once a month",
        "A joint letter from two agencies",
        "Tea first, forms second",
        "Having a peer mentor sit next to me",
        "The same person picks up the phone each time",
        "They showed me the flat before they asked about my record",
    ],
    "Preferred future": [
        "“Tell us about it” instead of a tick-box that ends the form",
        "One named person to ring when it goes wrong",
        "A first tenancy with support already in place on day one",
        "Nobody is turned away by a computer",
        "Neighbours who say hello",
        "A second chance is written into the policy",
        "You hear back within a week, whatever the answer",
    ],
    "Next steps": [
        "Ask two landlords to try it with us by Easter",
        "Write the question together with people who have been asked it",
        "Invite the lettings team to the next meeting",
        "Collect three stories that went well",
        "Find out who owns the form",
    ],
    "One point up": [
        "Change one question on the form",
        "Meet before the decision, not after",
        "A trial tenancy with a review after three months",
        "Train the front desk together",
        "A phone number that a person answers",
    ],
}

#: What people write in small groups, if a visitor splits the meeting.
IN_GROUPS = [
    "Ring before the letter comes",
    "The form asks about the past, never about now",
    "Two of us could go together",
    "Whoever decides has never met one of us",
    "Start with the landlord who said maybe",
    "A reference from the hostel counted once",
    "Show the flat first",
    "Say what went well, in writing",
    "Ask again after six months",
    "A key worker at the viewing",
]

#: Groups of notes: zone, title, and the notes by their index.
GROUPS = [
    ("Already working well", "Being asked, not judged", [0, 1, 8]),
    ("Already working well", "Working side by side", [2, 3, 4]),
]

#: Types of notes: zone, type, and the notes by their index.
NOTE_TYPES = [
    ("Gone well", "data", [0]),
    ("Questions", "question", [0, 1]),
    ("Already working well", "statement", [3]),
    ("Already working well", "data", [2]),
]
#: How many people say "me too" to the first note of a zone.
ME_TOO = [("Already working well", 7), ("Preferred future", 5), ("Gone well", 4)]

#: Next steps, with the weeks until they are due and what people will notice: of the earlier meeting, and of this one.
EARLIER_STEPS = [
    ("Ask two landlords to try it with us", 4, "One of them rings us back"),
    ("Write the question anew with people who have been asked it", 8, "Somebody says: I can answer that one"),
]
STEPS = [("Invite the lettings team to the next meeting", 2, "A chair at the table is theirs")]
#: Proposed dates of the next meeting: in how many weeks, and at which hour.
DATES = [(12, 14), (13, 10)]
#: Who should be invited.
INVITATIONS = ["Somebody who owns the form", "A landlord who has said yes"]
