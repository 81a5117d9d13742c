"""Data for the measurements: companies as a chamber has them, accounts, waiting letters."""

import time

TRADES = ["Tischlerei", "Bäckerei", "Elektrotechnik", "Malerbetrieb", "Dachdeckerei", "Kfz-Werkstatt", "Metallbau",
          "Friseursalon", "Fleischerei", "Zimmerei", "Sanitärtechnik", "Optik", "Gebäudereinigung"]
NAMES = ["Öztürk", "Schröder", "Lehmann", "Großmann", "Kowalski", "Petersen", "Jäger", "Bauer", "Weiß", "Nguyen",
         "Hoffmann", "Çelik", "Zimmermann", "Vogt", "Ährenfeld", "Richter", "Nowak", "Brandt", "Lindner"]
PLACES = ["Musterstadt", "Neudorf", "Altenburg", "Bad Hafen", "Königsfeld", "Oberau", "Steinbrück"]
HEADER = "betriebsnummer;name;name2;rechtsform;strasse;plz;ort;email;telefon;hauptbetrieb;aktiv_von;aktiv_bis;pin"


def company_file(path, count):
    """Companies, every tenth of them the branch of another, every second with the PIN of a notice."""
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER + "\r\n")
        for index in range(count):
            name = f"{TRADES[index % 13]} {NAMES[index * 7 % 19]} {index // 247}"
            head = f"5{index - 1:06}" if index % 10 == 9 else ""
            pin = f"{index * 7919 % 10**9:09}" if index % 2 else ""
            file.write(
                f"5{index:06};{name};Inhaber {NAMES[index * 11 % 19]};GmbH;Industriestraße {index % 200 + 1};"
                f"{10000 + index % 80000:05};{PLACES[index % 7]};betrieb{index}@bench.example;0123 {index:06};{head};"
                f"{index % 28 + 1:02}.{index % 12 + 1:02}.{1980 + index % 40};;{pin}\r\n")


def add_accounts(store, count, prefix="bench"):
    """Active accounts with the demo password: PREFIX0@bench.example and so on."""
    password_hash = store.value("SELECT password_hash FROM accounts WHERE email_key = 'kammer@demo.example'")
    now = time.time_ns() // 1000
    store.run("; ".join(
        "INSERT INTO accounts (email, email_key, first_name, last_name, name_key, state, password_hash, created_at,"
        f" activated_at) VALUES ('{prefix}{index}@bench.example', '{prefix}{index}@bench.example', 'Bente',"
        f" 'Bench {index}', 'bench {index} bente', 'active', '{password_hash}', {now}, {now})"
        for index in range(count)))


def add_waiting_letters(store, count):
    """A PIN asked for by one account for each of the first companies."""
    now = time.time_ns() // 1000
    store.run(
        "INSERT INTO pins (company_id, account_id, origin, state, requested_at)"
        f" SELECT id, (SELECT min(id) FROM accounts), 'request', 'requested', {now}"
        f" FROM companies WHERE street <> '' ORDER BY id LIMIT {count};"
        " INSERT INTO letters (kind, subject_id, state, created_at)"
        f" SELECT 'pin', id, 'waiting', {now} FROM pins WHERE state = 'requested' ORDER BY id")


def lift_limits(store):
    """As many posts from one network as the settings allow, so that limits do not end a measurement."""
    now = time.time_ns() // 1000
    store.run(
        "INSERT INTO setting_changes (key, value, valid_from, changed_at)"
        f" VALUES ('accounts.postsPerNetwork', '10000', {now}, {now})")
