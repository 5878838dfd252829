//! What became of the note.

use contract::UtfallStatus;

use super::{sprak, texts};

texts! {
    heading: "Kvittering", "Kvittering";
    loading: "Henter kvitteringen …", "Hentar kvitteringa …";
    nav: "Nav", "Nav";
    journal: "Journalen", "Journalen";
    queued: "Sykmeldingen er trygt mottatt og sendes til Nav", "Sjukmeldinga er trygt motteken og blir send til Nav";
    queued_help: "Nav har ikke svart ennå. Den leveres av seg selv, og du trenger ikke vente.", "Nav har ikkje svart enno. Ho blir levert av seg sjølv, og du treng ikkje vente.";
    refused: "Nav tok ikke imot sykmeldingen", "Nav tok ikkje imot sjukmeldinga";
    refused_help: "Den er lagret hos Attest, og driften er varslet. Gi brukerstøtte referansen under.", "Ho er lagra hos Attest, og drifta er varsla. Gi brukarstøtte referansen under.";
    l_takst: "Husk å registrere L-takst selv.", "Hugs å registrere L-takst sjølv.";
    next: "Pasienten får SMS og sender sykmeldingen videre på nav.no.", "Pasienten får SMS og sender sjukmeldinga vidare på nav.no.";
    open_pdf: "Åpne PDF", "Opne PDF";
    new_tab: "(åpnes i ny fane)", "(blir opna i ny fane)";
    values: "Det som ble sendt", "Det som vart sendt";
    sent_at: "Mottatt", "Motteken";
    status_failed: "Statusen kan ikke hentes akkurat nå. Sykmeldingen er trygg.", "Statusen kan ikkje hentast akkurat no. Sjukmeldinga er trygg.";
}

/// Nav's outcome, as a heading.
pub fn delivered(status: UtfallStatus) -> &'static str {
    match status {
        UtfallStatus::Ok => sprak().pick(
            "Nav har mottatt sykmeldingen og sendt den til pasienten",
            "Nav har motteke sjukmeldinga og sendt ho til pasienten",
        ),
        UtfallStatus::Pending => sprak().pick(
            "Nav har mottatt sykmeldingen. Den behandles manuelt",
            "Nav har motteke sjukmeldinga. Ho blir behandla manuelt",
        ),
        UtfallStatus::Invalid => sprak().pick(
            "Nav har mottatt sykmeldingen, men den er ikke godkjent",
            "Nav har motteke sjukmeldinga, men ho er ikkje godkjend",
        ),
    }
}
