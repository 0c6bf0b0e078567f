/** Word banks. Each string is split at `|`; nothing here is taken from the demo workspace or the evaluation. */
const bank = (text: string): readonly string[] =>
  text
    .trim()
    .split('|')
    .map((word) => word.trim());

export const firstNames = bank(
  'Aaliyah|Aaron|Abena|Adaeze|Adam|Adriana|Agnes|Ahmed|Aiko|Aisha|Akira|Alan|Alejandro|Alice|Amara|Amelia|Amir|Anders|Andrea|Anika|Anna|Anton|Arjun|Astrid|Ayesha|Beatriz|Ben|Bianca|Bilal|Björn|Bo|Boris|Brian|Bruno|Callum|Camila|Carla|Carlos|Chen|Chiara|Chidi|Chloe|Chris|Claire|Daan|Daichi|Dana|Daniel|Daria|David|Deepa|Demi|Denise|Dmitri|Dora|Dwayne|Ebony|Eduardo|Efua|Elena|Eli|Elif|Emeka|Emil|Emma|Enzo|Erik|Esther|Fatima|Felix|Fiona|Francesca|Freya|Gabriel|Gavin|George|Giulia|Grace|Greta|Hana|Hannah|Harold|Hassan|Heidi|Helen|Henrik|Hiro|Hugo|Ibrahim|Imani|Ines|Ingrid|Isaac|Isla|Ivan|Jack|Jakub|Jamal|James|Jana|Jasmine|Javier|Jenna|Jin|João|Jonas|Jorge|Julia|Jun|Kai|Karen|Karim|Kasia|Keiko|Kenji|Khadija|Kofi|Kwame|Lara|Lars|Laura|Layla|Leah|Leo|Leila|Lena|Liam|Lina|Lotte|Louis|Lucas|Lucía|Luis|Luna|Maja|Malik|Manuel|Marco|Maria|Marie|Mark|Marta|Martin|Mateo|Matt|Maya|Mehmet|Mei-Ling|Mia|Miguel|Mika|Mira|Mohammed|Molly|Monika|Naomi|Nadia|Nasser|Nathan|Nia|Nick|Nikhil|Nina|Noah|Nora|Olga|Oliver|Olivia|Omar|Otto|Paolo|Patrick|Paul|Pedro|Peter|Petra|Pierre|Pooja|Quentin|Rachel|Rafael|Raj|Ravi|Rebecca|Ren|Rosa|Ruth|Ryan|Sadia|Sakura|Salma|Sam|Sandra|Sanjay|Sara|Sasha|Sean|Sergei|Shreya|Simon|Sofia|Stefan|Stella|Sven|Tamara|Tariq|Thomas|Tim|Tobias|Tom|Tomás|Uma|Valentina|Vera|Victor|Vikram|Violet|Wei|Wendy|Will|Xiao|Yara|Yasmin|Youssef|Yuki|Yuna|Yusuf|Zara|Zainab|Zeynep|Zoe|Zofia|Danny|Becky|Josie|Tess|Gwen|Hank|Rita|Bob|Kate|Joey|Steph|Mads|Pia|Ola|Ida|Ana|Jo|Al|Ed|Ty',
);
export const lastNames = bank(
  "Abbott|Adeyemi|Ahmed|Almeida|Andersson|Arai|Baker|Banerjee|Bauer|Becker|Bello|Bennett|Berg|Bianchi|Blanc|Brown|Campbell|Carvalho|Castillo|Chan|Chen|Choi|Clark|Cohen|Costa|Cruz|Da Silva|Das|Davies|de Vries|Diaz|Dubois|Duarte|Edwards|Ekström|El-Sayed|Eriksen|Evans|Fernandes|Fischer|Flores|Foster|Fraser|Fujita|García|Gomez|Gonzalez|Green|Greenberg|Gupta|Haddad|Hall|Hansen|Harris|Hashimoto|Hernández|Hoffmann|Holm|Hughes|Hussain|Ibrahim|Ivanova|Jackson|Jansen|Jensen|Johnson|Jones|Kaczmarek|Kapoor|Karlsson|Kaya|Khan|Kim|King|Klein|Kovács|Kowalski|Kumar|Larsen|Laurent|Lee|Leroy|Lewis|Li|Lopez|Mahmoud|Malik|Martin|Martinez|McCarthy|Mehta|Meyer|Miller|Mitchell|Mori|Moreau|Morgan|Müller|Murphy|Mwangi|Nair|Nakamura|Ndiaye|Nguyen|Nielsen|Novak|O'Brien|O'Neill|Oduya|Okafor|Okonkwo|Olsen|Ortiz|Osei|Park|Patel|Pereira|Peters|Petrov|Phillips|Popescu|Quinn|Rahman|Ramirez|Rao|Reed|Reyes|Ricci|Richter|Rivera|Roberts|Rossi|Roy|Russo|Ryan|Sato|Schmidt|Schneider|Scott|Sharma|Silva|Simmons|Singh|Smith|Sokolov|Sousa|Steiner|Suzuki|Svensson|Takahashi|Tan|Taylor|Thompson|Torres|Tran|Turner|van Dijk|Vargas|Vasquez|Virtanen|Wagner|Walker|Wang|Watanabe|Weber|White|Williams|Wilson|Wong|Wright|Yamamoto|Yang|Yilmaz|Young|Zhang|Zimmermann",
);
export const companyStems = bank(
  'Acorn|Alder|Amberfield|Anvil|Apex|Arbor|Aster|Atlas|Aurora|Bayside|Beacon|Birchwood|Blue Heron|Bluepeak|Bramble|Brass Lantern|Bright Fox|Cascade|Cedar & Sons|Cinder|Clearwater|Cloverleaf|Cobalt|Copperline|Coral|Crestview|Crimson|Delta|Driftwood|Dunmore|Eastgate|Echo|Ember|Evergreen|Fable|Falcon|Fernhill|Fieldstone|Firefly|Foxglove|Frost|Gable|Garnet|Glasswing|Golden Oak|Granite|Greenbank|Halcyon|Hawthorne|Hazel|Heron|Highland|Hollow Tree|Indigo|Ironbridge|Ivy|Jade|Juniper|Kestrel|Keystone|Kite|Lakeshore|Lark|Lemon Street|Lighthouse|Linden|Lumen|Maple|Marigold|Marlow|Meadow|Meridian|Millstone|Mistral|Moonrise|Mosaic|Nimbus|North Star|Northwind|Oakley|Obsidian|Onyx|Orchard|Osprey|Otter|Palisade|Paper Crane|Peregrine|Pine|Pixel|Polaris|Poppy|Prism|Quartz|Rainier|Raven|Red Barn|Redwood|Ridge|River|Rook|Rosewood|Saffron|Sage|Salt|Sandpiper|Sequoia|Silver|Skyline|Snowdrop|Sparrow|Spruce|Starling|Sterling|Stonegate|Summit|Sundial|Tamarack|Tangent|Teal|Thistle|Tidewater|Timber|Trellis|Tulip|Umber|Vantage|Verdant|Violet|Walnut|Waverly|Westbrook|Whitecap|Wild Rose|Willow|Wren|Yarrow|Zenith|Zephyr|Fujimoto|Okoro|Lindholm|Carmichael|Dubois & Fils|Krause|Moretti|Banner|Hooli|Wonka|Umbra',
);
export const companyTails = bank(
  'Labs|Studio|Studios|Inc|Inc.|LLC|Ltd|GmbH|Co|Co.|Coffee|Coffee Roasters|Bakery|Dental|Clinic|Veterinary|Books|Press|Media|Logistics|Freight|Foods|Farms|Fitness|Yoga|Gym|Health|Partners|Capital|Bikes|Cycles|Design|Architects|Consulting|Law|Software|Systems|Analytics|Robotics|Travel|Hotels|Outfitters|Gardens|Furniture|Ceramics|Toys|Games|School|Academy|Brewing|Wines|Photography|Print|Plumbing|Electric|Energy|Solar|Insurance|Realty|Music|Records|Events|Catering|Pharmacy|Optics|Collective|Group|Holdings|AB|SA|BV|Oy|Ventures|Digital|Security|Payments|Motors|Marine|Textiles',
);
export const domains = bank(
  'example.com|example.org|mail.example|acme.test|corp.example|shop.example|studio.example|gmail.com|outlook.com|proton.me|hey.com|company.io|startup.dev|agency.co|uni.edu|fastmail.com|yahoo.co.uk|web.de|post.example|team.example',
);
export const repoNames = bank(
  'backend|frontend|website|landing|dashboard|admin|auth|auth-service|billing|billing-service|checkout|cart|catalog|search|search-api|gateway|api-gateway|worker|workers|jobs|scheduler|cron|mailer|notifications|push|android|ios|mobile-app|desktop|cli|sdk|js-sdk|python-sdk|go-client|design-system|ui-kit|components|icons|storybook|docs-site|handbook|wiki|blog|marketing-site|terraform|infrastructure|ops|deploy|helm-charts|k8s|monitoring|metrics|logger|analytics|etl|data-pipeline|warehouse|ml-models|inference|recommender|ranking|chatbot|assistant|crawler|parser|compiler|linter|playground|sandbox|examples|templates|starter|monorepo|core|common|utils|lib|shared-types|proto|schemas|graphql|rest-api|webhooks|integrations|connectors|importer|exporter|migrations|db-tools|backup|cache|queue|events|streaming|video|media|uploads|images|pdf-service|reports|invoices|ledger|payroll|inventory|orders|shipping|maps|geo|weather|i18n|translations|e2e-tests|load-tests|benchmarks|config|secrets|vault|feature-flags|experiments|status|uptime|support-tools|crm-sync|calendar|mailbox|dotfiles|homelab|recipes|garden|game-engine|raytracer|tetris|notes-app|todo|budget|tracker|bookshelf|portfolio|resume|hello-world|rust-parser|tiny-db|kv-store|edge|cdn|proxy|dns|firewall|agent|daemon|installer|updater|plugin|extension|theme|fonts|brand|press-kit|legal|hiring-site|onboarding|academy|research|papers|thesis|toolkit|sprout|nebula|falcon|kraken|phoenix|atlas|orion|zephyr|mercury|titan|quasar',
);
export const orgNames = bank(
  'acme|acme-labs|northwind|bluefin|redpanda-io|openfield|lumina|vectorly|papercrane|quietstorm|stackhouse|nimbus-hq|foxglove-dev|ironclad|tinyfactory|moonbase|oakworks|kitecraft|polarbear|deepriver|sunbeam|rocketry|hexagon|clovertech|driftlab|mapleleaf|gridline|fernweh|brightside|octoteam|wavelength|pinebox|zephyr-labs|coral-reef|loomworks|skyhook-dev|microsoft|google|facebook|vercel|denoland|rust-lang|torvalds|kubernetes|apache|mozilla|python|nodejs|sveltejs|vuejs|tailwindlabs|hashicorp|grafana|elastic|redis|prisma|supabase|withastro',
);
export const channelNames = bank(
  'announcements|backend|frontend|design-crit|design-review|devops|dev|engineering|eng|eng-leads|platform|infra|on-call|oncall|alerts|alerts-prod|outages|postmortems|status|deploys|deployments|ci|builds|qa|testing|mobile|ios|android|web|data|data-eng|ml|research|security|sec-alerts|product|product-feedback|roadmap|planning|standup|daily|retro|sprint|sales|sales-wins|deals|customers|customer-success|cs|helpdesk|support-tier2|escalations|billing|payments|accounting|ops|office|office-nyc|london|berlin|remote|watercooler|lounge|social|fun|memes|pets|dogs|cats|music|books|food|lunch|coffee|running|fitness|gaming|parents|travel|photos|jobs|recruiting|interviews|people|hr|benefits|onboarding|new-hires|welcome|learning|til|reading-group|legal|compliance|privacy|partners|vendors|press|content|blog|seo|social-media|ads|growth|experiments|launch|launch-q3|project-apollo|project-kite|team-blue|team-growth|proj-checkout|proj-search|war-room|inc-2041|exec|leadership|all-hands|board|company|company-news|everyone|town-hall|kudos|wins|shoutouts|ideas|questions|ask-it|it|it-help|facilities|events|offsite|party|temp|test|sandbox|bots|github-feed|releases-web|changelog|docs|wiki|localization|a11y|analytics|metrics|dashboards|finance-team|procurement|community|forum|beta-testers|feedback|bugs|bug-bash|triage|incidents-2026|help-react|help-python|golang|rustaceans|typescript|ux|copy|brand|video|sysadmin|hardware|robotics|warehouse|shipping|returns|store-42|field-team|night-shift',
);
export const branchWords = bank(
  'login|signup|cart|checkout|search|cache|retry|timeouts|dark-mode|pagination|oauth|sso|upload|export|import|csv|webhooks|rate-limit|metrics|tracing|logging|cleanup|typo|deps|upgrade-node|react-19|vite|eslint|ci|docker|helm|sessions|cookies|rbac|billing|invoices|emails|templates|i18n|a11y|mobile-nav|sidebar|modal|tooltip|charts|perf|memory-leak|race|flaky-tests|schema|migration|indexes|backfill|feature-flags|onboarding|landing|hero|seo|sitemap|redirects|pdf|avatar|notifications|push|queue|worker|scheduler|tokens|secrets|config',
);
export const labelNames = bank(
  'bug|enhancement|question|documentation|duplicate|invalid|wontfix|help wanted|good first issue|priority|p0|p1|p2|p3|critical|blocker|security|performance|regression|flaky|needs-triage|needs-info|needs-repro|stale|backend|frontend|ui|ux|api|docs|tests|ci|infra|dependencies|breaking-change|tech-debt|refactor|feature|chore|discussion|design|mobile|android|ios|accessibility|i18n|customer|enterprise|beta|urgent|low-priority|in review|ready|blocked|research|spike|hotfix|release-blocker|confirmed|upstream|windows|linux|macos|safari|database|auth|billing|area/api|area/web|kind/bug|kind/feature|severity:high|team:growth|size/S|size/XL',
);
export const productNames = bank(
  'Basic plan|Basic|Pro|Pro plan|Premium|Premium plan|Team plan|Teams|Business|Business plan|Enterprise|Growth plan|Scale|Solo|Freelancer plan|Family plan|Student plan|Annual membership|Monthly membership|Gold membership|Silver tier|Platinum|Support package|Priority support|Onboarding package|Consulting hour|Training day|Workshop ticket|Conference ticket|Early bird ticket|Gift card|Tote bag|T-shirt|Hoodie|Mug|Poster|Notebook|Enamel pin|Coffee beans|House blend|Tea sampler|Candle set|Soap bar|Yoga class|Drop-in class|Ten-class pass|Day pass|Parking pass|Extra storage|Storage add-on|Extra seats|API credits|SMS credits|Data export|White label|Custom domain|Setup fee|Installation|Maintenance|Hosting|Web hosting|Newsletter|E-book|Online course|Piano lesson|Photo print|Print pack|Meal kit|Veggie box|Wine club|Repair kit|Desk lamp|Standing desk|Keyboard|Headphones|Camera strap|Phone case|Screen protector|Bike tune-up|Helmet|Puzzle|Board game|Deluxe box|Refill pack|Trial kit|Lite|Plus|Max|Unlimited|Hobby|Creator plan|Agency plan|Nonprofit plan',
);
export const databaseNames = bank(
  'Bugs|Bug tracker|Backlog|Sprint board|Sprints|Projects|Project tracker|Content calendar|Editorial calendar|Blog posts|Ideas|Feature requests|Releases|OKRs|Goals|Hiring pipeline|Candidates|Interviews|Contacts|Companies|Leads|Deals|Sales pipeline|Accounts|Vendors|Assets|Inventory|Equipment|Expenses|Budget|Invoices|Contracts|Meetings|Meeting log|Decisions|Risks|Experiments|Research|User interviews|Feedback|Reading list|Books|Recipes|Travel plans|Habits|Journal|Team directory|People|Holidays|Events|Press mentions|Partners|Campaigns|Tests|Incidents|Changelog|Glossary|Courses|Tickets|Support tickets|Orders|Properties|Grants',
);
export const pageTitles = bank(
  'Team handbook|Employee handbook|Engineering handbook|Onboarding|New hire checklist|Onboarding checklist|Release checklist|Launch plan|Launch checklist|Go-to-market plan|Product spec|Checkout redesign spec|Search RFC|API guidelines|Style guide|Brand guidelines|Writing guide|Security policy|Privacy notice|Vacation policy|Remote work policy|Expense policy|On-call guide|Postmortem template|Incident process|Disaster recovery|Architecture overview|System design|Data model|Roadmap 2027|Q3 goals|Q4 planning|Annual plan|Board deck|Investor update|Weekly sync|Weekly notes|Standup notes|Retro notes|1:1 with Sam|Customer research|Interview guide|Personas|Competitor analysis|Pricing page|Pricing research|FAQ|Help center|Troubleshooting|Setup guide|Getting started|Dev environment|Deployment guide|Testing strategy|QA plan|Hiring plan|Job description|Offer template|Team offsite|Offsite agenda|Holiday party|Office map|Vendor list|Budget 2026|Marketing plan|Campaign brief|Content strategy|Email copy|Landing page copy|Press release|Event plan|Conference notes|Workshop notes|Reading notes|Book club|Recipes|Travel plan|Packing list|Shopping list|Wedding plan|House hunt|Garden journal|Moving checklist|Workout log|Home|Wiki home|Engineering|Design|Marketing|Sales playbook|Support macros|Escalation policy|Feature ideas|Parking lot|Scratchpad|Drafts|Archive|Glossary|Release notes|Sprint 14|Sprint review|Migration plan|Data retention|Cost review|Accessibility audit|Performance review|Lessons learned|Team charter|Values|Meeting agenda|Kickoff notes|Project brief|Statement of work',
);
export const properties = bank(
  'Status|Priority|Due|Due date|Assignee|Owner|Stage|Quarter|Name|Tags|Category|Team|Effort|Estimate|Notes|Start date|Deadline|Reviewer|Progress|Budget|Cost|Score|Impact|Confidence|Region|Country|Source|Channel|Link|URL|Email|Phone|Website|Contact|Last contact|ARR|Revenue|Type|Severity|Sprint|Epic|Milestone|Created by|Done|Approved|Archived|Rating|Author|Published|Publish date|Industry|Size|Plan|Next step|Close date|Probability|Location|Department|Level|Salary|Remote',
);
export const statusOptions = bank(
  'Done|In progress|Not started|To do|Todo|Backlog|Blocked|In review|Review|Ready|Testing|Shipped|Released|Planned|Cancelled|Canceled|On hold|Paused|Draft|Published|Approved|Rejected|Open|Closed|Waiting|Next up|Doing|Complete|Completed|Archived|Won|Lost|Negotiation|Proposal|Qualified|Lead|Trial|Customer|Churned|Prospect|Demo|Contacted',
);
export const otherOptions = bank(
  'High|Medium|Low|Urgent|Critical|Highest|Lowest|P0|P1|P2|P3|Q1|Q2|Q3|Q4|Q1 2027|Q2 2027|2026|Small|Large|XL|Must have|Nice to have|Enterprise|SMB|EMEA|APAC|LATAM|North America|Engineering|Design|Marketing|Sales|Bug|Feature|Chore|Blue|Red|Green|Yellow',
);
export const emojiNames = bank(
  'thumbsup|+1|thumbsdown|-1|eyes|tada|heart|fire|rocket|white_check_mark|heavy_check_mark|x|warning|bug|pray|clap|wave|joy|laughing|smile|slightly_smiling_face|thinking_face|raised_hands|muscle|100|star|sparkles|bulb|memo|calendar|coffee|pizza|beer|birthday|balloon|gift|trophy|medal|hourglass|lock|key|mag|link|bell|no_bell|palm_tree|house|airplane|train|car|bike|dog|cat|unicorn|ghost|robot_face|skull|sob|cry|sweat_smile|partying_face|nerd_face|saluting_face|point_up|ok_hand|v|handshake|brain|zap|snowflake|sunny|rainbow|rotating_light|construction|hammer|wrench|gear|package|chart_with_upwards_trend|moneybag|dollar|credit_card|email|phone|speech_balloon|face_with_thermometer|zzz|headphones|microscope|ship|checkered_flag',
);
export const emojiGlyphs = bank(
  '👍|👎|👀|🎉|❤️|🔥|🚀|✅|❌|⚠️|🐛|🙏|👏|👋|😂|😄|🙂|🤔|🙌|💪|💯|⭐|✨|💡|📝|📅|☕|🍕|🎂|🏆|⏳|🔒|🔑|🔍|🔔|🌴|🏠|✈️|🐶|🦄|👻|🤖|💀|😭|🥳|🫡|👌|🤝|🧠|⚡|❄️|🌈|🚨|🚧|🔧|📦|📈|💰|💳|🎧|🏁',
);
export const emojiWords = bank(
  'thumbs up|thumbs down|heart|eyes|fire|rocket|check mark|green check|party popper|clap|wave|smiley|laughing face|crying face|star|warning sign|hundred|rainbow|coffee cup|skull|salute|prayer hands|muscle|light bulb',
);

export const verbs = bank(
  'Fix|Add|Remove|Update|Review|Write|Draft|Finish|Prepare|Plan|Schedule|Check|Test|Investigate|Document|Refactor|Rename|Migrate|Upgrade|Replace|Clean up|Set up|Improve|Simplify|Speed up|Publish|Send|Order|Book|Renew|Cancel|Collect|Compare|Design|Build|Ship|Release|Translate|Proofread|Record|Follow up on|Sign|Approve|Audit|Measure|Track|Rewrite|Polish|Port|Deprecate|Archive|Restore|Rotate|Automate|Split|Merge|Sync|Import|Export|Call about|Research|Sketch|Triage|Close|Outline|Estimate|Pay|Pick up|Unblock|Reproduce|Wire up|Rework',
);
export const things = bank(
  'login page|signup form|password reset email|checkout flow|cart total|search results|search index|API docs|rate limiter|retry logic|cache layer|session handling|token refresh|OAuth callback|webhook handler|webhook retries|invoice template|billing page|pricing table|dark mode|mobile menu|nav bar|sidebar|settings screen|profile photo upload|file upload|CSV export|PDF export|data import|email templates|welcome email|push notifications|unread badge|date picker|time zone bug|currency formatting|tax rates|discount codes|referral program|landing page|hero image|blog post|release notes|changelog|README|style guide|design tokens|icon set|onboarding tour|empty states|error messages|404 page|loading spinner|pagination|infinite scroll|filters|sort order|keyboard shortcuts|accessibility labels|translations|German locale|unit tests|flaky tests|end-to-end tests|CI pipeline|build times|Docker image|Helm chart|staging server|production database|nightly backup|log rotation|error tracking|alert thresholds|on-call rota|dashboards|usage metrics|quarterly report|board slides|budget draft|expense reports|vendor contract|office lease|insurance renewal|team photos|holiday calendar|hiring plan|job posting|interview questions|offer letter|laptop order|conference talk|demo video|customer survey|support macros|help articles|newsletter|press kit|partner emails|sales deck|case study|trial extension|churn analysis|cohort report|A/B test|feature flag|audit log|permissions|admin panel|user roles|SSO|two-factor setup|cookie banner|privacy policy|terms of service|data retention|GDPR request|security patch|SSL certificate|DNS records|CDN settings|image compression|memory leak|race condition|slow query|missing index|schema migration|dependency updates|Node version|linter rules|type errors|dead code|monorepo setup|Android build|iOS crash|tablet layout|print styles|Safari bug|Firefox scroll bug|map markers|chart colors|avatar cropping|emoji picker|markdown preview|code blocks|copy button|undo button|draft autosave|offline sync|sync conflicts|calendar invites|meeting room booking|coffee machine|plants|groceries|dentist appointment|passport|car insurance|gym membership|birthday present|flights|hotel',
);
export const causes = bank(
  'on Safari|on Android|on iOS 19|in dark mode|on slow connections|after login|after the update|when offline|for new users|for admins|for guests|on mobile|on the staging site|in production|with long names|with empty input|at midnight UTC|on small screens|for EU customers|in the beta|behind a proxy|when the cart is empty|after a refund|for large files|with two tabs open|on first launch|under load|since Tuesday|in version 3|for the launch|before the demo|for Q3|for the board|with the vendor|for the new site|next quarter|by hand|every night|again',
);
export const symptoms = bank(
  'crashes|hangs|times out|returns 500|returns 404|shows a blank page|is slow|flickers|overlaps the footer|loses data|drops the last item|sends duplicates|ignores the time zone|fails silently|leaks memory|shows the wrong total|does not load|does nothing|is misaligned|is cut off|logs people out|double-charges|never finishes|shows stale data|breaks the layout|throws a TypeError|rejects valid emails|is unreadable|loops forever|forgets the filter|swallows errors|needs a retry',
);
export const sentences = bank(
  "the build is green again|we're shipping at 4|lunch is here|I'm running ten minutes late|can you take a look when you get a chance?|the demo is moved to Thursday|please review the doc before the meeting|great work on the launch!|the server is back up|deploy starts in five minutes|heads up, the API will be down tonight|thanks for the quick fix|who is on call this weekend?|standup is cancelled today|the invoice went out this morning|I pushed a fix, please retest|happy birthday!|welcome to the team!|please don't merge until I'm back|the numbers look good so far|customers are asking about the export|we lost the connection to the database for two minutes|the certificate expires on Friday|all tests pass on my machine|see you at the offsite|the new pricing goes live on Monday|can someone restart the worker?|parking is full, use the north lot|I'll be out tomorrow|meeting room changed to B12|the client signed!|please update your laptops tonight|reminder: timesheets are due|coffee machine is fixed|we hit our goal for the quarter|rolling back now|rollback finished, everything is stable|I left comments on the draft|the release notes are ready|could you send me the slides?|the fire drill is at noon|let's talk about it tomorrow|approved, go ahead|sorry for the noise|this is resolved now|any update on this?|looks good to me|nice catch|needs another look|works for me, shipping it|I can reproduce this on 2.3|same problem here since the upgrade|duplicate of an older report|fixed in the latest version|please add a test for this|the copy needs one more pass|we should split this in two|not a bug, works as designed|closing this for now|thanks, that solved it|moved to next sprint|blocked by the vendor|waiting for legal|budget approved|the contract is signed|flight lands at 18:40|bring your badge|doors open at nine|we ran out of stickers|the printer on floor 2 is broken|quiet hours until noon please|our payment provider has an outage|errors are back to normal|traffic is up 30% since the post|remember to log your hours|the office is closed on Monday|who wants pizza?|all clear|done and dusted|I'm on it|ship it|on my way|brb in 10|good morning team|have a great weekend|the webinar starts at 3pm CET|keep an eye on the queue depth|please rotate your keys today|new handbook is up, have a read|the survey closes tonight|we found the cause: a bad config push",
);
export const queryWords = bank(
  'timeout|memory leak|refund|pricing|onboarding|login|oauth|parser|cache|retry|deadlock|invoice|webhook|export|dark mode|rate limit|migration|stripe|postgres|redis|kubernetes|terraform|typescript|budget|offsite|roadmap|hiring|vacation|security|gdpr|certificate|deploy|rollback|incident|latency|outage|crash|safari|android|pagination|search|sso|mfa|tokens|feature flag|changelog|license|contract|quarterly review|holiday|parking|wifi password|expenses|survey|newsletter|launch|beta|churn|demo|benchmark|localization|accessibility|fonts|avatar|csv|pdf|image upload|null pointer|TODO|console.log|useEffect|fetchUser|parseDate|API_KEY|handleSubmit|maxRetries|flaky test|tax|shipping|renewal|discount|coupon|wine|running shoes|machine learning|game engine|markdown editor|chess|weather app',
);
export const topics = bank(
  'Q3 launch planning|All things design|Weekly wins|Please use threads|On call: see the rota|Deploy freeze until Monday|Questions about billing|Kudos and shoutouts|Customer calls|Roadmap discussion|Office news|Lunch orders before 11|Bug bash Thursday 2pm|Welcome new joiners|Release 4.1 in progress|Incident review Friday|Hiring updates|Focus week, no meetings|Pets of the team|Read the pinned post first|Sprint 22|Support rotation: back Monday|Experiment results|Ask anything|Partner news|Website relaunch|Data questions only|Team retro notes|Book of the month|Travel tips|Migration day|Holiday schedule|Budget season|Beta feedback|Quiet channel',
);
export const statusTexts = bank(
  'In a meeting|Out to lunch|Lunch|On vacation|On holiday|Working from home|WFH|Commuting|Out sick|Sick day|At the dentist|Heads down|Focus time|Deep work|Do not disturb|Back soon|Be right back|Away|Parental leave|On call|At a conference|Travelling|On a train|In interviews|Writing docs|Debugging|Pairing|Gone fishing|School run|Offline|Afternoon off|Half day|Catching up on email|At the gym|Walking the dog|Moving house|Jury duty|In Berlin this week|Available|Reviewing PRs',
);
export const headings = bank(
  'Goals|Agenda|Next steps|Open questions|Background|Summary|Overview|Decisions|Action items|Risks|Timeline|Notes|Resources|Appendix|Scope|Requirements|Rollout|Metrics|Ingredients|Checklist|FAQ|Contacts|Budget|Attendees|Links|Setup|Usage|Known issues|Week 1|Phase 2',
);
export const itemWords = bank(
  'milk|eggs|bread|apples|coffee|batteries|stickers|badges|laptops|chairs|whiteboard|book the venue|send invites|order food|print badges|update the slides|call the client|test the form|write the copy|check the links|back up the database|rotate the keys|review open PRs|pay the invoice|water the plants|charge the camera|renew the domain|clean the inbox|pack the booth|draft the agenda|ping legal|tag the release|export the data|collect feedback',
);
export const streets = bank(
  'Main St|High Street|Oak Avenue|Elm Street|Maple Drive|Station Road|Park Lane|Mill Road|Church Street|Lakeview Blvd|Harbour Street|Rue de Lyon|Hauptstraße|Via Roma|Calle Mayor|King Street|Second Avenue|River Road|Sunset Blvd|Queen St',
);
export const cities = bank(
  'Portland|Austin|Chicago|Boston|Denver|Seattle|Leeds|Dublin|Berlin|Munich|Vienna|Zurich|Paris|Lyon|Madrid|Lisbon|Milan|Oslo|Stockholm|Helsinki|Copenhagen|Warsaw|Prague|Athens|Toronto|Montréal|Mexico City|São Paulo|Bogotá|Lima|Nairobi|Lagos|Accra|Cairo|Mumbai|Bangalore|Singapore|Tokyo|Osaka|Seoul|Sydney|Auckland',
);
export const files = bank(
  'README.md|CHANGELOG.md|package.json|tsconfig.json|Dockerfile|Makefile|LICENSE|setup.py|pyproject.toml|Cargo.toml|go.mod|requirements.txt|docker-compose.yml|.env.example|.gitignore|CONTRIBUTING.md|SECURITY.md|CODEOWNERS|index.html|main.py|app.py|server.js|index.ts|main.go|lib.rs|utils.ts|config.yaml|schema.sql|notes.md|notes.txt|todo.txt|script.sh|deploy.sh|query.sql|snippet.js|example.py|styles.css|data.json|settings.toml',
);
export const folders = bank(
  'src|lib|app|docs|tests|test|scripts|config|cmd|pkg|internal|packages/core|packages/ui|src/components|src/api|src/utils|.github/workflows|infra|deploy|migrations|public|assets|examples|server|client|tools',
);
export const milestones = bank(
  'v1.0|v2.0|v2.1|v3|1.4|Beta|Public beta|GA|MVP|Launch|Sprint 12|Sprint 30|Q3|Q4 2026|Spring release|Autumn release|Hardening|Phase 1|Phase 2|Backlog|Next|Release 5',
);
export const workflowNames = bank(
  'ci|CI|build|Build|test|tests|lint|deploy|Deploy|deploy.yml|ci.yml|release|release.yml|publish|nightly|nightly.yml|e2e|e2e.yml|docs|pages|docker|docker-publish|codeql|security scan|stale|benchmark|backup|smoke tests|integration tests|staging deploy|deploy-staging.yml|deploy-prod.yml|sync|i18n|lighthouse|preview',
);
export const paymentWords = bank('payment|charge|transaction|purchase|order|card payment');
export const adjectives = bank(
  'latest|last|most recent|first|newest|previous|biggest|failed|pending|yesterday’s|duplicate',
);

/** Fixed choices of words that fit a Notion property. */
export const optionsOf: Readonly<Record<string, readonly string[]>> = {
  Status: [
    'Done',
    'In progress',
    'Not started',
    'To do',
    'Blocked',
    'In review',
    'Planned',
    'Building',
    'Shipped',
    'Cancelled',
    'On hold',
    'Backlog',
    'Ready',
    'Testing',
    'done',
    'in progress',
    'not started',
    'shipped',
    'blocked',
  ],
  Priority: ['High', 'Medium', 'Low', 'Urgent', 'Critical', 'high', 'medium', 'low', 'P0', 'P1', 'P2', 'top', 'urgent'],
  Stage: [
    'Lead',
    'Trial',
    'Customer',
    'Churned',
    'Prospect',
    'Negotiation',
    'Won',
    'Lost',
    'Qualified',
    'Demo',
    'lead',
    'trial',
    'customer',
    'churned',
  ],
  Quarter: ['Q1', 'Q2', 'Q3', 'Q4', 'Q1 2027', 'Q2 2027', 'Q3 2026', 'q3', 'q4', '2026 Q4'],
};
