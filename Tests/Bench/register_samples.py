"""A chamber's register for the measurements: companies, occupations, instructors, apprentices, with names as German
vocational schools read them: umlauts, many origins, none with more than one in a hundred."""

import datetime
import random
from dataclasses import dataclass

import samples

OCCUPATIONS = [
    "Tischler/-in", "Bäcker/-in", "Maurer/-in", "Zimmerer/-in", "Dachdecker/-in", "Friseur/-in", "Augenoptiker/-in",
    "Fleischer/-in", "Konditor/-in", "Klempner/-in", "Metallbauer/-in;Konstruktionstechnik",
    "Metallbauer/-in;Metallgestaltung", "Elektroniker/-in;Energie- und Gebäudetechnik",
    "Elektroniker/-in;Automatisierungs- und Systemtechnik", "Informationselektroniker/-in",
    "Kraftfahrzeugmechatroniker/-in;Personenkraftwagentechnik", "Kraftfahrzeugmechatroniker/-in;Nutzfahrzeugtechnik",
    "Land- und Baumaschinenmechatroniker/-in", "Zweiradmechatroniker/-in;Fahrradtechnik",
    "Anlagenmechaniker/-in für Sanitär-, Heizungs- und Klimatechnik", "Maler/-in und Lackierer/-in;Gestaltung",
    "Fahrzeuglackierer/-in", "Feinwerkmechaniker/-in;Maschinenbau", "Straßenbauer/-in", "Stuckateur/-in",
    "Fliesen-, Platten- und Mosaikleger/-in", "Glaser/-in;Fenster- und Glasfassadenbau", "Gebäudereiniger/-in",
    "Schornsteinfeger/-in", "Goldschmied/-in", "Uhrmacher/-in", "Orthopädieschuhmacher/-in", "Zahntechniker/-in",
    "Hörakustiker/-in", "Raumausstatter/-in", "Maßschneider/-in", "Kaufmann/-frau für Büromanagement",
    "Fachverkäufer/-in im Lebensmittelhandwerk;Bäckerei", "Fachverkäufer/-in im Lebensmittelhandwerk;Fleischerei",
    "Brauer/-in und Mälzer/-in"]

# In the order of how many bear them.
FIRST_NAMES = """
Leon Lukas Finn Jonas Maximilian Elias Paul Felix Luca Noah Ben Tim Jan Niklas Emma Mia Hannah Lea Anna Lena Leonie
Marie Sophie Laura Julian Moritz Fabian Philipp Tom David Alexander Nico Jannik Simon Florian Tobias Marvin Kevin
Dennis Marcel Pascal Dominik Sebastian Benjamin Johannes Jakob Emil Anton Oskar Henri Till Lennard Erik Lars Sven
Malte Hauke Sarah Julia Lisa Michelle Vanessa Celina Jana Nele Lara Clara Johanna Charlotte Emilia Amelie Maja Zoé
Chiara Alina Pia Paula Franziska Katharina Theresa Antonia Helena Carla Frieda Greta Ida Jördis Käthe Björn Jörg
Jürgen Günter Rüdiger Sören Mehmet Mustafa Emre Yusuf Ömer Kerem Cem Büşra Zeynep Elif Ayşe Şule Gülsüm Ahmad Mohammad
Ali Omar Hassan Khaled Yousef Amir Reza Farid Abdullah Samir Fatima Maryam Nour Layla Aleksandra Paweł Jakub Mateusz
Zuzanna Ivan Dmytro Oleksandr Olha Artem Andrij Viktoria Darija Stefan Nikola Marko Luka Ana Matej Dragan Giulia
Matteo Lorenzo Alessandro Francesco Sofia João Inês Nguyen Linh Minh Thi Hồng Kofi Amina Ibrahim Fatou Mamadou Chidi
Abeba Tesfay Selam Yonas Priya Arjun Ravi Noémi
""".split()

LAST_NAMES = """
Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf
Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Schmitz Krause Meier Lehmann
Schmid Schulze Maier Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn
Schubert Vogel Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon
Ludwig Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß Seidel Heinrich Brandt Haas
Schreiber Graf Schulte Dietrich Ziegler Kuhn Kühn Pohl Engel Horn Busch Bergmann Thomas Voigt Sauer Arnold Wolff
Pfeiffer Yılmaz Kaya Demir Şahin Çelik Yıldız Öztürk Aydın Özdemir Arslan Doğan Kılıç Nguyen Tran Pham Kowalski Nowak
Wiśniewski Wójcik Kamiński Shevchenko Kovalenko Bondarenko Ivanov Petrov Popović Jovanović Nikolić Horvat Novák
Svoboda Rossi Russo Esposito Ferrari Ahmadi Hosseini Mohammadi Karimi Haddad Khalil Mansour Al-Hassan Ibrahim Abdi
Mensah Diallo Traoré Tesfaye Singh Sharma
""".split()

# What other names are put together of: Lindhofer, Großbrinkmann and some thousand more.
BEGINNINGS = """
Acker Alt Asch Bach Berg Birk Blüm Brink Brück Buch Busch Dorn Eber Eich Erl Espen Feld Fels Fink Forst Frei Fried
Gold Grün Hag Hain Hammer Hasel Heid Hell Hinter Hirsch Hohen Holz Hopf Hütten Kalt Kamp Kern Kirch Klee Klost Königs
Kraut Krumm Land Laub Lind Loh Mark Moos Mühl Neu Nieder Nuss Ober Oster Quell Ram Rauch Reb Ried Ros Rot Sand Schön
Schlüter See Silber Sonnen Spiel Stahl Stein Stroh Sulz Süd Tann Teich Thal Trau Ufer Unter Vor Wachs Wald Wasser Weid
Wester Wies Wild Winkel Wolken Zell Ziegel
""".split()
ENDINGS = """
ach auer bach bauer beck berger böck brink burger bühl dörfer egger eisen er felder furth gärtner haus häuser heimer
höfer horst huber kamp köhler länder leitner linger mann meier müller ner reuter rieder scheid schläger schmidt
stätter stein steiner thaler wächter weger werth wieser
""".split()

STREETS = ["Gartenweg", "Lindenallee", "Am Markt", "Feldstraße", "Hafenweg", "Ringstraße", "Kirchgasse", "Lange Straße",
           "Mühlenweg", "Bahnhofstraße", "Schlossplatz", "Überführungsstraße", "Große Bleiche", "Zum Steinbrück"]

# Companies that are looked for, with how many train there.
FOUND_COMPANY = ("6000001", "Uhrenmanufaktur Quellenhof")
FOUND_COMPANY_SIZE = 10
LARGE_COMPANIES = {"6000300": 300, "6000050": 50, "6000005": 5}
# Three of whom nobody else has the name, or one that sounds like it.
FOUND_NAME = "Zwickenpflug"
FOUND_SOUND = "Zwikenpfluk"
FOUND_FIRST_NAMES = ["Anna", "Jonas", "Şule"]
FOUND_NUMBER = "A-9990001"


@dataclass(frozen=True)
class Size:
    apprenticeships: int
    # How many apprentices get their credentials by post, as the chamber knows no address for mails.
    by_post: int = 0
    has_large_companies: bool = False

    @property
    def companies(self):
        return max(20, self.apprenticeships * 4 // 15)

    @property
    def instructors(self):
        return self.apprenticeships * 2 // 15


def write(folder, size, today):
    """Writes the files of a register.
    Returns: their paths by the kind of import, in the order in which they refer to each other."""
    chance = random.Random(size.apprenticeships)
    paths = {kind: folder / f"{kind}.csv" for kind in ["companies", "occupations", "instructors", "apprenticeships"]}
    _companies(paths["companies"], size)
    _occupations(paths["occupations"])
    instructors = _instructors(paths["instructors"], size, chance)
    rows = _apprenticeships(size, instructors, chance, today)
    _write(
        paths["apprenticeships"],
        "azubinummer;vertragsnummer;vorname;nachname;geburtsdatum;strasse;plz;ort;email;betriebsnummer;berufsnummer;"
        "ausbildernummer;beginn;ende;eintragung;losung;berufsschule;wochenstunden;nachweis", rows)
    return paths


def _write(path, header, rows):
    path.write_text("\r\n".join([header, *rows, ""]), encoding="utf-8", newline="")


def _companies(path, size):
    wanted = {FOUND_COMPANY[0]: FOUND_COMPANY[1]}
    if size.has_large_companies:
        wanted |= {number: f"Großbetrieb {number}" for number in LARGE_COMPANIES}
    samples.company_file(path, size.companies - len(wanted))
    with path.open("a", encoding="utf-8") as file:
        for number, name in wanted.items():
            file.write(f"{number};{name};;GmbH;Werkstraße 1;12345;Musterstadt;;;;01.01.1990;;\r\n")


def _occupations(path):
    _write(path, "berufsnummer;beruf;fachrichtung;monate", [
        f"{50000 + index};{name if ';' in name else name + ';'};{42 if 'mech' in name else 36}"
        for index, name in enumerate(OCCUPATIONS)])


def _instructors(path, size, chance):
    """Returns: the numbers of the instructors of each company."""
    names = Names(chance)
    rows, found = [], {}
    for index in range(size.instructors):
        number = f"B-{index + 100000}"
        company = f"5{index * 2 % (size.companies - 10):06}"
        found.setdefault(company, []).append(number)
        rows.append(f"{number};{company};{names.first()};{names.last()};ausbilder{index}@bench.example;")
    _write(path, "ausbildernummer;betriebsnummer;vorname;nachname;email;aktiv_bis", rows)
    return found


class Names:
    """Some hundred last names for a good half of the people, the more seldom the later in the list; for the others one
    of some thousand. Every thirtieth has a double name."""

    def __init__(self, chance):
        self._chance = chance
        self._weights = [1 / (40 + index) ** 0.5 for index in range(len(FIRST_NAMES))]

    def first(self):
        return self._chance.choices(FIRST_NAMES, self._weights[:len(FIRST_NAMES)])[0]

    def last(self):
        name = self._one()
        return f"{name}-{self._one()}" if self._chance.random() < 1 / 30 else name

    def _one(self):
        if self._chance.random() < 0.55:
            return self._chance.choices(LAST_NAMES, self._weights[:len(LAST_NAMES)])[0]
        return self._chance.choice(BEGINNINGS) + self._chance.choice(ENDINGS)


def _apprenticeships(size, instructors, chance, today):
    names = Names(chance)
    places = _places(size, chance)
    made = [_Contract(index, company, names, chance, today) for index, company in enumerate(places)]
    for contract, first in zip(made[:len(FOUND_FIRST_NAMES)], FOUND_FIRST_NAMES):
        contract.first, contract.last = first, FOUND_NAME
        contract.run(today)
    made[0].number = FOUND_NUMBER
    for contract in made:
        if contract.company == FOUND_COMPANY[0] or contract.company in LARGE_COMPANIES:
            contract.run(today)
        own = instructors.get(contract.company)
        contract.instructor = chance.choice(own) if own else ""
    going = [contract for contract in made if contract.is_going(today)]
    for contract in chance.sample(going, min(size.by_post, len(going))):
        contract.email = ""
    return [contract.line() for contract in made]


def _places(size, chance):
    """The company of each apprenticeship. The first ones are somewhere; then come the companies that are looked for; of
    the others few train many."""
    def somewhere():
        return f"5{int((size.companies - 10) * chance.random() ** 1.5):06}"

    places = [somewhere() for _ in FOUND_FIRST_NAMES] + [FOUND_COMPANY[0]] * FOUND_COMPANY_SIZE
    if size.has_large_companies:
        for number, count in LARGE_COMPANIES.items():
            places += [number] * count
    return places + [somewhere() for _ in range(size.apprenticeships - len(places))]


class _Contract:
    """An apprenticeship: of six, five are going on; of twenty, one was dissolved."""

    def __init__(self, index, company, names, chance, today):
        self.number = f"A-{1_000_000 + index}"
        self.contract = f"V{today.year - 2000}-{index:06}"
        self.first, self.last = names.first(), names.last()
        self.company = company
        self.instructor = ""
        self.email = f"azubi{index}@bench.example"
        self.occupation = 50000 + chance.randrange(len(OCCUPATIONS))
        self._begin = datetime.date(today.year - chance.choice([0, 1, 1, 2, 2, 4]), 8, 1)
        self._dissolved = chance.random() < 0.05
        self._born = datetime.date(self._begin.year - chance.randrange(16, 24), 1, 1) + datetime.timedelta(
            chance.randrange(365))
        self._home = (
            f"{chance.choice(STREETS)} {chance.randrange(1, 200)};{10000 + chance.randrange(80000)};"
            f"{chance.choice(samples.PLACES)}")

    @property
    def _end(self):
        return datetime.date(self._begin.year + 3, 7, 31)

    def is_going(self, today):
        return not self._dissolved and self._begin <= today <= self._end

    def run(self, today):
        """Makes it one that is going on."""
        self._begin, self._dissolved = datetime.date(today.year - 1, 8, 1), False

    def line(self):
        dissolved = _german(self._begin + datetime.timedelta(90)) if self._dissolved else ""
        return (
            f"{self.number};{self.contract};{self.first};{self.last};{_german(self._born)};{self._home};{self.email};"
            f"{self.company};{self.occupation};{self.instructor};{_german(self._begin)};{_german(self._end)};"
            f"{_german(self._begin - datetime.timedelta(45))};{dissolved};Berufliche Schule Musterstadt;40;")


def _german(day):
    return f"{day.day:02}.{day.month:02}.{day.year}"
