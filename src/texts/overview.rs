//! The first page of a session.

use super::{sprak, texts};

texts! {
    heading: "Oversikt", "Oversikt";
    new_note: "Ny sykmelding", "Ny sjukmelding";
    identity_confirmed: "Pasientens identitet er bekreftet", "Identiteten til pasienten er stadfesta";
    ongoing: "Pågående", "Pågåande";
    extend: "Forleng", "Forleng";
    copy: "Dupliser", "Dupliser";
    content: "Innhold", "Innhald";
    note_not_found: "Nav har ingen slik sykmelding som du kan se.", "Nav har inga slik sjukmelding som du kan sjå.";
    received: "Mottatt av Nav", "Motteke av Nav";
    signed_by: "Skrevet av", "Skriven av";
    status: "Status", "Status";
    show_older: "Vis eldre sykmeldinger", "Vis eldre sjukmeldingar";
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

/// Of a button beside a note: names the note for who cannot see it.
pub fn about_note(action: &str, span: &str) -> String {
    sprak().pick(
        format!("{action} sykmeldingen {span}"),
        format!("{action} sjukmeldinga {span}"),
    )
}

/// How many older notes there are. That they were looked at is recorded.
pub fn older(older: u32) -> String {
    match older {
        1 => sprak().pick(
            "1 eldre sykmelding vises først når du ber om det. At du har sett den, blir registrert.".to_owned(),
            "1 eldre sjukmelding blir vist først når du ber om det. At du har sett ho, blir registrert.".to_owned(),
        ),
        _ => sprak().pick(
            format!("{older} eldre sykmeldinger vises først når du ber om det. At du har sett dem, blir registrert."),
            format!("{older} eldre sjukmeldingar blir viste først når du ber om det. At du har sett dei, blir registrert."),
        ),
    }
}
