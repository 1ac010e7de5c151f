"""IT and security."""

from northing.core.templates.notation import ASPIRATIONAL, COMMITTED, find, less, more, steps
from northing.core.templates.template import Department, Template

TEMPLATES = (
    Template(
        "a-strange-mail",
        Department.SECURITY,
        "Make reporting a strange mail a reflex, and a welcome one",
        "The person who clicked and kept quiet for two days was afraid of us, and not of the attacker.",
        ASPIRATIONAL,
        (
            more("Raise the share of test mails that somebody reports from 14% to 60%", 14, 60, "%"),
            less("Shorten the way from first report to blocked sender from 300 to 20 minutes", 300, 20, "minutes"),
            more("Increase the share of people who tell us after a wrong click from 9% to 70%", 9, 70, "%"),
        ),
        topics="phishing, awareness, security culture",
    ),
    Template(
        "back-from-the-worst-day",
        Department.SECURITY,
        "Know, and not hope, that we would come back from our worst day",
        "We have made backups every night for nine years, and never restored one in anger.",
        COMMITTED,
        (
            more("Raise the share of vital systems brought back in a rehearsal from 10% to 100%", 10, 100, "%"),
            less("Cut the time to restore order entry from 52 to 8 hours", 52, 8, "hours"),
            steps(
                "Get through a rehearsal of a full loss, judged by outsiders",
                "One system, announced",
                "One site, announced",
                "One site, unannounced",
                "Report of the outside observers accepted by the board",
            ),
        ),
        topics="backup, disaster recovery, ransomware, continuity",
    ),
    Template(
        "ready-on-day-one",
        Department.SECURITY,
        "Give every new colleague a desk that works on day one",
        "First impressions last for years. Ours is a login that does not exist.",
        COMMITTED,
        (
            more("Raise the share of newcomers with all rights by nine o'clock from 45% to 97%", 45, 97, "%"),
            less("Shorten the replacement of a broken laptop from 6 days to 1 day", 6, 1, "days"),
            less("Lower requests for help in the first month from 4.2 to 1.5 per newcomer", 4.2, 1.5, "requests"),
        ),
        topics="onboarding of employees, equipment, help desk",
    ),
    Template(
        "only-the-keys-one-needs",
        Department.SECURITY,
        "See to it that everybody holds the keys they need, and no others",
        "Somebody who left in 2019 can still open the payroll. We know, because he rang to tell us.",
        COMMITTED,
        (
            less("Reduce accounts with administrator rights from 212 to 30", 212, 30, "accounts"),
            less("Shorten the time until a leaver's access is gone from 9 days to 1 day", 9, 1, "days"),
            more("Raise the share of critical systems behind a second factor from 55% to 100%", 55, 100, "%"),
        ),
        topics="access rights, identity, permissions",
    ),
    Template(
        "tools-nobody-goes-around",
        Department.SECURITY,
        "Offer tools so good that teams stop buying their own in secret",
        "Forbidding has been tried. The teams were quicker, and mostly they were right.",
        ASPIRATIONAL,
        (
            less("Lower tools bought by private expense claim from 73 to 20", 73, 20, "tools"),
            less("Shorten the way from asking for a tool to using it from 40 to 7 days", 40, 7, "days"),
            find(
                "Find out what the secret tools do better than ours",
                "A short visit to the twelve teams that have the most of them.",
            ),
        ),
        topics="shadow IT, internal tools, software",
    ),
)
