"""Made-up goals, and what an OKR coach would say about them: the coach agrees.

They were written before the rules looked at anybody's examples, in the ways in which people write: commands, states of the
world, names, gerunds, numbers in words and figures. A new rule must not disturb them.
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
"""

GOOD_OBJECTIVES = """
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
"""

POOR_OBJECTIVES = """
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
Finish the Q3 roadmap
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
