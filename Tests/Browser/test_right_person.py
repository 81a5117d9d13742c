"""The right person: seen before sealing, pages of a stranger left alone, and what went to the wrong one is taken away."""

import io

from looks import look
from people import choose_password, new_apprentice, new_company, press, sign_in
from playwright.sync_api import expect
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject
from test_documents import as_pdf

PASSWORD = "Neun Boote im Hafen"


def letters(*pages):
    """A PDF with one line of text on each page, as a register prints letters."""
    writer = PdfWriter()
    font = DictionaryObject({
        NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica")})
    for text in pages:
        page = writer.add_blank_page(595, 842)
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 70 700 Td ({text}) Tj ET".encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(stream)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})})
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def fill(officer, title, recipient, file, number=None):
    officer.get_by_label("Art").select_option("Bescheid")
    officer.get_by_label("Titel").fill(title)
    officer.get_by_label("Für").select_option(recipient)
    if number:
        officer.get_by_label("Nummer").fill(number)
    officer.get_by_label("Datei").set_input_files(file)


def part(officer, words):
    return officer.get_by_role("row").filter(has_text=words)


def test_pages_of_a_stranger_are_given_to_nobody_or_by_hand(officer, shot):
    company = new_company(officer, "Sattlerei Richtig")
    tobias = new_apprentice(officer, company, "Tobias", "Brandt")
    lea = new_apprentice(officer, company, "Lena", "Linde")
    mistyped = lea.number[:-1] + "O"
    officer.goto("/kammer/dokumente/stapel")
    pages = letters(
        f"Lehrlingsnummer {tobias.number}", "Seite 2", "Lehrlingsnummer 987654", "Seite 2",
        f"Lehrlingsnummer {mistyped}", f"{tobias.number} und {lea.number}")
    fill(officer, "Einladung zur Prüfung", "Lehrling", as_pdf("alle.pdf", pages))
    press(officer, "Zuordnung ansehen")
    expect(officer.get_by_text("Zugeordnet: 1. Nicht zugeordnet: 3")).to_be_visible(timeout=30_000)
    expect(part(officer, "3–4")).to_contain_text("unbekannte Nummer")
    expect(part(officer, "Tobias Brandt")).to_contain_text("1–2")
    look(officer, shot, "1 matched")
    part(officer, "unbekannte Nummer").filter(has_text="5").get_by_role("link", name="Zuordnen").click()
    look(officer, shot, "2 whose is it")
    officer.get_by_label("Nummer").fill("A-0000000")
    press(officer, "Person ansehen")
    expect(officer.locator("[data-error-summary]")).to_contain_text("Diese Nummer gibt es nicht")
    officer.get_by_label("Nummer").fill(lea.number)
    press(officer, "Person ansehen")
    expect(officer.get_by_role("heading", name="Für Lena Linde, Sattlerei Richtig")).to_be_visible()
    look(officer, shot, "3 the person")
    press(officer, "Ja, zuordnen")
    expect(officer.get_by_text("Zugeordnet: 2. Nicht zugeordnet: 2")).to_be_visible()
    part(officer, "mehrere verschiedene").get_by_role("button", name="Weglassen").click()
    expect(part(officer, "weggelassen")).to_have_count(1)
    look(officer, shot, "4 by hand")
    press(officer, "Zugeordnete siegeln und ausstellen")
    expect(officer.get_by_text("2 Dokumente sind ausgestellt")).to_be_visible(timeout=30_000)


def test_a_batch_is_discarded(officer, shot):
    officer.goto("/kammer/dokumente/stapel")
    fill(officer, "Probestapel für den Papierkorb", "Lehrling", as_pdf("alle.pdf", letters("Lehrlingsnummer 987654")))
    press(officer, "Zuordnung ansehen")
    expect(officer.get_by_text("Nicht zugeordnet: 1")).to_be_visible(timeout=30_000)
    officer.get_by_role("link", name="Verwerfen").click()
    look(officer, shot, "1 sure")
    press(officer, "Verwerfen")
    expect(officer.get_by_text("Verworfen. Die Dateien sind gelöscht.")).to_be_visible()
    expect(officer.get_by_text("Probestapel für den Papierkorb")).to_have_count(0)


def test_the_person_is_seen_first_and_what_went_wrong_is_taken_away(officer, phone, desktop, mail, shot):
    company = new_company(officer, "Gerberei Irrtum")
    wrong = new_apprentice(officer, company, "Mehmet", "Bergmann")
    officer.goto(f"/kammer/verzeichnis?suche={wrong.number}")
    officer.get_by_role("link", name=wrong.name).click()
    officer.get_by_label("E-Mail-Adresse").fill("mehmet.bergmann@post.example")
    press(officer, "Account erstellen")
    choose_password(phone, mail.next("mehmet.bergmann@post.example").link, PASSWORD)

    officer.goto("/kammer/dokumente/neu")
    fill(officer, "Bescheid nur für Erika", "Lehrling", as_pdf("b.pdf"), wrong.number)
    press(officer, "Weiter zur Person")
    expect(officer.get_by_role("heading", name="Für Mehmet Bergmann, Gerberei Irrtum?")).to_be_visible()
    look(officer, shot, "1 for whom")
    press(officer, "Nein, verwerfen")
    expect(officer.get_by_label("Nummer")).to_have_value(wrong.number)
    fill(officer, "Bescheid nur für Erika", "Lehrling", as_pdf("b.pdf"), wrong.number)
    press(officer, "Weiter zur Person")
    press(officer, "Ja, siegeln und ausstellen")
    expect(officer.get_by_text("Das Dokument ist ausgestellt.")).to_be_visible()
    look(officer, shot, "2 issued")

    phone.goto("/dokumente")
    phone.get_by_role("link", name="Bescheid nur für Erika").click()
    address = phone.url
    with phone.expect_download():
        phone.get_by_role("link", name="Speichern").click()

    officer.get_by_role("link", name="An die falsche Person gegangen").click()
    look(officer, shot, "3 taking back")
    officer.get_by_label("Was ist geschehen?").fill("Nummer vertippt, gemeint war Erika Unbekannt.")
    press(officer, "Jetzt sperren")
    expect(officer.get_by_text("Das Dokument ist gesperrt.")).to_be_visible()
    expect(officer.get_by_text("Mehmet Bergmann", exact=True).first).to_be_visible()
    look(officer, shot, "4 note")

    phone.goto("/dokumente")
    expect(phone.get_by_text("Bescheid nur für Erika")).to_have_count(0)
    answer = phone.request.get(address)
    assert answer.status == 404 and "Erika" not in answer.text()
    assert phone.request.get(f"{address}/inhalt").status == 404
