//! The text of the PDF.

use chrono::{DateTime, FixedOffset};
use contract::{Document, Entry, Section, Utfall};
use domain::dato::{lang, spenn};
use domain::{Aktivitet, Arbeidsrelatert, Diagnose, Miljo, Personident, Sprak};

use super::Sent;
use crate::texts;

/// What Nav had said when the document was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NavAnswer {
    /// Nav has the note.
    Delivered {
        /// When Nav answered, with Oslo's offset.
        at: DateTime<FixedOffset>,
        /// Nav's outcome.
        utfall: Utfall,
    },
    /// Nav had not answered yet; the note is stored and will be delivered.
    NotYet,
}

/// The document of a note (`sykmelding.md` 5.2): every value that was sent, who signed, and what Nav said.
pub fn document(sent: &Sent<'_>, nav: &NavAnswer, miljo: Miljo) -> Document {
    Document {
        sprak: sent.sprak,
        title: texts::title(sent.sykmelding, sent.sprak),
        id: sent.form_id.to_string(),
        created: sent.received,
        environment: miljo,
        sections: [
            Some(patient(sent, miljo)),
            Some(periods(sent)),
            late(sent),
            Some(diagnoses(sent)),
            answers(sent),
            Some(messages(sent)),
            Some(other(sent)),
            Some(signer(sent)),
            Some(delivery(sent, nav)),
        ]
        .into_iter()
        .flatten()
        .collect(),
    }
}

fn section(heading: &str, entries: Vec<Entry>) -> Section {
    Section {
        heading: heading.to_owned(),
        entries,
    }
}

fn patient(sent: &Sent<'_>, miljo: Miljo) -> Section {
    let patient = &sent.context.patient;
    let d_number = Personident::new(&patient.ident, miljo)
        .is_ok_and(|ident| ident.slag() == domain::Identslag::DNummer);
    let label = if d_number {
        "D-nummer"
    } else {
        "Fødselsnummer"
    };
    let mut entries = vec![
        Entry::new(sent.sprak.pick("Navn", "Namn"), patient.name.clone()),
        Entry::new(label, patient.ident.clone()),
    ];
    if let Some(born) = patient.birth_date {
        entries.push(Entry::new("Fødselsdato", lang(born)));
    }
    section("Pasient", entries)
}

fn periods(sent: &Sent<'_>) -> Section {
    let entries = sent
        .sykmelding
        .aktivitet()
        .iter()
        .map(|aktivitet| {
            let periode = aktivitet.periode();
            Entry::new(
                spenn(periode.fom(), periode.tom()),
                period(aktivitet, sent.sprak),
            )
        })
        .collect();
    section(sent.sprak.pick("Sykmeldt", "Sjukmeld"), entries)
}

/// Kind and percent, and the answers that belong to the kind.
fn period(aktivitet: &Aktivitet, sprak: Sprak) -> String {
    match aktivitet {
        Aktivitet::AktivitetIkkeMulig {
            arbeidsrelatert, ..
        } => {
            let what = sprak.pick(
                "100 % sykmeldt (aktivitet ikke mulig)",
                "100 % sjukmeld (aktivitet ikkje mogleg)",
            );
            let cause = match arbeidsrelatert {
                Some(arsak) => causes(arsak, sprak),
                None => texts::yes_or_no(false).to_owned(),
            };
            format!("{what}\nArbeidsrelatert årsak: {cause}")
        }
        Aktivitet::Gradert {
            grad,
            reisetilskudd,
            ..
        } => {
            let (word, travel) = sprak.pick(
                ("sykmeldt (gradert)", "Reisetilskudd"),
                ("sjukmeld (gradert)", "Reisetilskot"),
            );
            let answer = texts::yes_or_no(*reisetilskudd);
            format!("{} % {word}\n{travel}: {answer}", grad.percent())
        }
        Aktivitet::Avventende { innspill, .. } => {
            let (what, label) = sprak.pick(
                ("Avventende sykmelding", "Innspill til arbeidsgiver"),
                ("Avventande sjukmelding", "Innspel til arbeidsgivar"),
            );
            format!("{what}\n{label}: {innspill}")
        }
        Aktivitet::Behandlingsdager { antall, .. } => {
            format!("{antall} {}", texts::treatment_days(*antall, sprak))
        }
        Aktivitet::Reisetilskudd { .. } => sprak
            .pick(
                "Reisetilskudd (100 % i arbeid)",
                "Reisetilskot (100 % i arbeid)",
            )
            .to_owned(),
    }
}

fn causes(arsak: &Arbeidsrelatert, sprak: Sprak) -> String {
    let adapted = arsak.manglende_tilrettelegging.then(|| {
        sprak
            .pick(
                "Manglende tilrettelegging på arbeidsplassen",
                "Manglande tilrettelegging på arbeidsplassen",
            )
            .to_owned()
    });
    let all: Vec<String> = adapted.into_iter().chain(arsak.annet.clone()).collect();
    format!("Ja ({})", all.join("; "))
}

/// Why the note is backdated; no section for one that is not.
fn late(sent: &Sent<'_>) -> Option<Section> {
    let late = sent.sykmelding.details().tilbakedatering.as_ref()?;
    let sprak = sent.sprak;
    Some(section(
        "Tilbakedatering",
        vec![
            Entry::new(
                sprak.pick("Første kontakt", "Første kontakt"),
                lang(late.startdato),
            ),
            Entry::new(
                sprak.pick("Begrunnelse", "Grunngiving"),
                late.begrunnelse.clone(),
            ),
        ],
    ))
}

/// The extra questions with their answers; no section when none was answered.
fn answers(sent: &Sent<'_>) -> Option<Section> {
    let answers = &sent.sykmelding.details().utdypende;
    let heading = sent.sprak.pick("Utdypende spørsmål", "Utdjupande spørsmål");
    let entries = answers
        .iter()
        .map(|svar| Entry::new(svar.sporsmal.label(), svar.svar.clone()))
        .collect();
    (!answers.is_empty()).then(|| section(heading, entries))
}

fn diagnoses(sent: &Sent<'_>) -> Section {
    let shown = |diagnose: &Diagnose| {
        let text = (sent.text_of)(diagnose).unwrap_or_default();
        let words = format!("{} {text}", diagnose.code);
        format!("{} ({})", words.trim_end(), diagnose.system.name())
    };
    let mut entries = vec![Entry::new(
        "Hoveddiagnose",
        shown(sent.sykmelding.hoveddiagnose()),
    )];
    let others = sent.sykmelding.bidiagnoser().iter();
    entries.extend(others.map(|diagnose| Entry::new("Bidiagnose", shown(diagnose))));
    section(sent.sprak.pick("Diagnoser", "Diagnosar"), entries)
}

fn messages(sent: &Sent<'_>) -> Section {
    let none = sent.sprak.pick("Ingen", "Inga");
    let text = |message: &Option<String>| message.clone().unwrap_or_else(|| none.to_owned());
    let meldinger = sent.sykmelding.meldinger();
    section(
        sent.sprak.pick("Meldinger", "Meldingar"),
        vec![
            Entry::new("Til Nav", text(&meldinger.til_nav)),
            Entry::new(
                sent.sprak.pick("Til arbeidsgiver", "Til arbeidsgivar"),
                text(&meldinger.til_arbeidsgiver),
            ),
        ],
    )
}

/// The boxes, also those that were left empty: the journal shall show what was answered.
fn other(sent: &Sent<'_>) -> Section {
    let (sprak, details) = (sent.sprak, sent.sykmelding.details());
    let mut entries = Vec::new();
    entries.extend(details.arbeidsgiver.as_ref().map(|name| {
        let label = sprak.pick("Arbeidsgiver (har flere)", "Arbeidsgivar (har fleire)");
        Entry::new(label, name.clone())
    }));
    entries.push(Entry::new(
        "Svangerskapsrelatert",
        texts::yes_or_no(details.svangerskapsrelatert),
    ));
    entries.extend(details.annen_fravarsgrunn.map(|grunn| {
        let label = sprak.pick(
            "Annen lovfestet fraværsgrunn",
            "Annan lovfesta fråværsgrunn",
        );
        Entry::new(label, grunn.text(sprak))
    }));
    let injury = match details.yrkesskade {
        None => texts::yes_or_no(false).to_owned(),
        Some(skade) => match skade.skadedato {
            None => texts::yes_or_no(true).to_owned(),
            Some(date) => format!("{}, {}", texts::yes_or_no(true), lang(date)),
        },
    };
    let label = sprak.pick("Kan skyldes yrkesskade", "Kan kome av yrkesskade");
    entries.push(Entry::new(label, injury));
    entries.push(Entry::new(
        sprak.pick("Skjermes for pasienten", "Skal skjermast for pasienten"),
        texts::yes_or_no(details.pasienten_skal_skjermes),
    ));
    let heading = sprak.pick("Andre opplysninger", "Andre opplysningar");
    section(heading, entries)
}

fn signer(sent: &Sent<'_>) -> Section {
    let sprak = sent.sprak;
    let (practitioner, encounter, office) = (
        &sent.context.practitioner,
        &sent.context.encounter,
        &sent.context.office,
    );
    let mut entries = vec![
        Entry::new(sprak.pick("Navn", "Namn"), practitioner.name.clone()),
        Entry::new("HPR-nummer", practitioner.hpr.clone()),
    ];
    let mut known = |label: &str, text: Option<String>| {
        entries.extend(text.map(|text| Entry::new(label, text)));
    };
    known(sprak.pick("Legekontor", "Legekontor"), office.name.clone());
    known("Organisasjonsnummer", office.orgnummer.clone());
    known("Telefon", office.phone.clone());
    known(
        sprak.pick("Dato for konsultasjonen", "Dato for konsultasjonen"),
        encounter.date.map(lang),
    );
    known(
        sprak.pick("Kontaktform", "Kontaktform"),
        encounter
            .contact
            .map(|contact| texts::contact(contact, sprak).to_owned()),
    );
    section(sprak.pick("Sykmelder", "Sjukmeldar"), entries)
}

fn delivery(sent: &Sent<'_>, nav: &NavAnswer) -> Section {
    let sprak = sent.sprak;
    let mut entries = vec![Entry::new(
        sprak.pick(
            "Signert og mottatt av Attest",
            "Signert og motteke av Attest",
        ),
        texts::moment(sent.received),
    )];
    let (heading, utfall) = match nav {
        NavAnswer::Delivered { at, utfall } => {
            let label = sprak.pick("Mottatt av Nav", "Motteke av Nav");
            entries.push(Entry::new(label, texts::moment(*at)));
            (sprak.pick("Navs vurdering", "Vurderinga til Nav"), utfall)
        }
        NavAnswer::NotYet => {
            let text = sprak.pick(
                "Nav hadde ikke bekreftet mottaket da dette dokumentet ble laget. Sykmeldingen sendes på nytt til den er mottatt.",
                "Nav hadde ikkje stadfesta mottaket då dette dokumentet vart laga. Sjukmeldinga blir send på nytt til ho er motteken.",
            );
            entries.push(Entry::new("Nav", text));
            (
                sprak.pick("Regelsjekk i Attest", "Regelsjekk i Attest"),
                sent.utfall,
            )
        }
    };
    entries.push(Entry::new(heading, outcome(utfall, sprak)));
    section(sprak.pick("Innsending", "Innsending"), entries)
}

fn outcome(utfall: &Utfall, sprak: Sprak) -> String {
    let status = texts::outcome(utfall.status, sprak);
    match &utfall.rule {
        // A rule that this version does not know is shown by its name.
        Some(rule) => {
            let text = rules::text(rule, sprak).unwrap_or(rule);
            format!("{status}: {text}")
        }
        None => status.to_owned(),
    }
}
