"""English nouns by what a number of them would mean."""

from collections.abc import Iterator

from northing.core.coaching.sentence import Thing
from northing.core.coaching.words import listed

WORK = listed("""
logo demo iteration practice talk keynote issue deliverable merge-request item commitment service product generation
goal objective tier booking-page driver client-library flow journey screen button menu capability platform suite
funnel-step checkout toolset add-on plugin extension module action activity activation-campaign ad advert
advertisement agenda agreement-draft analysis animation announcement api app application architecture article
artifact asset audit automation backlog banner battlecard blog blogpost board-deck book booklet booth brainstorming
brand-book brief briefing brochure budget calendar call campaign case-study catalog catalogue change changelog
channel-plan chart chatbot checklist class code-review collateral commercial component concept conference
configuration content contest course crm cms erp dashboard database deck deliverable demo-video deployment design
diagram document documentation draft e-book ebook email epic episode essay event exercise experiment exhibition
feature fair flyer form forum-post framework functionality guide guideline handbook hackathon homepage illustration
implementation improvement infographic infrastructure initiative integration interview inventory item job-posting
job-description kickoff landing-page launch layout leaflet lecture lesson letter library list listing
lunch-and-learn magazine mailing manual map mapping marketing-campaign material meeting meetup memo method
microservice migration milestone mockup model module moodboard newsletter notebook note offsite one-on-one 1:1 page
paper party patch persona phase photo pilot pipeline-job pitch plan playbook podcast policy poll portal post poster
presentation press-release procedure process program programme project proof-of-concept poc proposal prototype
pull-request qualification-plan question-set questionnaire quiz rebrand rebranding redesign refactoring release
report repository research retro retrospective review roadmap roadshow rollout script section seminar session setup
site slide slide-deck software solution spec specification sprint standup storyboard story strategy structure study
survey swot system task team-event template test testcase text thread ticket-template tool toolkit tooling training
transition translation tutorial tweet update upgrade user-story user-test user-interview variant version video visit
vlog voucher walkthrough webinar website webpage white-paper whitepaper wiki wireframe workflow workshop worksheet
social-media-post reel banner-ad sop okr spike poc landingpage mvp
""")

EFFECT = listed("""
account account-signup activation adopter adoption advocate ambassador answer appointment arrival attendee award
backlink booking bug buyer candidate cancellation case certificate check-in citation click client comment commit
company complaint completion contract contributor conversion crash customer deal death defect delay deposit
developer dispatcher donation donor download dropout dropoff enquiry error escalation evangelist exit failure fan
fault feedback five-star-review follower fork fraud fund guest hospital household impression incident injury inquiry interruption
install installation-base install-base interaction investor investment invoice job-application lead learner licence
license like listener login loss market-entry markets market member membership mention merchant mistake mql sql
nomination offer-acceptance opportunity order outage owner partner partnership passenger patent patient payment
payout pilot-customer pledge prospect purchase query rating reader recommendation recovery referral refund
registration renewal rental reply repeat-purchase request response return retailer returnee rollback sale school
seat seller shareholder shipment sign-up signup site-visit shop sponsor spend star start-up startup store stream
student subscriber subscription supplier supporter talent teacher tenant testimonial theft trade traffic transaction
trial trial-user upgrade-order upsell usage use user vacancy vendor view viewer violation visit visitor visits
volunteer voter vulnerability winner accident outlet city country region hour day minute second week month
ticket support-ticket call-back deployment-failure merge contributor pageview session-length press-mention reviewer
star-review
""")

MEASURE = listed("""
money acv aht arpa arpu arr asp availability average aov bandwidth balance bounce bounce-rate budget-variance burn
capacity cac cash cashflow churn ctr clv ltv cltv cpa cpc cpl cpm coverage conversion-rate cost costs csat ces
cycle-time dau wau mau days deflection density distance duration earnings ebit ebitda efficiency-ratio emission
emissions energy enps expense expenses fee figure frequency fte gmv gross-margin growth growth-rate headcount hours
impressions income index kpi latency lead-time length level lifetime liquidity load-time margin margins market-share
mrr mttr mttd mtbf nrr grr net-promoter-score nps number occupancy okr-score open-rate output-rate overhead overtime
payback percent percentage performance-score pipeline position price productivity-rate profit profitability profits
proportion quota quotient rank ranking rate ratio reach response-time retention revenue revenues roas roi roce
runway salary sales score share size sla speed spending stickiness sum tam throughput time times tonnage total
turnover turnaround units uptime utilisation utilization value velocity volume waiting-time waste weight yield
amount percentile temperature p95 p99 p90 hiring-time sentiment attendance attrition absence absenteeism traffic
engagement-rate
""")

QUALITY = listed("""
standard future tone bar example direction destiny legacy machine powerhouse muscle backbone peace mind care comfort
joy love pride balance calm freedom dignity belonging purpose passion hunger edge rhythm pace buzz momentum movement
excitement vibe spirit identity habit trust bond reputation desire curiosity courage hope environment foundation
community engine habit home place accountability accuracy agility alignment appeal atmosphere attractiveness
authority awareness brand clarity collaboration communication competence competitiveness confidence consistency
cooperation creativity credibility culture customer-centricity customer-experience data-quality discoverability
diversity ease effectiveness efficiency employee-satisfaction engagement enthusiasm excellence experience expertise
feeling flexibility focus friendliness fun governance happiness health image impact inclusion influence innovation
insight interoperability knowledge leadership loyalty maintainability maturity mindset mood morale motivation
onboarding operations organisation organization ownership partnership-quality perception performance popularity
predictability presence productivity professionalism quality quality-of-life readiness recognition relationship
relationships relevance reliability reputation resilience responsiveness robustness safety satisfaction scalability
security simplicity skill skills sustainability support teamwork transparency trust understanding usability ux
visibility vision wellbeing well-being workplace
""")

PEOPLE = listed("""
board council jury committee management accountant analyst colleague designer developer employee engineer executive
expert freelancer hire intern manager people person recruiter rep salesperson salespeople staff staffer stakeholder
team teammate tester trainee worker squad department hires director marketer specialist
""")

IRREGULAR = {
    "analysis": "analyses",
    "person": "persons",
    "company": "companies",
    "child": "children",
    "index": "indices",
}


def plural(noun: str) -> Iterator[str]:
    yield noun
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        yield noun[:-1] + "ies"
    elif noun.endswith(("s", "x", "z", "ch", "sh")):
        yield noun + "es"
    else:
        yield noun + "s"
    if noun in IRREGULAR:
        yield IRREGULAR[noun]


def _table() -> dict[str, tuple[str, Thing]]:
    table: dict[str, tuple[str, Thing]] = {}
    for thing, nouns in (
        (Thing.WORK, WORK),
        (Thing.PEOPLE, PEOPLE),
        (Thing.EFFECT, EFFECT),
        (Thing.QUALITY, QUALITY),
        (Thing.MEASURE, MEASURE),
    ):
        for noun in nouns:
            for form in plural(noun):
                table[form] = (noun, thing)
    return table


NOUNS: dict[str, tuple[str, Thing]] = _table()
"""Every form of every noun: its singular and its class. Where a noun stands in two tables, the later row wins."""
