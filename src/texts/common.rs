//! On every page.

use chrono::NaiveDate;
use domain::dato;

use super::{sprak, texts};

texts! {
    test_banner: "TEST – bare syntetiske pasienter", "TEST – berre syntetiske pasientar";
    language: "Språk", "Språk";
    skip_to_content: "Hopp til innhold", "Hopp til innhald";
    loading: "Laster …", "Lastar …";
    retry: "Prøv igjen", "Prøv igjen";
    back_to_overview: "Tilbake til oversikten", "Tilbake til oversikta";
    reference: "Referanse", "Referanse";
    patient: "Pasient", "Pasient";
    born: "født", "fødd";
    name: "Navn", "Namn";
    birth_date: "Fødselsdato", "Fødselsdato";
    ident: "Fødselsnummer", "Fødselsnummer";
    show_ident: "Vis fødselsnummer", "Vis fødselsnummer";
    hide_ident: "Skjul fødselsnummer", "Gøym fødselsnummer";
    epj: "Journalsystem", "Journalsystem";
    error: "Feil", "Feil";
    warning: "Advarsel", "Åtvaring";
    info: "Informasjon", "Informasjon";
    success: "Suksess", "Suksess";
    sykmelding: "Sykmelding", "Sjukmelding";
}

/// `34 år`; months for the first two years.
pub fn age(born: NaiveDate, today: NaiveDate) -> String {
    match today.years_since(born) {
        Some(years) if years >= 2 => format!("{years} år"),
        _ => {
            let days = (today - born).num_days().max(0);
            let months = days * 12 / 365;
            sprak().pick(format!("{months} md."), format!("{months} md."))
        }
    }
}

/// `1 dag`, `14 dager`.
pub fn n_days(days: i64) -> String {
    if days == 1 {
        "1 dag".to_owned()
    } else {
        sprak().pick(format!("{days} dager"), format!("{days} dagar"))
    }
}

/// A span in words, `5. - 12. juni 2025`.
pub fn span(fom: NaiveDate, tom: NaiveDate) -> String {
    dato::spenn(fom, tom)
}
