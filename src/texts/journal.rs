//! The way to the journal.

use contract::JournalReason;

use super::{sprak, texts};

texts! {
    stored: "Dokumentet er lagret i journalen", "Dokumentet er lagra i journalen";
    without_answers: "De strukturerte svarene tok journalsystemet ikke imot. Dokumentet er komplett.", "Dei strukturerte svara tok journalsystemet ikkje imot. Dokumentet er komplett.";
    waiting: "Dokumentet lagres i journalen …", "Dokumentet blir lagra i journalen …";
    retrying: "Dokumentet er ikke i journalen ennå", "Dokumentet er ikkje i journalen enno";
    retrying_help: "Attest prøver igjen av seg selv.", "Attest prøver igjen av seg sjølv.";
    stopped: "Dokumentet er ikke lagret i journalen", "Dokumentet er ikkje lagra i journalen";
    retry: "Prøv å lagre i journalen igjen", "Prøv å lagre i journalen igjen";
    no_token: "Siden er lastet på nytt, så denne fanen kan ikke lenger skrive til journalen. Åpne Attest på nytt fra pasienten i journalsystemet, eller lagre PDF-en selv.", "Sida er lasta på nytt, så denne fana kan ikkje lenger skrive til journalen. Opne Attest på nytt frå pasienten i journalsystemet, eller lagre PDF-en sjølv.";
}

/// Why, and what to do.
pub fn reason(reason: JournalReason) -> &'static str {
    let (nb, nn) = match reason {
        JournalReason::Unavailable => (
            "Journalsystemet svarer ikke. Prøv igjen, eller last ned PDF-en.",
            "Journalsystemet svarer ikkje. Prøv igjen, eller last ned PDF-en.",
        ),
        JournalReason::Forbidden => (
            "Journalsystemet gir deg ikke rett til å lagre dokumentet. Last ned PDF-en og lagre den selv.",
            "Journalsystemet gir deg ikkje rett til å lagre dokumentet. Last ned PDF-en og lagre han sjølv.",
        ),
        JournalReason::SessionEnded => (
            "Innloggingen i journalsystemet er ikke lenger gyldig. Åpne Attest på nytt fra pasienten, så lagres dokumentet.",
            "Innlogginga i journalsystemet er ikkje lenger gyldig. Opne Attest på nytt frå pasienten, så blir dokumentet lagra.",
        ),
        JournalReason::ContentRefused => (
            "Journalsystemet godtok ikke dokumentet. Last ned PDF-en og meld fra til leverandøren.",
            "Journalsystemet godtok ikkje dokumentet. Last ned PDF-en og meld frå til leverandøren.",
        ),
        JournalReason::NotSupported => (
            "Journalsystemet kan ikke ta imot dokumenter fra Attest. Last ned PDF-en og lagre den selv.",
            "Journalsystemet kan ikkje ta imot dokument frå Attest. Last ned PDF-en og lagre han sjølv.",
        ),
        JournalReason::NotConfirmed => (
            "Journalsystemet sa at dokumentet er lagret, men det kan ikke leses tilbake. Se etter i journalen, eller prøv igjen.",
            "Journalsystemet sa at dokumentet er lagra, men det kan ikkje lesast tilbake. Sjå etter i journalen, eller prøv igjen.",
        ),
        JournalReason::Conflict => (
            "Journalsystemet har allerede noe annet under samme nummer. Last ned PDF-en og meld fra til leverandøren.",
            "Journalsystemet har alt noko anna under same nummer. Last ned PDF-en og meld frå til leverandøren.",
        ),
        JournalReason::WrongPatient => (
            "Pasient, konsultasjon eller bruker stemmer ikke lenger. Ingenting ble skrevet. Åpne Attest på nytt fra riktig pasient.",
            "Pasient, konsultasjon eller brukar stemmer ikkje lenger. Ingenting vart skrive. Opne Attest på nytt frå rett pasient.",
        ),
    };
    sprak().pick(nb, nn)
}
