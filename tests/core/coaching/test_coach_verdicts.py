"""Made-up goals, and what an OKR coach would say about them: the coach agrees.

They are written in all the ways in which people write: commands, states of the world, names, gerunds, images, numbers in words and
figures, numbers still open. A new rule must not disturb them.
"""

import pytest

from northing.core.coaching import Subject, Verdict, coach

GOOD_KEY_RESULTS = """
Increase free-to-paid conversion from 3% to 6%
Reduce average first response time from 12 hours to 3 hours
Reach 50,000 monthly active users
NPS of 50 or more
Net Promoter Score from 32 to 45
Sign 10 enterprise customers
Close $2M in new ARR
Generate 500 qualified leads from organic search
90% of employees complete the engagement survey
Achieve a customer satisfaction score of 4.5/5
Churn below 2% per month
Keep uptime at 99.95% or above
Cut page load time to under 2 seconds
At least 30% of new users invite a teammate in their first week
Grow newsletter subscribers by 25%
Get 100 five-star reviews in the App Store
Reduce voluntary attrition from 18% to 10%
80% of deploys need no manual step
100% of production services run on Kubernetes
Decrease the number of critical bugs reported by customers from 40 to 10 per month
Increase average order value from €45 to €60
Onboard 20 new partners who each refer at least one customer
Double the number of weekly active teams
Zero security incidents of severity 1
Raise employee engagement score from 68 to 80
Shorten the sales cycle from 60 to 45 days
Win 3 lighthouse customers in the healthcare segment
Increase organic traffic from 20k to 35k visits per month
Improve time to hire from 60 days to 35 days
Attain 85% test coverage on the payment service
Acquire 1,000 new paying customers
Our app is rated 4.7 stars in both stores
95% of support tickets answered within 4 hours
Move from #12 to #3 on Google for our main keyword
Earn 20 mentions in tier 1 press
Lower cost per acquisition from $80 to $50
Weekly retention of new cohorts >= 40%
Reduce build time from 25 min to 8 min
Generate $500k in pipeline from partner referrals
Increase share of revenue from existing customers from 20% to 35%
All customer-facing teams respond within one business day, up from 60% to 95%
Offer acceptance rate at 90%
Two thirds of trial users finish the setup wizard
Boost Instagram engagement rate to 5%
Time to first value for new accounts under 10 minutes
Raise $5 million in seed funding
Expand to 3 new markets with at least 100 customers in each
Reduce cloud spend by 30%
Gross margin up from 61% to 68%
Have 12 customers renew for two years or more
All team members take part in the monthly retrospective
Every sprint ends with a release to customers
Customers can change their order without calling us
Obtain ISO 27001 certification
Sign the first paying customer in Spain
Win our first enterprise customer
Churn is below the industry average
Twice as many applicants as last year
No customer waits longer than a day for an answer
Each team holds a retrospective and acts on at least one finding
Break-even reached in the German business
Increase conversion from X% to Y%
Release cadence from monthly to weekly
Three quarters of our customers renew early
Half of all tickets solved by self-service
New employees can deploy on their first day
None of our top accounts cancels
Teams release without help from operations
The sales team forecasts within 5% of actual revenue
Triple the number of active communities
Customers rate support higher than last year
Our podcast enters the top 10 in the business category
FDA approval received
Everyone in the company can name our three goals
Response time cut in half
Average deal size: $40k (from $28k)
4 out of 5 users recommend us
eNPS +20
Bounce rate < 35 %
Cost per lead down 15%
30 % fewer support tickets
MRR 10k -> 15k
20 hospitals use the platform weekly
Attract 200 attendees to the user conference
Get featured in at least five industry magazines
Ten customers act as references
Employee turnover stays under 8 percent
Have five customers pay for the beta
The number of returned parcels drops by a third
Reduce onboarding to less than one week
Gain 3 percentage points of market share
8 of 10 new hires pass probation
Deliver 95% of orders on time
Resolve 90% of incidents within one hour
Convert 15% of webinar attendees into trials
Increase Google ranking to top 3 for "project software"
User activation rate of 60% within the first 7 days
Save 200 hours per month through automation
Improve our Glassdoor rating from 3.4 to 4.2
Our Net Revenue Retention exceeds 115%
Fill 90% of open positions within 45 days
Reduce cart abandonment by 15%
Increase the percentage of women in leadership roles from 22% to 35%
Maintain gross margin above 70%
Pay back technical debt so that lead time falls from 10 days to 3
Average session duration grows to 6 minutes
Invoices are paid within 30 days on average
75% of managers complete leadership training
Less than 1% of orders contain errors
At least five of our blog posts rank on the first page of Google
Book 40 qualified demos per month
Obtain commitments of €2M from investors
Sell 3,000 tickets for the conference
Increase weekly exercise from 1 to 4 sessions
Lose 5 kg
Cut the number of meetings per person by half
Sales win rate of 30%
Grow Twitter following to 10k engaged followers
60 NPS
Secure 15 speaking slots at top industry events
Mean time to recovery under 1 hour
Raise average contract value to $25k
Get 50 beta users to use the product daily
Bring customer acquisition cost down to $120
Expand gross margin by 4 points
Support satisfaction of 95%
Reach a conversion rate of X%
Three out of four employees say they would recommend us as an employer
Increase qualified pipeline to 3x quota
Deploy at least 10 times per day
No P1 incidents in two consecutive months
Page load below 1s for 95% of visitors
Spend per customer rises from €30 to €38
Close 25 new deals worth at least $10k each
500 developers build an app with our API
All squads measure their lead time
Reduce food waste to 3 tons per month
Earn a 4.8-star average from 200 guests
Grow revenue by X%
Increase NPS from x to y
Reach $XM in ARR
Reduce churn to x%
Win N new customers
Acquire [X] new customers
Increase MAU from __ to __
Improve CSAT from XX% to YY%
Sign X strategic partners
Customer retention of >X%
Get at least X% of employees to complete training
Xk followers who buy
Increase sales by <X> percent
Decrease cost per lead by [number]%
Every new hire has a buddy before the first day
Nobody works on weekends
All critical incidents are resolved within one hour
Customers renew without being called
The top five customers renew their contracts
The majority of our users come back every week
All managers hold monthly 1:1s with each of their reports
Our pilot customer signs a yearly contract
Two investors sign a term sheet
We are listed as a leader in the Gartner quadrant
Conversion doubled
Support volume halved
Half of the team can deploy on their own
Zero customers leave because of onboarding
Every support request gets an answer within a day
Reduce the number of steps in checkout from seven to three
Positive cash flow by end of Q4
Successfully raise a Series A
Pass the SOC 2 audit without findings
Unit costs at least a third lower than last year
Employees rate the canteen with four out of five stars
Ninety percent of deliveries arrive on time
A dozen retailers stock our product
Earn the Great Place to Work award
9 out of 10 customers answer "yes" to "would you buy again?"
Avg. response time: < 2h
Uptime >= 99.9 %
Customer acquisition cost (CAC) reduced from $300 to $220
+15 % organic traffic
Increase # of paying teams from 40 → 65
Trial-to-paid: 8% ➜ 12%
Monthly churn ≤ 1.5%
ARR of €1.2 million
Net new MRR: 50k EUR
The app crashes in fewer than 0.5% of sessions
Staff turnover falls below 10%
We sell 400 units in the first month
Our newsletter has 10,000 subscribers
Grow the number of active users to at least 25,000
Ensure that at least 80% of all stories are estimated by the team
25 companies have integrated our API
3 of 5 pilots convert into paid contracts
At least 70% of our suppliers sign the code of conduct
Median lead time for changes is one day
Increase response rate on surveys to 40%
Reduce support requests regarding login by half
Increase the share of orders shipped within 24 hours from 60 % to 95 %
1,000 downloads of the white paper from target accounts
Generate EUR 300,000 revenue with new customers
Rank in the top 5 for employer rankings
Internal NPS improves by ten points
Two new enterprise customers per month
Time between incident and fix shorter than 30 minutes
Double newsletter sign-ups (from 500 to 1,000)
Push conversion on mobile to the level of desktop (3%)
Save €50,000 in license costs
Cut waste by 1/3
Meeting time per employee down to 5 hours a week
Obtain 10 letters of intent from potential customers
60% of sales calls lead to a second meeting
Receive 50 applications for the open developer role
Increase donations by 12 percent compared to last year
Shorten payment terms: from 45 to 30 days
Have at least 3 candidates per open position
Blog posts generate 200 trial sign-ups
Events bring in 50 qualified leads
Training participants rate the course 4.5 out of 5
30 employees pass the certification exam
Product demos convert at 25%
New features are used by 40% of active users in the first month
Average of 3 backlinks per article
Press coverage reaches 1 million readers
Webinar attendees rate us 9/10 or better
Grants worth $100k approved
All new joiners ship code in their first week
Every team member has a development plan they find useful (survey > 80%)
Customers find an answer in the help center in under a minute
Sales team closes deals in 30 days instead of 60
Increase average review score to 4.6 stars
Error rate in invoices below 0.1 %
Bring the number of open bugs under 20
Reduce the average queue at checkout to two people
Achieve 20 successful customer references
Generate 30% of revenue from new products
95 out of 100 calls are answered within 20 seconds
Sell out the workshop three weeks before it starts
Extend average contract length to 24 months
The number of sick days per employee drops from 12 to 9
Onboarding survey: 90% say they felt welcome
Improve first-call resolution rate to 75%
Grow LinkedIn engagement by 50%
Two out of three applicants accept our offer
No overdue invoices older than 60 days
Reach profitability
Employees take on average 25 days of vacation
Reduce our carbon footprint per package by 20%
Every store passes the hygiene inspection
Half as many escalations as in Q1
15 % of visitors leave their e-mail address
Increase capacity utilisation to 85 percent
Quarterly revenue of 1.5M with gross margin above 60%
Get rid of all manual invoices
Users spend at least 20 minutes per day in the app
Customers reorder without a reminder
Both founders take two weeks off without being called
Every department reaches its budget target
Patients wait less than a quarter of an hour
Twice the number of returning visitors
Our largest client extends the contract
No employee works more than ten hours of overtime
All open positions are filled
At least one customer per region agrees to a case study
Top management attends every demo
New version adopted by all existing customers
The board approves the expansion budget
We win the tender for the city hospital
Increase trust index by x points
Net promoter score better than last year's
First 100 customers acquired
Sales per store up a tenth
Warehouse errors down to zero
Each sales rep closes at least one deal per month
Everyone on the team can explain the strategy in one sentence
App store rating above 4
Suppliers deliver on time in 98 of 100 cases
Fewer than five complaints per month
Users complete setup without contacting support
Subscription renewals at 9 in 10
Candidates hear back within two days
Website loads in less than a second
Production runs a full month without downtime
Our webinar is recommended by participants to colleagues (8/10)
"""

POOR_KEY_RESULTS = """
Launch the new website
Publish 10 blog posts
Run 5 webinars
Improve customer satisfaction
Increase sales
Conduct 20 user interviews
Hire a marketing manager
Implement a new CRM system
Redesign the onboarding flow
Make the app faster
Send out weekly newsletter
Create a content calendar
Develop a training program for managers
Attend 4 industry conferences
Finish the migration to AWS
Write documentation for the API
Hold weekly 1:1 meetings
Build a referral program
Work on customer retention
Talk to customers
Update the pricing page
Release version 2.0 of the mobile app
Get more leads
Reduce churn
Be better at communication
Set up Google Analytics
Deliver 3 training sessions
Post on LinkedIn 3 times per week
Complete the security audit by end of Q2
Organize a team offsite
Research competitors
Meet with the sales team every week
Send 1,000 cold emails
Make 50 sales calls per week
Ship 6 new features
Launch 3 marketing campaigns
Increase brand awareness
Have happy customers
Train all sales reps on the new product
Create a dashboard for KPIs
Improve code quality
Define the product strategy
Introduce a new feedback tool
Prepare the board presentation
Refactor the billing module
Analyze churn reasons
New website live by March
Ensure a smooth customer experience
Help the sales team close more deals
Better collaboration between departments
Successfully launch the mobile app
Test new marketing channels
Interview 10 candidates
Review all HR policies
Host 2 customer events
Maintain good relationships with suppliers
Email campaign to inactive users
Optimize our SEO
The new strategy is communicated
Customers are satisfied
CRM system is implemented
Process documentation has been created
Users love our app
A concept for the new portal exists
Hold one workshop per quarter with each team
Write and publish the annual report
Onboard the new CMO
Migration completed
Improve our Google ranking
Reduce technical debt
Reduce costs
More visitors on the website
Higher customer satisfaction
Weekly status meetings
Make sure employees are happy
3 workshops held
12 interviews with customers
Create 4 landing pages
Call 100 prospects
Contact all former customers
Roll out Slack to all departments
Evaluate three vendors
Finalize budget
Build partnerships
Explore new markets
Increase efficiency of the sales process
Support the marketing team
Ensure quality
Plan and execute the summer campaign
Optimise the supply chain
Strengthen the employer brand
Read 12 books
Spend two hours per week with customers
Post 20 job ads
Attend training on data protection
Start using OKRs
Clean up the backlog
Develop new pricing model and test it with 3 customers
Organize 2 hackathons per year
Grow the team
Get feedback from users
Establish a feedback culture
Provide better service
Website relaunch
Sales training for the whole team
Respond faster to customer enquiries
Beta version finished
Conduct a survey among 200 customers
Hire 3 sales reps
Deliver a leadership workshop
Create brand guidelines
Have a presence at three trade fairs
Introduce OKRs in all teams
Set up monthly reporting
Improve lead quality
Faster deployments
Fix 50 bugs
Redesign pricing page and publish it
Run two A/B tests per week
Send a survey to all customers
Create 3 case studies
Increase social media presence
Define personas
Complete 20 hours of training
Build landing page for campaign
Migrate all data to Snowflake
Launch podcast
Schedule weekly check-ins
Perform a competitor analysis
Negotiate with suppliers
Produce 5 videos per month
Improve employee engagement
Launch the beta by June 1
Get legal approval meeting scheduled
Increase the number of blog posts
Add 3 payment methods
Deliver project X on time and on budget
Establish a mentoring program
Draft a new remote work policy
Write 15 unit tests
Be the best in the market
Reorganise the warehouse
More training for staff
Do 100 push-ups every day
Document all processes
Automate reporting
Visit 10 customers on site
Meet with 20 investors
Hire Head of Marketing
Landing page created
Conduct market research
Get better feedback
Start a newsletter
Improve communication between teams
New office opened
Sales playbook finished
Ensure that customers are satisfied
Develop a prototype
Sign up for the trade fair
Test the product with users
Increase visibility
Create awareness
Identify bottlenecks
Regular one-on-ones
Weekly newsletter
Build relationships with journalists
Motivate the team
Work more efficiently
Present results to the board
Carry out 10 customer interviews
Do 3 usability tests
Onboard three new colleagues
Define three personas
Prepare five offers
Write two blog posts per week
Attend two conferences
Send ten proposals
Publish a case study
Optimize conversion
Reduce bugs
Lower costs
Strengthen customer loyalty
Accelerate delivery
Speed up the website
Make onboarding easier
Be more present on social media
Have a great website
Achieve high customer satisfaction
Launch referral campaign (Q2)
Develop 2 new features per sprint
Host a webinar every month
Rebrand the company
Complete the onboarding redesign by 15 March
Update 30 product descriptions
Create and share a weekly report
Set up a meeting with the CEO
Deliver five training courses
Establish processes for quality control
Hold 10 strategy workshops with key accounts
Increase engagement
Raise awareness for the topic of security
Optimise website for mobile
Become more customer-focused
Have regular exchange with the sales team
Introduce a ticket system
Begin recruiting in Berlin
Ship mobile app
Review contracts with all suppliers
Build 3 prototypes
Invite 50 customers to the beta
Distribute 5,000 flyers
Install 20 charging stations
Publish two podcasts a month
Reach out to 30 influencers
Follow up with every lead
Implement two-factor authentication
Work out a pricing strategy
Prepare for ISO certification
Run Google Ads
Check all invoices
Make more sales
Improve margins
Increase number of customers
More revenue
Better data quality
Satisfied employees
New CRM
Customer survey
Spend $50k on Google Ads
Complete 5 projects
Train 30 employees
Have 3 meetings with potential partners
Attend 100% of team meetings
Make 100 cold calls a day
Write 2 newsletters and 4 blog posts
Organize 4 team events in Q1
Test 5 new ad formats
Add 10 new features to the roadmap
Do 10 product demos
Develop 3 new sales decks by March 31
Talk with 15 customers about their needs
Create 12 new training videos
Recruit 4 developers
Deliver 8 lectures
Submit 3 grant applications
Design 5 logos
Roll out version 3.2 in 4 countries
Launch 2 pilots in Q3
Share 3 posts a week
Perform 2 security audits
Host 6 meetups with 30 people each
Hold 1:1s every 2 weeks
20 new blog articles
4 customer events organized
Two press releases per month
Read 1 book per month
Introduce 3 new benefits for employees
Work through 80 backlog items
Develop 20 ideas for new products
Prepare migration concept
2 new landing pages online
Regular meetings with suppliers
Use social media more often
Carry out customer satisfaction survey with 100 participants
Employees feel better
Evaluate three CRM tools by the end of May
Create an event plan and run 3 events
Increase motivation in the team
The website is redesigned
Customers are informed about the changes
Team is trained
Everything is documented
A plan for next year is available
The brand is stronger
Employees are more motivated
Processes are clear
The concept is approved internally and presented
The new system is in use
"""

GOOD_OBJECTIVES = """
Hand every night over whole
Pay colleagues back before they have to ask
Carry every crate home cold
Make paying so easy that customers are done in under 1 minute
Create a high-performing team that people want to join
Become the most trusted bakery in town
Delight our customers with world-class support
Become the go-to platform for freelance designers
Build a product our users love
Make onboarding effortless for new customers
Create an outstanding place to work
Win the hearts of small businesses in Germany
Establish ourselves as thought leaders in cybersecurity
Turn our customers into raving fans
Become the easiest-to-use marketing platform
Build a high-performing sales team that loves to win
Deliver an unforgettable customer experience
Dominate the European market for e-scooters
Inspire every employee to grow
Successfully enter the US market
Make our engineering team the fastest in the industry
Create a sustainable growth engine for the business
Give every new hire a great first week
Be recognized as the most trusted bank for families
Rebuild trust with our enterprise customers
Make data the basis of every decision we take
Accelerate product adoption so customers see value from day one
Attract and keep the best talent in our field
Build a culture of continuous feedback
Get customers to fall in love with our checkout
Launch an amazing MVP that wins early adopters
Empower our customers to solve problems on their own
Our customers recommend us without being asked
Become a company where people want to stay
We are the first address for sustainable packaging
Our team works without silos
Make our product so simple that nobody needs a manual
Customers feel at home in our shop from the first click
Conquer the Scandinavian market
Put the customer at the heart of everything we do
Turn support into our strongest sales channel
Establish a learning culture across all teams
Win back the trust of our retailers
Be the employer of choice for engineers in our region
Launch a killer product that everyone talks about
Deliver value to customers every single week
Create a world-class recruiting process
Grow into a truly international company
Set the standard for data privacy in our industry
Get the whole company behind one strategy
Unleash the full potential of our sales partners
Ignite passion for our brand among young families
Enable every team to make decisions on its own
Provide an excellent customer experience at every touchpoint
Design an app that kids and parents love
Make our customers wildly successful
Become the most loved brand in outdoor clothing
Create a workplace where everyone belongs
Build the best sales team in the industry
Turn first-time buyers into loyal fans
Deliver a checkout experience so smooth that people smile
Strengthen our position as a thought leader in fintech
Accelerate growth through world-class partnerships
Raise the bar for customer service in our sector
Expand into Latin America
Improve the onboarding experience so new users see value in minutes
Get fit and feel great
Develop leaders who inspire their teams
Earn the trust of regulated industries
Scale the company without losing our culture
Become a data-driven organisation
Make it ridiculously easy to get help
Own the conversation about green logistics
Create a frictionless path from trial to paid
Prove that our business model works
Become indispensable to our customers
Make remote work feel like home
Speed up the website so customers never have to wait
Put quality first
Be the place where data scientists want to work
Win the hearts and minds of teachers
Build trust with the community
Turn our website into a lead machine
Show the world that banking can be simple
Make every employee a brand ambassador
Grow a thriving partner ecosystem
Find product-market fit for our new app
Enter the Asian market successfully
Establish our brand as the market leader in Europe
Reinvent the way people buy insurance
Strengthen customer loyalty by making every contact personal
Deliver a best-in-class mobile experience
Let customers serve themselves around the clock
Bring joy back to grocery shopping
Excel at customer service
Foster a culture of innovation
Enhance the developer experience so that shipping is fun
Lay the foundation for international growth
Develop a sales organisation that scales
Offer customers a shopping experience without waiting
Know our customers better than anyone else
Our employees are our best recruiters
Free our sales people from paperwork
Empower teams to decide for themselves
Every student finishes school with a plan
Make giving blood as easy as buying coffee
Be the shop that neighbours recommend to each other
Give nurses back the time for their patients
Build a brand that people trust blindly
Become a truly remote-first company
Cut through the noise with content people actually want
Make safety second nature on every site
Surprise and delight our members
Ship software without fear
Open the door to the public sector
Double down on what makes us special
Lead the industry in sustainability
Fix the way we hire
Take the pain out of expense reports
Become a top employer for working parents
Make our API a joy to integrate
Win in the mid-market segment
Build strong relationships with strategic partners
Create raving fans through exceptional service
Get our house in order before we scale
Transform into a product-led company
Help our customers save time every day
Establish a scalable sales machine
Give managers the confidence to lead remotely
Drive a culture of accountability
Secure our place in the enterprise market
Make onboarding so good that new hires brag about it
Move from a project to a product mindset
Provide peace of mind to homeowners
Outperform the competition in customer experience
Deepen customer relationships through personal contact
Position our company as the expert for cold storage
Grow our community into a movement
Unlock the power of data for every team
Strengthen trust between sales and product
Make our brand the talk of the town
Let every developer ship with confidence
Reduce friction for first-time buyers
Capture the youth market with a bold new offer
Simplify our product so that anyone can use it
Cultivate leaders at every level
Attract top talent from around the world
Design a checkout that feels invisible
Become profitable without losing our soul
Champion accessibility in everything we build
Reignite growth in our home market
Set new standards in patient care
Shape the future of urban mobility
Ensure that no customer ever waits for an answer
Convince the market that we are here to stay
Nurture a team that learns from mistakes
Be the first number people call in an emergency
"""

POOR_OBJECTIVES = """
Be the best in the market
Achieve operational excellence
Become the leading company in the industry
Increase revenue by 20%
Launch new website
Improve sales
Implement Salesforce
Reach 10,000 users
Be better
Hire 5 engineers
Marketing
Migrate to the cloud
Increase revenue
Grow
Do more marketing
Reduce churn from 5% to 3%
Website redesign
Continue to provide good service
Achieve an NPS of 60
Publish more content
Improve the onboarding process
Complete the ERP project
Update the employee handbook
Increase brand awareness
Finish the Q3 roadmap
Improve customer satisfaction
Redesign the app
Make more money
Maintain current revenue
Relaunch homepage
Increase market share to 15%
Optimize processes
More sales
New ERP system
Cost reduction
Improve quality
Develop mobile app
Recruit new employees
Generate 1 million in revenue
Strengthen the brand
Introduce OKRs
Reduce costs
Digitalization
Hold regular team meetings
Complete certification
Do a good job
Make customers happy
Increase efficiency
Write blog articles
Support the sales department
Run a customer survey
Continue working on the platform
Deliver project Phoenix on time
Ensure compliance
Increase conversion rate
Publish annual report
New website
Reduce operating costs by 10%
Sell more
Improve team performance
Migrate to new data centre
Hire great people
Finish MVP
Provide training
Implement agile
Optimise marketing
Hit quarterly targets
Ship version 2
Answer support tickets
Maintain customer satisfaction
Social media
Have better meetings
Reach $5M ARR
Increase customer satisfaction
Hire a CFO
20% more leads
Improve internal communication
Product launch
Sales growth
Get better at marketing
Implement the new CRM system
Employee satisfaction
Lower the churn rate
Build an app
Expand product range
Improve processes
Set up a data warehouse
Reach 1 million users by the end of the year
Organize the annual conference
Run marketing campaigns
Introduce agile methods
Ensure data protection
Strengthen sales
Increase productivity
Keep customers happy
Finish the website and hire two developers
Move to a new office
Do more sales calls
Reduce bugs
Innovation
Improve website
Complete phase 2 of the migration
Increase EBIT margin to 12%
Train employees
Improve security
Conduct employee survey
Increase number of followers
Upgrade servers
Sign 20 customers
Develop marketing plan
Do better
Customer service
Support all departments
Increase website traffic
Launch campaign for new product
Reduce headcount costs
Create more content
Modernize IT infrastructure
Increase the number of customers
Implement GDPR
Create a new website design
Improve the quality of the product
Conduct training for employees
Reach revenue of 2 million euros
Introduction of a CRM
Team building
Complete the hiring of 3 developers
Write documentation
Improve cooperation
Raise prices
Publish a new version
Organise trade fair appearance
Be more efficient
Revenue growth of 30%
Handle customer requests
Better products
Build new warehouse
Boost sales
Increase conversions
Set up CI pipeline
Better communication
Perform user tests
Grow user base
Implement marketing automation
Improve NPS
Sales
Redesign the logo
Analyse customer data
Create sales presentation
Improve the app
Grow by 30%
Plan company party
Optimize costs
Deliver features on time
Recruit sales manager
Strengthen online marketing
Roll out new ERP system
Raise customer satisfaction
"""


@pytest.mark.parametrize("text", GOOD_KEY_RESULTS.strip().splitlines())
def test_a_good_key_result_is_ok(text: str) -> None:
    assert coach(text, Subject.KEY_RESULT).verdict is Verdict.OK


@pytest.mark.parametrize("text", POOR_KEY_RESULTS.strip().splitlines())
def test_a_poor_key_result_is_not_ok(text: str) -> None:
    assert coach(text, Subject.KEY_RESULT).verdict is Verdict.NOT_OK


@pytest.mark.parametrize("text", GOOD_OBJECTIVES.strip().splitlines())
def test_a_good_objective_is_ok(text: str) -> None:
    assert coach(text, Subject.OBJECTIVE).verdict is Verdict.OK


@pytest.mark.parametrize("text", POOR_OBJECTIVES.strip().splitlines())
def test_a_poor_objective_is_not_ok(text: str) -> None:
    assert coach(text, Subject.OBJECTIVE).verdict is Verdict.NOT_OK


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Nothing made to be kept cold is thrown away warm", Subject.OBJECTIVE),
        ("Everybody who works at night has somebody to call", Subject.OBJECTIVE),
        ("Say less and be believed", Subject.OBJECTIVE),
        ("Answer every regulator from one trustworthy record", Subject.OBJECTIVE),
        ("Lower interruptions per dispatcher and night from 64 to 25", Subject.KEY_RESULT),
    ],
)
def test_a_good_one_is_left_in_peace_without_a_hint(text: str, subject: Subject) -> None:
    assert coach(text, subject).findings == ()


def test_two_things_to_do_and_a_name_alone_still_get_theirs() -> None:
    assert [one.rule for one in coach("Open the shop and be profitable", Subject.OBJECTIVE).findings] == [
        "several-goals"
    ]
    assert [one.rule for one in coach("Everything about payroll", Subject.OBJECTIVE).findings] == ["no-verb"]
