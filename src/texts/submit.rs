//! The summary and sending.

use contract::UtfallStatus;

use super::{sprak, texts};

texts! {
    heading: "Se over og send", "Sjå over og send";
    intro: "Kontroller at dette er riktig pasient og riktig innhold før du sender til Nav.", "Kontroller at dette er rett pasient og rett innhald før du sender til Nav.";
    note: "Sykmeldingen", "Sjukmeldinga";
    signed_by: "Signeres av", "Blir signert av";
    practitioner: "Behandler", "Behandlar";
    hpr: "HPR-nummer", "HPR-nummer";
    office: "Legekontor", "Legekontor";
    orgnummer: "Organisasjonsnummer", "Organisasjonsnummer";
    phone: "Telefon", "Telefon";
    missing: "Mangler", "Manglar";
    office_incomplete: "Legekontoret mangler organisasjonsnummer eller telefon i journalsystemet. Lagre utkastet, rett det i journalsystemet og åpne Attest på nytt.", "Legekontoret manglar organisasjonsnummer eller telefon i journalsystemet. Lagre utkastet, rett det i journalsystemet og opne Attest på nytt.";
    wrong_practitioner: "Feil navn? Logg ut av journalsystemet og inn igjen. Feil HPR-nummer må rettes i journalsystemet.", "Feil namn? Logg ut av journalsystemet og inn att. Feil HPR-nummer må rettast i journalsystemet.";
    edit: "Endre", "Endre";
    hide_from_patient: "Pasienten skal skjermes for medisinske opplysninger", "Pasienten skal skjermast for medisinske opplysningar";
    hidden_from_patient: "Skjermet for pasienten", "Skjerma for pasienten";
    previous: "Forrige steg", "Førre steg";
    send: "Send til Nav", "Send til Nav";
    sending: "Sender …", "Sender …";
    draft_gone: "Utkastet finnes ikke lenger", "Utkastet finst ikkje lenger";
    draft_gone_help: "Det kan være sendt eller slettet. Se oversikten.", "Det kan vere sendt eller sletta. Sjå oversikta.";
    not_complete: "Skjemaet er ikke ferdig utfylt.", "Skjemaet er ikkje ferdig utfylt.";
    not_sent: "Sykmeldingen er ikke sendt.", "Sjukmeldinga er ikkje send.";
    stopped_by_rule: "Sykmeldingen kan ikke sendes", "Sjukmeldinga kan ikkje sendast";
    soft_heading: "Reglene har en merknad", "Reglane har ein merknad";
    send_anyway: "Send likevel", "Send likevel";
    change: "Endre opplysningene", "Endre opplysningane";
    soft_closed: "Ingenting er sendt. Reglene hadde en merknad; sender du igjen, får du valget på nytt.", "Ingenting er sendt. Reglane hadde ein merknad; sender du igjen, får du valet på nytt.";
}

/// What sending against a rule leads to (`sykmelding.md` 2.9).
pub fn soft_consequence(status: UtfallStatus) -> &'static str {
    match status {
        UtfallStatus::Pending => sprak().pick(
            "Du kan sende sykmeldingen, men den går til manuell behandling hos Nav og vises slik for pasienten.",
            "Du kan sende sjukmeldinga, men ho går til manuell behandling hos Nav og blir vist slik for pasienten.",
        ),
        _ => sprak().pick(
            "Du kan sende sykmeldingen, men den blir ikke godkjent overfor arbeidsgiver eller Nav, og vises som avvist for pasienten.",
            "Du kan sende sjukmeldinga, men ho blir ikkje godkjend overfor arbeidsgivar eller Nav, og blir vist som avvist for pasienten.",
        ),
    }
}

/// A rule that this version has no sentence for.
pub fn unknown_rule(name: &str) -> String {
    sprak().pick(
        format!("Nav godtar ikke sykmeldingen: {name}."),
        format!("Nav godtek ikkje sjukmeldinga: {name}."),
    )
}
