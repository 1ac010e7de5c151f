"""Marketing."""

from northing.core.templates.notation import ASPIRATIONAL, LEARNING, find, keep, less, more
from northing.core.templates.template import Department, Template

TEMPLATES = (
    Template(
        "what-roofers-say",
        Department.MARKETING,
        "Become the name that roofers mention among themselves",
        "Nobody buys a roof window from an advertisement. One asks the colleague with whom one stood on a roof last week.",
        ASPIRATIONAL,
        (
            more("Raise the share of roofers whose first answer is our name from 7% to 18%", 7, 18, "%", lagging=True),
            more("Grow sample requests that come from trade forums from 30 to 150 per month", 30, 150, "requests"),
            more(
                "Increase the number of roofers who bring a colleague to our evenings from 6 to 40 per month",
                6,
                40,
                "roofers",
            ),
        ),
        topics="brand, awareness, community, word of mouth",
    ),
    Template(
        "missed-when-late",
        Department.MARKETING,
        "Become the newsletter that people miss when it is late",
        "Thirty thousand receive ours. When the server failed in March, not one of them wrote.",
        ASPIRATIONAL,
        (
            more("Raise replies by readers from 3 to 60 per issue", 3, 60, "replies"),
            more("Lift the share of readers who open three issues in a row from 11% to 30%", 11, 30, "%"),
            less("Cut readers lost per issue from 140 to 40", 140, 40, "readers"),
        ),
        topics="newsletter, content, mail, audience",
    ),
    Template(
        "people-who-want-to-talk",
        Department.MARKETING,
        "Let sales spend its days with people who want to talk to us",
        "They call two hundred people a month who only wanted the free calendar.",
        ASPIRATIONAL,
        (
            more("Raise the share of contacts that sales takes up from 29% to 65%", 29, 65, "%"),
            less("Lower the cost of a contact taken up from €310 to €180", 310, 180, "€", lagging=True),
            keep("Keep the contacts taken up between 80 and 120 per month", 80, 120, "contacts"),
        ),
        topics="leads, lead quality, demand, cost per lead",
    ),
    Template(
        "a-fair-that-lasts",
        Department.MARKETING,
        "Turn three days at the trade fair into a year of conversations",
        "We come home with a box of cards. In February we throw it away.",
        ASPIRATIONAL,
        (
            more(
                "Raise the share of visitors to our stand who get a personal answer within five days from 18% to 90%",
                18,
                90,
                "%",
            ),
            more(
                "Increase the share of stand visitors who are in touch half a year later from 5% to 20%",
                5,
                20,
                "%",
                lagging=True,
            ),
            find(
                "Establish which part of the stand began the conversations that lasted",
                "One question in each follow-up call, answered by at least sixty visitors.",
            ),
        ),
        topics="events, trade fair, follow-up",
    ),
    Template(
        "at-home-in-warsaw",
        Department.MARKETING,
        "Sound as much at home in Warsaw as we do in Vienna",
        "Polish readers notice in the second sentence that we were translated, and by the third they have gone.",
        LEARNING,
        (
            more(
                "Raise the share of Polish test readers who take our texts for a local firm's from 12% to 70%",
                12,
                70,
                "%",
            ),
            more("Grow enquiries in Polish from 5 to 30 per month", 5, 30, "enquiries", lagging=True),
            find(
                "Find out which of our arguments mean nothing in Poland",
                "Interviews with fifteen buyers in Warsaw, Łódź and Gdańsk, by somebody who grew up there.",
            ),
        ),
        topics="localisation, translation, new market, website",
    ),
)
