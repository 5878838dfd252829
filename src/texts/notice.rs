//! What the clinician should know before writing.

use contract::Notice;

use super::sprak;

/// The sentence for a notice.
pub fn text(notice: &Notice) -> String {
    let (nb, nn) = match notice {
        Notice::OtherParticipant { names } => {
            let names = names.join(", ");
            return sprak().pick(
                format!("Konsultasjonen står på {names}. Sykmeldingen signeres av deg."),
                format!("Konsultasjonen står på {names}. Sjukmeldinga blir signert av deg."),
            );
        }
        Notice::Deceased => (
            "Journalsystemet oppgir at pasienten er død.",
            "Journalsystemet oppgir at pasienten er død.",
        ),
        Notice::Inactive => (
            "Journalsystemet oppgir at pasienten ikke er aktiv der.",
            "Journalsystemet oppgir at pasienten ikkje er aktiv der.",
        ),
        Notice::BirthDateContradictsIdent => (
            "Fødselsdato og fødselsnummer stemmer ikke overens i journalsystemet. Kontroller at det er riktig pasient.",
            "Fødselsdato og fødselsnummer stemmer ikkje overeins i journalsystemet. Kontroller at det er rett pasient.",
        ),
        Notice::NotADoctor => (
            "Journalsystemet oppgir en annen helsepersonellkategori enn lege. Nav kontrollerer retten til å sykmelde.",
            "Journalsystemet oppgir ein annan helsepersonellkategori enn lege. Nav kontrollerer retten til å sjukmelde.",
        ),
        Notice::EncounterInFuture => (
            "Konsultasjonen ligger fram i tid.",
            "Konsultasjonen ligg fram i tid.",
        ),
        Notice::OfficeWithoutOrgnummer => (
            "Legekontoret mangler organisasjonsnummer i journalsystemet. Sykmeldingen kan ikke sendes før det er rettet.",
            "Legekontoret manglar organisasjonsnummer i journalsystemet. Sjukmeldinga kan ikkje sendast før det er retta.",
        ),
        Notice::OfficeWithoutPhone => (
            "Legekontoret mangler telefonnummer i journalsystemet. Sykmeldingen kan ikke sendes før det er rettet.",
            "Legekontoret manglar telefonnummer i journalsystemet. Sjukmeldinga kan ikkje sendast før det er retta.",
        ),
        Notice::JournalNotWritable => (
            "Journalsystemet har ikke gitt Attest rett til å lagre dokumenter. Last ned PDF-en fra kvitteringen og lagre den selv.",
            "Journalsystemet har ikkje gitt Attest rett til å lagre dokument. Last ned PDF-en frå kvitteringa og lagre han sjølv.",
        ),
    };
    sprak().pick(nb, nn).to_owned()
}
