"""English words and phrases that give something away. Phrases have at most four words."""

from northing.core.coaching.sentence import Mark
from northing.core.coaching.words import listed

MARKS: dict[Mark, frozenset[str]] = {
    Mark.VAGUE: listed("""
clear, transparent, stable, motivated, progress, smart, to target, to plan, better, more, good, great, optimal,
significantly, substantially, considerably, faster, quicker, easier, nicer, cheaper, stronger, higher, lower,
bigger, smoother, cleaner, various, several, many, some, a lot, as much as possible, as soon as possible, asap,
state-of-the-art, best possible, adequate, appropriate, sufficient, effective, efficient, effectively, efficiently,
overall, etc, and so on, things, stuff, user-friendly, high-quality, smooth, robust, modern, improved, proper,
regularly, frequently, often, fewer, positive, happy, happier, satisfied, strong, smarter
"""),
    Mark.USUAL: listed("""
continue, continues, continuing, as usual, business as usual, as before, day-to-day, day to day, carry on,
ongoing, bau, keep doing, like last year, as always, status quo
"""),
    Mark.NEGATIVE: listed("""
stop, avoid, prevent, don't, do not, never, no longer, not lose, stop losing, fight, quit, without losing, no more,
not, cannot, can't, won't
"""),
    Mark.VANITY: listed("""
page views, pageviews, page view, impressions, likes, followers, downloads, hits, views, shares on, app downloads,
retweets, visits, registered users, clicks, website traffic, web traffic, reach on
"""),
    Mark.KPI: listed("""
money, business, adoption, activation, engagement, usage, revenue, revenues, sales, turnover, profit, profits,
margin, churn, nps, conversion, conversions, conversion rate, mrr, arr, ebit, ebitda, csat, market share, cost,
costs, net promoter score, customer satisfaction, traffic, retention, leads, average order value, cac, ltv, uptime,
profitability, growth rate, retention rate, sign-ups, signups, customers, users, subscribers, pipeline,
productivity, conversion rates, income, attrition
"""),
    Mark.TECHNOLOGY: listed("""
kubernetes, docker, microservices, microservice, react, angular, vue, aws, azure, gcp, cloud, database, postgres,
postgresql, mysql, mongodb, api, apis, backend, frontend, codebase, ci/cd, ci, cd, jenkins, terraform, kafka,
redis, graphql, rest api, sdk, python, java, rust, golang, typescript, javascript, refactor, monolith, server,
servers, infrastructure, tech stack, technical debt, tech debt, architecture, pipeline, devops, blockchain,
serverless, legacy system, data warehouse, data lake, sap, salesforce, hubspot, jira, elasticsearch, spark, hadoop,
linux, kernel, compiler, cluster, framework
"""),
    Mark.VALUE: listed("""
customer, customers, user, users, client, clients, people, employees, employee, patients, students, partners,
developers, buyers, everyone, everybody, anyone, community, business, revenue, growth, trust, value, guests,
readers, families, citizens, teams, team, members, market, brand, colleagues, hires, talent, talents, audience,
fans, sellers, drivers, travellers, travelers, shoppers, visitors, businesses, companies, engineers, managers,
teachers, learners, creators, merchants, leaders, contributors
"""),
    Mark.OUTSIDE: listed("""
competitors, competitor, government, regulation, regulator, legislation, stock price, share price, weather,
economy, interest rates, exchange rate, inflation, pandemic, oil price
"""),
    Mark.SLOW: listed("""
annual, brand awareness, market share, lifetime value, culture, life expectancy
"""),
    Mark.JARGON: listed("""
synergy, synergies, leverage, paradigm, holistic, low-hanging fruit, best-in-breed, next-gen, next-generation,
bleeding-edge, move the needle, value-add, thought leadership, mission-critical, cutting-edge, game-changing,
disruptive, ecosystem play, boil the ocean, actionable, operationalize, operationalise, incentivize,
scalable solutions, end-to-end, turnkey, right-size, omnichannel, hyper-growth, growth hacking, deep dive,
circle back, core competencies, value proposition, best practices, industry-leading, mindshare, bandwidth, ideate,
learnings, robustify, 360-degree
"""),
    Mark.ASPIRATION: listed("""
the way we, the way people, without fear, without worry, the pain out, makes us special, second nature, blindly,
proudly, killer, breathtaking, game changer, talk about, talks about, everyone talks, at the heart, the most,
most trusted, most loved, great place, great experience, great first, happy customers, happy to, delight, delights,
delightful, love, loves, loved, best, world-class, world class, easiest, fastest, strongest, happiest, safest,
smartest, simplest, greatest, finest, first choice, number one, leading, leader, leaders, go-to, amazing, awesome,
outstanding, excellent, excellence, exceptional, unforgettable, remarkable, extraordinary, seamless, seamlessly,
effortless, effortlessly, legendary, raving, inspiring, inspired, inspire, inspires, wow, thrive, thriving,
thrilled, passionate, proud, incredible, stellar, brilliant, magical, unbeatable, unrivaled, unrivalled, trusted,
trust, dream, dreams, hearts, famous, irresistible, kick-ass, rock-solid, bulletproof, beautiful, stunning, unique,
sustainable, next level, high-performing, high performing,
high performance, category-leading, market-defining, defensible, healthy, lasting,
self-sufficient, self-sustaining, top choice, preferred, favourite,
favorite, a joy, joy, fun, enjoy, memorable, unstoppable, vibrant, dominate, revolutionize, pioneer, must-have,
a breeze, best-in-class, gold standard, standard for, champion, champions, role model, fall in love, flawless,
frictionless, painless, smooth, superb, top-notch, fantastic, unparalleled, second to none, winning, great place,
powerhouse, authority, household name, perfect
"""),
    Mark.ANYBODYS: listed("""
company, business, organisation, organization, market, markets, product, products, service, services,
world, industry, industries, sector, field, planet, country, operational, operations, excellence,
successful, in class, in the business, in town, ever, quality, performance, provider, brand, globally, worldwide, class
"""),
    Mark.PURPOSE: listed("""
so, so that, in order to, in order, which leads to, leading to, resulting in, that leads to, because, thereby,
helping, enabling, allowing, by, through, that helps, that drives, driving, making, giving, who,
to help, to enable, to boost, to support, to deliver, to ensure, for better,
to make, to become, to give, to let, to allow, to unlock, to empower, to be, to better serve,
to feel
"""),
    Mark.ALL: listed("""
all, every, each, zero, none, no, nobody, everybody, everyone, entire, 100%, whole, any, no one
"""),
    Mark.DONE: listed("""
in use, in place, in operation, up and running, rolled out, set up, signed off
"""),
    Mark.COMPARED: listed("""
industry average, market average, industry benchmark, industry standard average, than last year, than last quarter,
than last month, than the previous, than competitors, than our competitors, than any competitor, last year's,
previous quarter, than before, previous year, than new ones, than planned, than new customers, year over year,
twice, twice as, half as, once
"""),
    Mark.ATTAINED: listed("""
approved for, win the tender, win the contract, win the pitch, win the bid, extends the contract,
positive cash flow, without findings, pass the, passes the, passed the, listed as, listed in, ranked in, named in,
term sheet, contract signed, contracts signed, agreement signed, agreements signed, deal signed, sign agreement,
sign an agreement, sign contract, sign a contract, sign the contract, certification, certified, certificate,
accreditation, accredited, approval, approved by, patent, permit, clearance, profitability, profitable, break-even,
break even, breakeven, cash-flow positive, cash flow positive, fda, ipo, series a, series b, seed round, award,
letter of intent, audit passed, compliance audit, listing
"""),
    Mark.GAMEABLE: listed("""
calls, tickets closed, lines of code, emails sent, story points, velocity, commits, deals closed, clicks,
tickets resolved, leads, downloads, sign-ups, signups, followers,
hours
"""),
    Mark.LOVED: listed("""
satisfaction, csat, nps, quality, retention, qualified, without, while, keeping, at the same, nps of, refund,
rework, returning, active, paying
"""),
}

LIKELY: tuple[tuple[frozenset[str], str, str, bool], ...] = tuple(
    (listed(words), question, measure, less)
    for words, question, measure, less in (
        (
            "website, site, homepage, landing page, webpage, web shop, webshop, online shop, page",
            "what do visitors do more of once it is live?",
            "sign-ups per week from the website",
            False,
        ),
        (
            "crm, salesforce, hubspot",
            "what can sales do once it is in use that they cannot do today?",
            "the share of customer conversations recorded in the CRM",
            False,
        ),
        (
            "onboarding, on-boarding, induction",
            "what do new people manage sooner?",
            "the share of new users who finish the first task in their first week",
            False,
        ),
        (
            "newsletter, mailing, email, emails, e-mail",
            "what do its readers do after reading it?",
            "replies and sign-ups per issue",
            False,
        ),
        (
            "blog, article, articles, posts, post, content, blog posts, whitepaper, white paper, ebook, e-book, podcast, video, videos",
            "what should its readers do next?",
            "qualified leads per month from content",
            False,
        ),
        (
            "webinar, webinars, event, events, conference, conferences, meetup, fair, booth, roadshow",
            "what do the people who came do next?",
            "qualified leads per event",
            False,
        ),
        (
            "campaign, campaigns, ad, ads, marketing, advertising",
            "who buys or signs up because of it?",
            "new customers per month from campaigns",
            False,
        ),
        (
            "training, trainings, workshop, workshops, course, courses, coaching, train",
            "what do people do differently afterwards?",
            "the share of participants who use it in their daily work",
            False,
        ),
        (
            "documentation, docs, manual, wiki, handbook, guide, knowledge base, document",
            "which question is no longer asked?",
            "support questions per week that the documentation answers",
            True,
        ),
        (
            "test, tests, testing, automated tests, coverage, qa",
            "which failures no longer reach customers?",
            "bugs per release found by customers",
            True,
        ),
        (
            "migrate, migration, cloud, aws, azure, gcp, kubernetes, server, servers, platform",
            "what gets cheaper, faster or safer for whom?",
            "the share of services that run on the new platform",
            False,
        ),
        (
            "refactor, refactoring, architecture, codebase, module, monolith, technical debt, tech debt",
            "what can the team do faster afterwards?",
            "the days from idea to release",
            True,
        ),
        (
            "app, mobile app, feature, features, product, version, mvp, functionality, release",
            "who uses it, and what for?",
            "the share of active users who use it every week",
            False,
        ),
        (
            "dashboard, dashboards, report, reports, analytics, kpis",
            "which decisions will be made with it?",
            "the share of weekly decisions that cite it",
            False,
        ),
        (
            "hire, hires, recruit, recruiting, interview candidates, hiring, candidates, engineer, engineers, developer",
            "what can the team do with the new people?",
            "the weeks until an open role is filled",
            True,
        ),
        (
            "survey, interviews, interview, user research, research, customer interviews, users, talk",
            "which decision should change through what you hear?",
            "the share of roadmap decisions that rest on what customers said",
            False,
        ),
        (
            "meeting, meetings, 1:1, one-on-ones, offsite, retrospective, team event, feedback",
            "what is different for the people who meet?",
            "the share of the team that says feedback helps them",
            False,
        ),
        (
            "process, processes, workflow, policy, policies, guideline, procedure, strategy, plan, roadmap, concept",
            "what runs better once everybody works by it?",
            "the share of cases that run without rework",
            False,
        ),
        (
            "calls, sales calls, cold emails, cold calls, outreach, demos",
            "how many of them say yes?",
            "first meetings per week that become an offer",
            False,
        ),
        (
            "pricing, price, prices, offer",
            "what do buyers do differently?",
            "the average revenue per new customer",
            False,
        ),
        (
            "security, audit, compliance, iso, gdpr, soc",
            "which risk gets smaller?",
            "open findings of high severity",
            True,
        ),
        (
            "referral, partner, partners, affiliate, partner program",
            "what do partners bring?",
            "new customers per month through partners",
            False,
        ),
        (
            "support, helpdesk, chatbot, ticket, tickets, self-service",
            "what do customers no longer wait for?",
            "the median hours until a customer's question is solved",
            True,
        ),
        (
            "social media, instagram, linkedin, twitter, tiktok, facebook, youtube",
            "what do the people who see it do next?",
            "sign-ups per month from social media",
            False,
        ),
        (
            "tool, system, software, erp, integration, solution, automation",
            "what do people do in less time with it?",
            "the hours per week spent on it by hand",
            True,
        ),
    )
)
"""What probably changes: words of the work, a question, the measure, and whether less of it is better."""
