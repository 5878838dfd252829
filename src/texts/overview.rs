//! The first page of a session.

use super::{sprak, texts};

texts! {
    heading: "Oversikt", "Oversikt";
    new_note: "Ny sykmelding", "Ny sjukmelding";
    new_note_help: "Skjemaet fylles ut fra konsultasjonen i journalsystemet så langt det går.", "Skjemaet blir fylt ut frå konsultasjonen i journalsystemet så langt det går.";
    loading: "Henter utkast og tidligere sykmeldinger …", "Hentar utkast og tidlegare sjukmeldingar …";
    drafts: "Utkast", "Utkast";
    no_drafts: "Ingen utkast for denne pasienten.", "Ingen utkast for denne pasienten.";
    draft_without_content: "Uten periode", "Utan periode";
    delete: "Slett", "Slett";
    earlier: "Tidligere sykmeldinger", "Tidlegare sjukmeldingar";
    no_earlier: "Nav har ingen tidligere sykmeldinger for denne pasienten.", "Nav har ingen tidlegare sjukmeldingar for denne pasienten.";
    earlier_failed: "Tidligere sykmeldinger kunne ikke hentes fra Nav nå. Du kan skrive ny sykmelding likevel.", "Tidlegare sjukmeldingar kunne ikkje hentast frå Nav no. Du kan skrive ny sjukmelding likevel.";
    saved: "Sist lagret", "Sist lagra";
    ok: "Godkjent", "Godkjend";
    pending: "Til behandling", "Til behandling";
    invalid: "Avvist", "Avvist";
    by_another: "Skrevet av en annen", "Skriven av ein annan";
    unfinished: "Sendt, men ikke i journalen", "Sendt, men ikkje i journalen";
    unfinished_help: "Nav får disse sykmeldingene uansett. Dokumentet mangler i journalsystemet.", "Nav får desse sjukmeldingane uansett. Dokumentet manglar i journalsystemet.";
    see_receipt: "Se kvittering", "Sjå kvittering";
    delete_failed: "Utkastet ble ikke slettet.", "Utkastet vart ikkje sletta.";
}

/// Of a button in a row: names the row for who cannot see it.
pub fn of_row(action: &str, row: &str) -> String {
    sprak().pick(
        format!("{action} utkast {row}"),
        format!("{action} utkast {row}"),
    )
}
