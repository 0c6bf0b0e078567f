/** Word banks for requests about other people's APIs and everyday functions. Each string is split at `|`. */
const bank = (text: string): readonly string[] =>
  text
    .trim()
    .split('|')
    .map((word) => word.trim());

export const places = bank(
  'Portland, OR|Austin, TX|Chicago, IL|Boston, MA|Denver, CO|Seattle, WA|Leeds, UK|Dublin, Ireland|Berlin, Germany|Munich, Germany|Vienna, Austria|Zurich, Switzerland|Lyon, France|Madrid, Spain|Lisbon, Portugal|Milan, Italy|Oslo, Norway|Stockholm, Sweden|Helsinki, Finland|Copenhagen, Denmark|Warsaw, Poland|Prague, Czech Republic|Athens, Greece|Toronto, Canada|Montréal, QC|Mexico City, Mexico|São Paulo, Brazil|Bogotá, Colombia|Lima, Peru|Nairobi, Kenya|Lagos, Nigeria|Accra, Ghana|Cairo, Egypt|Mumbai, India|Bangalore, India|Osaka, Japan|Seoul, South Korea|Sydney, Australia|Auckland, New Zealand|Phoenix, AZ|San Diego, CA|Dallas, TX|Nashville, TN|Atlanta, GA|Tampa, Florida|Columbus, Ohio|Ann Arbor, Michigan|Boise, Idaho|Savannah, Georgia|Reno, NV|Baltimore, MD|Cleveland, OH|Kyoto, Japan|Hanoi, Vietnam|Jakarta, Indonesia|Manila, Philippines|Kuala Lumpur, Malaysia|Cape Town, South Africa|Casablanca, Morocco|Tbilisi, Georgia|Reykjavik, Iceland|Edinburgh, Scotland|Cardiff, Wales|Bruges, Belgium|Rotterdam, Netherlands|Kraków, Poland|Zagreb, Croatia|Ankara, Turkey|Haifa, Israel|Doha, Qatar|Santiago, Chile|Quito, Ecuador|Havana, Cuba|Vancouver, BC|Halifax, Nova Scotia|Perth, Western Australia',
);
export const cities = bank(
  'Portland|Austin|Chicago|Boston|Denver|Seattle|Leeds|Dublin|Berlin|Munich|Vienna|Zurich|Lyon|Madrid|Lisbon|Milan|Oslo|Stockholm|Helsinki|Copenhagen|Warsaw|Prague|Athens|Toronto|Montréal|Mexico City|São Paulo|Bogotá|Lima|Nairobi|Lagos|Accra|Cairo|Mumbai|Bangalore|Singapore|Tokyo|Osaka|Seoul|Sydney|Auckland|New York|New York City|Los Angeles|San Francisco|San Jose|Las Vegas|Salt Lake City|New Orleans|St. Louis|Washington D.C.|Philadelphia|Houston|Miami|Orlando|Detroit|Minneapolis|Honolulu|Anchorage|Santa Fe|Paris|London|Rome|Barcelona|Amsterdam|Brussels|Geneva|Venice|Florence|Naples|Porto|Budapest|Bucharest|Sofia|Belgrade|Istanbul|Tel Aviv|Dubai|Abu Dhabi|Riyadh|Tehran|Karachi|Delhi|New Delhi|Chennai|Kolkata|Dhaka|Kathmandu|Bangkok|Chiang Mai|Ho Chi Minh City|Shanghai|Beijing|Shenzhen|Hong Kong|Taipei|Melbourne|Brisbane|Wellington|Buenos Aires|Rio de Janeiro|Montevideo|La Paz|Caracas|Panama City|Johannesburg|Addis Ababa|Dakar|Tunis|Algiers|Marrakesh|Kigali|Kampala|Ulaanbaatar|Almaty|Tallinn|Riga|Vilnius|Kyiv|Glasgow|Manchester|Liverpool|Bristol|Birmingham|Belfast|Cork|Galway|Marseille|Nice|Toulouse|Hamburg|Cologne|Frankfurt|Leipzig|Dresden|Salzburg|Basel|Bern|Turin|Bologna|Palermo|Seville|Valencia|Bilbao|Quebec|Ottawa|Calgary|Santa Cruz|Palo Alto|Oakland|Sacramento|Fresno|Tucson|El Paso|Omaha|Wichita|Tulsa|Memphis|Louisville|Richmond|Buffalo|Rochester|Hartford|Providence|Burlington',
);
export const countries = bank(
  'France|Germany|Italy|Spain|Portugal|Norway|Sweden|Finland|Denmark|Iceland|Ireland|the United Kingdom|Scotland|Poland|Austria|Switzerland|Belgium|the Netherlands|Greece|Turkey|Egypt|Morocco|Kenya|Nigeria|Ghana|Ethiopia|South Africa|Tanzania|India|Pakistan|Bangladesh|Nepal|Sri Lanka|China|Japan|South Korea|Vietnam|Thailand|Indonesia|Malaysia|the Philippines|Australia|New Zealand|Canada|the United States|USA|UK|Mexico|Brazil|Argentina|Chile|Peru|Colombia|Ecuador|Bolivia|Cuba|Costa Rica|Panama|Russia|Ukraine|Romania|Hungary|Croatia|Serbia|Bulgaria|Estonia|Latvia|Lithuania|Israel|Jordan|Iran|Iraq|Saudi Arabia|Qatar|Kazakhstan|Mongolia|Singapore|Taiwan|Fiji|Madagascar|Senegal|Tunisia',
);
export const countryCodes = bank(
  'US|GB|DE|FR|IT|ES|NL|SE|NO|PL|IN|CN|JP|KR|BR|MX|CA|AU|NZ|ZA|KE|NG|IE|CH|AT|us|de|fr|gb|in',
);
export const states = bank(
  'California|Texas|Oregon|Washington|Nevada|Arizona|Colorado|Utah|Montana|Ohio|Michigan|Illinois|Georgia|Florida|New York|New Jersey|Vermont|Maine|Massachusetts|Pennsylvania|Virginia|Tennessee|Kentucky|Louisiana|Alabama|Minnesota|Wisconsin|Iowa|Kansas|Oklahoma|New Mexico|Hawaii|Alaska|CA|TX|NY|WA|FL|Bavaria|Ontario|Queensland|Punjab|Kerala|Andalusia|Tuscany',
);
export const landmarks = bank(
  'the Eiffel Tower|Central Park|Times Square|the Colosseum|Tower Bridge|Yosemite National Park|Zion National Park|Mount Fuji|Lake Tahoe|the Grand Canyon|Niagara Falls|Table Mountain|Big Ben|Union Station|LAX|JFK airport|Heathrow|the Alps|the Amazon rainforest|the Great Barrier Reef|Lake Geneva|the Sahara|Hyde Park|Golden Gate Park|the Black Forest|Kruger National Park|Banff National Park|the Danube|Everest base camp|the Louvre|Machu Picchu|Pike Place Market|Stanford University|Venice Beach',
);
export const languages = bank(
  'English|French|German|Spanish|Italian|Portuguese|Dutch|Swedish|Polish|Turkish|Arabic|Hindi|Bengali|Urdu|Japanese|Korean|Mandarin|Chinese|Vietnamese|Thai|Swahili|Greek|Hebrew|Russian|Ukrainian|Finnish|Catalan|Welsh',
);
export const languageCodes = bank('en|fr|de|es|it|pt|nl|sv|pl|tr|ja|ko|zh|en-US|en-GB|fr-CA|pt-BR|de-DE|zh-CN');
export const currencies = bank(
  'USD|EUR|GBP|JPY|CAD|AUD|CHF|SEK|NOK|INR|CNY|MXN|BRL|ZAR|NZD|euros|dollars|US dollars|pounds|British pounds|Japanese yen|yen|rupees|Indian rupees|Swiss francs|Canadian dollars|pesos|won|krona|rand|lira|dirhams|zloty|Euro',
);
export const currencyCodes = bank(
  'USD|EUR|GBP|JPY|CAD|AUD|CHF|SEK|NOK|INR|CNY|MXN|BRL|ZAR|NZD|PLN|DKK|HKD|SGD|usd|eur|gbp',
);
export const timeZones = bank(
  'UTC|GMT|PST|EST|CET|America/New_York|America/Los_Angeles|Europe/London|Europe/Berlin|Europe/Paris|Asia/Tokyo|Asia/Kolkata|Australia/Sydney|Pacific time|Eastern time|London time|Tokyo time|UTC+2|UTC-5',
);
export const colors = bank(
  'red|blue|green|yellow|orange|purple|black|white|grey|navy|teal|turquoise|magenta|crimson|olive|beige|maroon|pink|silver|gold|dark blue|light green|sky blue|#ff8800|#1e90ff|#336699|off-white|burgundy|lavender|mint',
);
export const cuisines = bank(
  'Italian|Mexican|Thai|Indian|Chinese|Japanese|Korean|Vietnamese|Greek|Turkish|Lebanese|Ethiopian|French|Spanish|American|Moroccan|Peruvian|Brazilian|Mediterranean|Caribbean|vegan|vegetarian|sushi|seafood|barbecue|pizza|ramen|tapas',
);
export const dishes = bank(
  'lasagna|pad thai|chicken curry|beef stew|tomato soup|pancakes|banana bread|apple pie|carrot cake|chocolate brownies|mushroom risotto|spaghetti carbonara|caesar salad|fish tacos|butter chicken|lentil soup|pumpkin pie|veggie burger|fried rice|miso soup|shakshuka|paella|ratatouille|dumplings|pho|gnocchi|quiche|falafel|omelette|granola|garlic bread|cheesecake|meatballs|chili con carne|spring rolls|potato salad',
);
export const ingredients = bank(
  'chicken|beef|salmon|tofu|eggs|flour|butter|sugar|brown sugar|garlic|onions|tomatoes|spinach|mushrooms|basil|rice|black beans|chickpeas|lentils|potatoes|carrots|cheddar|parmesan|milk|oat milk|olive oil|honey|lemon|ginger|coconut milk|almonds|peanut butter|quinoa|pasta|bell peppers|zucchini|avocado|bacon|shrimp|yogurt',
);
export const foods = bank(
  'banana|apple|avocado|oatmeal|brown rice|grilled chicken|salmon fillet|cheddar cheese|whole wheat bread|almonds|greek yogurt|orange juice|black coffee|dark chocolate|scrambled eggs|tuna sandwich|caesar salad|french fries|quinoa|broccoli|sweet potato|latte|iced tea|protein shake|trail mix',
);
export const diets = bank(
  'vegan|vegetarian|gluten-free|keto|paleo|low carb|dairy-free|halal|kosher|pescatarian|nut-free|high protein',
);
export const animals = bank(
  'dog|cat|horse|elephant|blue whale|tiger|gray wolf|red fox|bald eagle|emperor penguin|sea turtle|monarch butterfly|honeybee|orangutan|giraffe|cheetah|koala|kangaroo|polar bear|octopus|great white shark|axolotl|barn owl|hummingbird|salmon|alpaca|rabbit|hamster|parrot|goldfish|snow leopard|rhinoceros|platypus',
);
export const plants = bank(
  'oak|maple|rose|tulip|sunflower|basil|lavender|orchid|fern|monstera|aloe vera|bamboo|pine|birch|cactus|tomato|wheat|corn|rice|cotton|lemon tree|fiddle leaf fig|snake plant|hydrangea|jasmine|peace lily|olive tree|blueberry bush',
);
export const diseases = bank(
  'asthma|diabetes|type 2 diabetes|hypertension|influenza|malaria|tuberculosis|migraine|arthritis|anemia|pneumonia|measles|eczema|celiac disease|Lyme disease|COVID-19|insomnia|osteoporosis|gout|Parkinson’s disease|hepatitis B|dengue fever|bronchitis',
);
export const drugs = bank(
  'ibuprofen|aspirin|paracetamol|amoxicillin|metformin|lisinopril|atorvastatin|omeprazole|insulin|warfarin|penicillin|cetirizine|albuterol|prednisone|morphine|naproxen|levothyroxine|sertraline',
);
export const genes = bank(
  'BRCA1|BRCA2|TP53|CFTR|APOE|EGFR|HBB|MTHFR|KRAS|HTT|FOXP2|MYC|PTEN|ACTB|DMD|rs429358|rs1801133|rs7412|rs53576',
);
export const proteins = bank(
  'hemoglobin|insulin|collagen|keratin|myosin|actin|p53|albumin|ferritin|tubulin|amylase|pepsin|elastin|fibrinogen|rhodopsin|lysozyme',
);
export const cells = bank(
  'red blood cell|white blood cell|neuron|human cell|plant cell|animal cell|bacterial cell|yeast cell|muscle cell|stem cell|epithelial cell|T cell|egg cell',
);
export const elements = bank(
  'hydrogen|helium|carbon|nitrogen|oxygen|sodium|magnesium|aluminium|silicon|chlorine|iron|copper|zinc|silver|gold|mercury|lead|uranium|Fe|Au|Na|Cl|titanium|neon|calcium|potassium|platinum',
);
export const compounds = bank(
  'water|carbon dioxide|methane|ethanol|glucose|ammonia|sulfuric acid|sodium chloride|NaCl|H2O|CO2|CH4|C6H12O6|H2SO4|acetic acid|benzene|caffeine|hydrogen peroxide|calcium carbonate|CaCO3|acetone|ozone',
);
export const materials = bank(
  'steel|aluminum|copper|wood|oak wood|marble|bronze|glass|concrete|rubber|plastic|iron|brass|titanium|granite|clay|silk|cotton|leather|ceramic|carbon fiber|PVC',
);
export const planets = bank(
  'Mercury|Venus|Earth|Mars|Jupiter|Saturn|Uranus|Neptune|Pluto|the Moon|Titan|Europa|the Sun',
);
export const stars = bank(
  'Betelgeuse|Sirius|Polaris|Vega|Orion|Andromeda|the Milky Way|Alpha Centauri|the Crab Nebula|Cassiopeia|Halley’s comet|Ursa Major|Rigel|Antares',
);
export const sports = bank(
  'football|soccer|basketball|tennis|baseball|cricket|rugby|hockey|ice hockey|volleyball|golf|swimming|badminton|table tennis|cycling|boxing|Formula 1|handball|skiing|athletics',
);
export const teams = bank(
  'Arsenal|Liverpool|Chelsea|Real Madrid|Bayern Munich|Juventus|Ajax|Inter Milan|Borussia Dortmund|Celtic|Boston Celtics|Chicago Bulls|Miami Heat|Golden State Warriors|Denver Nuggets|New York Knicks|Toronto Raptors|New York Yankees|Boston Red Sox|Chicago Cubs|Dallas Cowboys|Green Bay Packers|Kansas City Chiefs|Pittsburgh Steelers|Toronto Maple Leafs|Montreal Canadiens|Mumbai Indians|All Blacks|Wallabies|Galatasaray|Boca Juniors|Flamengo|Leicester City|Newcastle United|AS Roma|Benfica|Lyon|the Seahawks|the Giants|Team Sky',
);
export const leagues = bank(
  'Premier League|La Liga|Bundesliga|Serie A|Ligue 1|Champions League|Europa League|NBA|NFL|MLB|NHL|MLS|IPL|Six Nations|WNBA|Eredivisie|the World Cup|the Olympics|Wimbledon|the French Open|Euro 2020|Copa América',
);
export const players = bank(
  'Roger Federer|Rafael Nadal|Novak Djokovic|Venus Williams|Michael Jordan|Kobe Bryant|Stephen Curry|Kevin Durant|Tom Brady|Peyton Manning|Babe Ruth|Derek Jeter|Pelé|Diego Maradona|Zinedine Zidane|Kylian Mbappé|Mohamed Salah|Harry Kane|Wayne Gretzky|Sachin Tendulkar|Virat Kohli|Usain Bolt|Michael Phelps|Simone Biles|Tiger Woods|Lewis Hamilton|Max Verstappen|Garry Kasparov|Hikaru Nakamura|Judit Polgár|Megan Rapinoe|Marta|Steffi Graf|Muhammad Ali|Jonah Lomu|Shohei Ohtani|Nikola Jokić|Luka Dončić|Patrick Mahomes',
);
export const artists = bank(
  'Queen|The Beatles|Adele|Beyoncé|Radiohead|Coldplay|Daft Punk|Nina Simone|Miles Davis|Bob Marley|Fela Kuti|BTS|Rosalía|Stromae|Björk|ABBA|Metallica|Nirvana|Fleetwood Mac|Pink Floyd|David Bowie|Prince|Madonna|Kendrick Lamar|Billie Eilish|Dua Lipa|Arctic Monkeys|Norah Jones|Johnny Cash|Dolly Parton|Louis Armstrong|Ella Fitzgerald|Mozart|Beethoven|Bach|Chopin|Vivaldi|Philip Glass|Hans Zimmer|Arijit Singh|Shakira|Bad Bunny|Luis Fonsi|Lady Gaga|Imagine Dragons|U2|The Rolling Stones',
);
export const songs = bank(
  'Imagine|Hey Jude|Yesterday|Bohemian Rhapsody|Hallelujah|Wonderwall|Creep|Fix You|Take Five|Clair de Lune|Für Elise|Smells Like Teen Spirit|Purple Rain|Jolene|Space Oddity|Dancing Queen|Billie Jean|Hotel California|Africa|Sweet Caroline|Blackbird|Redemption Song|So What|Feeling Good|Rolling in the Deep|Get Lucky|Levitating|bad guy|HUMBLE.|Despacito|Stairway to Heaven|Take On Me|Let It Be|Viva la Vida',
);
export const genres = bank(
  'jazz|rock|pop|hip hop|classical|blues|country|electronic|techno|house|folk|reggae|metal|indie|soul|funk|ambient|R&B|punk|lo-fi|opera|salsa|K-pop|disco',
);
export const filmGenres = bank(
  'comedy|drama|thriller|horror|action|romance|sci-fi|science fiction|fantasy|documentary|animation|mystery|western|adventure|crime|musical|war|biography|family',
);
export const movies = bank(
  'Inception|The Godfather|Casablanca|Parasite|Amélie|Spirited Away|The Matrix|Jaws|Alien|Blade Runner|Titanic|Gladiator|Moonlight|Whiplash|Interstellar|Toy Story|Finding Nemo|The Lion King|Pulp Fiction|Fight Club|Forrest Gump|Jurassic Park|Star Wars|Back to the Future|Rocky|Psycho|Vertigo|Seven Samurai|Dune|Arrival|La La Land|Coco|Black Panther|The Dark Knight|Mad Max: Fury Road|Oppenheimer|Barbie|Breaking Bad|The Wire|Stranger Things|Game of Thrones|Friends|Seinfeld|The Office|Dark|Squid Game',
);
export const filmPeople = bank(
  'Christopher Nolan|Greta Gerwig|Martin Scorsese|Quentin Tarantino|Hayao Miyazaki|Bong Joon-ho|Sofia Coppola|Ridley Scott|Denis Villeneuve|Jane Campion|Spike Lee|Alfred Hitchcock|Akira Kurosawa|Pedro Almodóvar|Tom Hanks|Meryl Streep|Leonardo DiCaprio|Cate Blanchett|Denzel Washington|Keanu Reeves|Natalie Portman|Viola Davis|Brad Pitt|Jodie Foster|Idris Elba|Zendaya|Florence Pugh|Shah Rukh Khan|Deepika Padukone|Penélope Cruz',
);
export const books = bank(
  'Moby-Dick|Pride and Prejudice|Dracula|Frankenstein|1984|Brave New World|The Hobbit|Dune|War and Peace|Anna Karenina|The Odyssey|Hamlet|Macbeth|Beloved|Emma|Jane Eyre|Ulysses|The Great Gatsby|Things Fall Apart|One Hundred Years of Solitude|The Alchemist|The Little Prince|Norwegian Wood|Middlemarch|Great Expectations|The Stranger|Catch-22|Sapiens|Neuromancer|The Left Hand of Darkness|To Kill a Mockingbird|Harry Potter|A Brief History of Time',
);
export const authors = bank(
  'Jane Austen|Charles Dickens|Leo Tolstoy|Toni Morrison|Chinua Achebe|Gabriel García Márquez|Haruki Murakami|Virginia Woolf|James Joyce|Mary Shelley|Bram Stoker|J.R.R. Tolkien|George Orwell|Ursula K. Le Guin|Isaac Asimov|Agatha Christie|Stephen King|Margaret Atwood|Chimamanda Ngozi Adichie|William Shakespeare|Homer|Franz Kafka|Albert Camus|Isabel Allende',
);
export const games = bank(
  'Minecraft|Tetris|The Legend of Zelda|Zelda: Breath of the Wild|Super Mario Odyssey|Stardew Valley|Elden Ring|Dark Souls|Portal 2|Half-Life|Celeste|Hades|The Witcher 3|Skyrim|Fortnite|League of Legends|Dota 2|Overwatch|Counter-Strike|Valorant|Rocket League|Among Us|Chess|Go|Catan|Monopoly|Scrabble|Risk|Pandemic|Age of Empires II|Civilization VI|Red Dead Redemption 2|God of War|Final Fantasy VII|Pokémon Red|Hollow Knight|Cyberpunk 2077|The Sims 4',
);
export const paintings = bank(
  'Mona Lisa|The Scream|Guernica|Water Lilies|The Kiss|The Night Watch|Girl with a Pearl Earring|Las Meninas|The Birth of Venus|American Gothic|The Great Wave|Nighthawks|The Persistence of Memory|Sunflowers|Whistler’s Mother|The Thinker|David|Venus de Milo|The Garden of Earthly Delights|Olympia',
);
export const painters = bank(
  'Leonardo da Vinci|Michelangelo|Rembrandt|Johannes Vermeer|Claude Monet|Paul Cézanne|Henri Matisse|Pablo Picasso|Salvador Dalí|Frida Kahlo|Gustav Klimt|Edvard Munch|Georgia O’Keeffe|Edward Hopper|Auguste Rodin|Katsushika Hokusai|Artemisia Gentileschi|Mary Cassatt|Jackson Pollock|Andy Warhol|Yayoi Kusama|Banksy',
);
export const museums = bank(
  'the British Museum|Prado|the Rijksmuseum|Uffizi Gallery|the Hermitage|Tate Modern|MoMA|the Guggenheim|the Vatican Museums|National Gallery|the Acropolis Museum|Museo Frida Kahlo|the Field Museum|Natural History Museum|the Deutsches Museum|Musée d’Orsay|the Getty Center|the Van Gogh Museum|Smithsonian|the Pergamon Museum|Science Museum',
);
export const instruments = bank(
  'guitar|acoustic guitar|electric guitar|piano|grand piano|violin|cello|flute|clarinet|trumpet|saxophone|drums|ukulele|harp|bass guitar|keyboard|banjo|oboe|accordion|synthesizer',
);
export const brands = bank(
  'Yamaha|Fender|Gibson|Steinway|Roland|Sony|Apple|Samsung|Dell|Lenovo|HP|Canon|Nikon|Bosch|Philips|Nike|Adidas|Levi’s|IKEA|Dyson|LG|Toyota|Honda|BMW|Volvo|Tesla|Ford|Audi|Trek|Patagonia',
);
export const cars = bank(
  'Toyota Corolla|Toyota Prius|Honda Civic|Honda Accord|Ford Focus|Ford Mustang|Tesla Model 3|Tesla Model Y|BMW X5|BMW 320i|Audi A4|VW Golf|Volkswagen Passat|Volvo XC60|Mazda CX-5|Subaru Outback|Nissan Leaf|Hyundai Ioniq 5|Kia Sportage|Renault Clio|Fiat 500|Jeep Wrangler|Chevrolet Bolt|Porsche 911|Mini Cooper|Skoda Octavia',
);
export const products = bank(
  'iPhone 14|iPhone 15 Pro|Galaxy S23|MacBook Air|ThinkPad X1|PlayStation 5|Nintendo Switch|AirPods Pro|Kindle Paperwhite|Sony WH-1000XM5|GoPro Hero 11|Dyson V15|office chair|standing desk|running shoes|winter jacket|yoga mat|coffee grinder|espresso machine|electric kettle|desk lamp|wireless mouse|mechanical keyboard|4K monitor|USB-C cable|backpack|sunglasses|water bottle|blender|air fryer|toaster|vacuum cleaner|mountain bike|tent|sleeping bag|phone case|graphics card|notebook|fountain pen|sofa',
);
export const companies = bank(
  'Apple|Microsoft|Google|Amazon|Tesla|Netflix|Nvidia|Intel|IBM|Oracle|Samsung|Siemens|SAP|Volkswagen|Nestlé|Unilever|Shell|BP|Toyota|Sony|Alibaba|Tencent|Pfizer|Moderna|Boeing|Airbus|Disney|Spotify|Uber|Airbnb|Coca-Cola|PepsiCo|Walmart|Costco|Starbucks|Nike|Visa|JPMorgan|Goldman Sachs|General Electric|Ford|Johnson & Johnson|Procter & Gamble|Adobe|Salesforce|Zoom',
);
export const tickers = bank(
  'AAPL|MSFT|GOOG|GOOGL|AMZN|TSLA|NFLX|NVDA|INTC|IBM|ORCL|DIS|KO|PEP|WMT|NKE|V|JPM|GS|GE|F|BA|PFE|META|AMD|SPY|QQQ|BRK.B|SAP.DE|0700.HK',
);
export const cryptos = bank(
  'Bitcoin|Ethereum|Solana|Cardano|Dogecoin|Litecoin|Ripple|Polkadot|BTC|ETH|SOL|DOGE|XRP|BTCUSD|ETH-USD',
);
export const indices = bank(
  'S&P 500|Dow Jones|NASDAQ|FTSE 100|DAX|Nikkei 225|CAC 40|Hang Seng|Russell 2000|Euro Stoxx 50',
);
export const airports = bank(
  'JFK|LAX|SFO|ORD|LHR|CDG|FRA|AMS|MAD|FCO|HND|NRT|SIN|DXB|SYD|YYZ|GRU|BOS|SEA|DEN|ATL|MUC|ZRH|ARN',
);
export const airlines = bank(
  'Lufthansa|Delta|United|American Airlines|British Airways|Air France|KLM|Emirates|Qantas|ANA|Ryanair|easyJet|Southwest|JetBlue|Iberia|SAS|Turkish Airlines',
);
export const hotels = bank(
  'Hilton|Marriott|Hyatt Regency|the Ritz|Four Seasons|Holiday Inn|Sheraton|Hotel Aurora|Grand Budapest Hotel|Sunrise Inn|Lakeside Lodge|The Plaza|Ibis|Best Western|Riverside Hotel|Ocean View Resort|Mandarin Oriental|Alpine Lodge',
);
export const restaurants = bank(
  'Pizza Hut|McDonald’s|Chipotle|Shake Shack|Nando’s|Subway|Taco Bell|Five Guys|Domino’s|The Golden Fork|Luigi’s|Blue Lotus|Café Central|Noodle Bar|Green Table|Burger Barn|La Piazza|Spice Garden|Sakura Sushi|The Rusty Spoon',
);
export const stores = bank(
  'Walmart|Target|Costco|Whole Foods|Trader Joe’s|Best Buy|IKEA|Home Depot|Tesco|Lidl|Aldi|Carrefour|Walgreens|Etsy|eBay|Amazon',
);
export const jobs = bank(
  'software engineer|data scientist|nurse|teacher|accountant|graphic designer|product manager|electrician|plumber|architect|lawyer|chef|project manager|data analyst|backend developer|UX designer|mechanic|pharmacist|journalist|translator|sales manager|civil engineer|barista|HR manager|therapist|dentist|hair stylist|driving instructor',
);
export const subjects = bank(
  'physics|chemistry|biology|calculus|linear algebra|world history|art history|philosophy|psychology|economics|machine learning|climate change|renewable energy|quantum computing|ancient Rome|the French Revolution|artificial intelligence|genetics|astronomy|nutrition|marketing|creative writing|public speaking|data structures|statistics|sociology|photography|gardening|space exploration|urban planning|cybersecurity|blockchain|mental health|yoga|remote work|inflation|electric cars',
);
export const events = bank(
  'the French Revolution|World War I|World War II|the Battle of Hastings|the fall of the Berlin Wall|the moon landing|the Industrial Revolution|the Black Death|the signing of the Magna Carta|the Cuban Missile Crisis|the Renaissance|the Boston Tea Party|the Treaty of Versailles|the American Civil War|the Russian Revolution|the Great Depression|the Battle of Waterloo|the Treaty of Westphalia|the discovery of penicillin|the eruption of Vesuvius',
);
export const historyPeople = bank(
  'Napoleon|Julius Caesar|Cleopatra|Queen Victoria|Abraham Lincoln|Winston Churchill|Mahatma Gandhi|Nelson Mandela|Marie Curie|Isaac Newton|Albert Einstein|Nikola Tesla|Ada Lovelace|Charles Darwin|Galileo Galilei|Alexander the Great|Genghis Khan|Joan of Arc|Catherine the Great|Martin Luther King Jr.|Leonardo da Vinci|Socrates|Plato|Confucius|Rosa Parks|Alan Turing',
);
export const religions = bank(
  'Buddhism|Christianity|Islam|Hinduism|Judaism|Sikhism|Taoism|Shinto|Jainism|Zoroastrianism',
);
export const lawCases = bank(
  'Smith v. Jones|Brown v. Board of Education|Marbury v. Madison|Roe v. Wade|Miranda v. Arizona|Acme Corp v. Doe|Rossi vs Bianchi|Epsilon Inc vs. Delta LLC|State v. Harper|Gideon v. Wainwright|Tanaka v. Bluepeak|Doe v. City of Denver',
);
export const courts = bank(
  'Supreme Court|High Court|District Court|Court of Appeals|Family Court|Superior Court of California|the Hague|Federal Court',
);
export const crimes = bank(
  'fraud|theft|burglary|arson|tax evasion|copyright infringement|patent infringement|breach of contract|money laundering|assault|defamation|insider trading',
);
export const expressions = bank(
  'x^2|x^3|2x + 3|x^2 + 3x + 2|3x^2 - 5x + 1|sin(x)|cos(2x)|e^x|ln(x)|x^3 - 4x|5x^4 + 2x|1/x|sqrt(x)|2*x**2 + 1|x**3|sin(x) + x|4x - 7|x^2 * e^x|(x + 1)^2|tan(x)|log(x) + 1|x^4 - 16|7x^2 + 2x - 9|3*x + 5',
);
export const interests = bank(
  'hiking|jogging|photography|painting|yoga|chess|cooking|swimming|cycling|knitting|gardening|board games|rock climbing|birdwatching|salsa dancing|pottery|running|meditation|reading|surfing|camping',
);
export const roomTypes = bank('single|double|twin|suite|deluxe|king|queen|standard|family|executive');
export const devices = bank(
  'living room lights|bedroom lamp|thermostat|front door|garage door|TV|coffee maker|air conditioner|robot vacuum|kitchen speaker|washing machine|dishwasher|ceiling fan|bathroom heater|security camera|office printer|blinds|oven|doorbell|sprinkler',
);
export const rooms = bank(
  'living room|bedroom|kitchen|bathroom|office|garage|hallway|basement|nursery|dining room|attic|patio',
);
export const datasets = bank(
  'sales_data|iris|customers.csv|train_data|housing_prices|titanic|churn_2024|user_events|mnist|sensor_log|orders_q3|survey results|my_dataset',
);
export const models = bank(
  'linear regression|random forest|logistic regression|SVM|neural network|k-means|decision tree|XGBoost|naive Bayes|ridge regression',
);
export const regions = bank(
  'us-east-1|us-west-2|eu-west-1|eu-central-1|ap-southeast-2|westus|eastus|westeurope|europe-west1|us-central1|ap-northeast-1|sa-east-1|northeurope|asia-south1',
);
export const technologies = bank(
  'Python|JavaScript|TypeScript|Java|Go|Rust|SQL|PostgreSQL|MySQL|Redis|Docker|Kubernetes|React|Linux|Ubuntu 22.04|Windows 11|nginx|Node.js|C++|Ruby',
);
export const resourceWords = bank(
  'prod|staging|dev|test|main|backup|web|api|data|billing|analytics|orders|users|core|edge|cache|queue|media|legacy|internal|public|demo|sandbox|west|east|eu',
);
export const resourceNouns = bank(
  'cluster|server|db|bucket|gateway|vault|app|service|worker|store|pipeline|network|subnet|group|pool|function|topic|stack|project|policy|key|node|site|job|image',
);
export const titleNouns = bank(
  'River|Garden|Night|Winter|Ocean|Fire|City|Dream|Shadow|Mirror|Road|Letter|Stranger|Moon|Forest|Island|Clock|Storm|Summer|Bridge|Stone|Silence|Harbor|Lantern|Comet|Orchard|Station|Window',
);
export const titleAdjectives = bank(
  'Silent|Last|Golden|Broken|Hidden|Blue|Endless|Forgotten|Wild|Burning|Distant|Paper|Midnight|Crooked|Secret|Second|Lonely|Electric|Quiet|Red',
);
export const sentences = bank(
  "I love this product, it works great|The service was slow and the food was cold|This movie was a waste of time|Thanks for your help yesterday|The package arrived damaged|What a beautiful day it is|The meeting went better than expected|Please call me back as soon as possible|The hotel was clean and the staff were friendly|We are out of stock until next week|The quick brown fox jumps over the lazy dog|Happy birthday! Have a great day|I'm really disappointed with the update|Your order has been shipped|Don't forget to bring your passport|The results were better than last year|Let me know if you have any questions|She sells sea shells by the sea shore|The train was late again|To be or not to be|Good morning everyone|Where is the nearest train station?|I would like a cup of coffee|The battery lasts all day|Customer wants a refund|Quarterly numbers are ready for review|Needs follow-up next week|Initial version|Please review before Friday|Temporary access for the audit|Replaced the broken sensor|Moved to the new data center",
);
export const snacks = bank('breakfast|lunch|dinner|snack|brunch');
export const severities = bank('low|medium|high|critical|minor|major|urgent|normal');
export const seasons = bank('spring|summer|autumn|fall|winter|Spring|Winter|Summer');
export const zodiac = bank('Aries|Taurus|Gemini|Cancer|Leo|Virgo|Libra|Scorpio|Sagittarius|Capricorn|Aquarius|Pisces');
export const platforms = bank(
  'PC|PlayStation 5|Xbox|Nintendo Switch|Steam|iOS|Android|Twitter|Instagram|Facebook|YouTube|TikTok|LinkedIn|Reddit|Spotify|Netflix|Twitch',
);
export const fabrics = bank('cotton|silk|linen|wool|velvet|denim|polyester|cashmere');
export const adjectives = bank(
  'small|large|red|blue|new|used|cheap|luxury|modern|vintage|portable|wooden|pet-friendly|family-friendly|outdoor|quiet',
);
