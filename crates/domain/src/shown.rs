//! What of a form is on the screen. Nothing else is sent (`sykmelding.md` 1.2).

use chrono::NaiveDate;

use crate::{
    Aktivitetstype, Draft, PeriodeDraft, Sykefravaer, asks_tilbakedatering, asks_utdypende,
    has_arbeidsgiver,
};

/// The form without everything that it does not show: what was hidden again keeps no value.
///
/// `today` is the calendar date in Oslo, `earlier` the absence so far. [`crate::parse`] makes the same note of both.
pub fn shown(draft: &Draft, today: NaiveDate, earlier: &Sykefravaer) -> Draft {
    let mut shown = draft.clone();
    if !shown.variant.has_several_periods() {
        shown.perioder.truncate(1);
    }
    shown.perioder.iter_mut().for_each(row);
    if !has_arbeidsgiver(&shown) {
        shown.har_flere_arbeidsforhold = false;
        shown.arbeidsgiver.clear();
    }
    if !asks_tilbakedatering(&shown, today) {
        shown.kontaktdato.clear();
        shown.tilbakedateringsgrunn = None;
    }
    if shown
        .tilbakedateringsgrunn
        .is_none_or(|grunn| grunn.begrunnelse().is_some())
    {
        shown.annen_tilbakedateringsgrunn.clear();
    }
    if !shown.har_annen_fravarsgrunn {
        shown.annen_fravarsgrunn = None;
    }
    if !shown.yrkesskade {
        shown.skadedato.clear();
    }
    let asked = asks_utdypende(&shown, earlier);
    shown.utdypende = asked
        .into_iter()
        .filter_map(|sporsmal| {
            let given = draft
                .utdypende
                .iter()
                .find(|svar| svar.sporsmal == sporsmal);
            given.filter(|svar| !svar.svar.trim().is_empty()).cloned()
        })
        .collect();
    shown.har_melding_til_nav |= shown.variant.describes_treatment();
    if !shown.har_melding_til_nav {
        shown.melding_til_nav.clear();
    }
    shown.har_melding_til_arbeidsgiver &= shown.variant.has_melding_til_arbeidsgiver();
    if !shown.har_melding_til_arbeidsgiver {
        shown.melding_til_arbeidsgiver.clear();
    }
    shown
}

fn row(row: &mut PeriodeDraft) {
    if row.slag != Aktivitetstype::Gradert {
        row.grad.clear();
    }
    if row.slag != Aktivitetstype::AktivitetIkkeMulig {
        row.arbeidsrelatert = false;
    }
    if !row.arbeidsrelatert {
        row.manglende_tilrettelegging = false;
        row.annen_arsak = false;
    }
    if !row.annen_arsak {
        row.annen_arsak_tekst.clear();
    }
    if row.slag != Aktivitetstype::Avventende {
        row.innspill.clear();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        Diagnosevalg, Fravarsgrunn, Kodeverk, Sporsmal, Svar, Tilbakedateringsgrunn, Variant, dato,
        parse,
    };

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 10).unwrap()
    }

    fn any_row() -> impl Strategy<Value = PeriodeDraft> {
        let slag = proptest::sample::select(&Aktivitetstype::ALL[..]);
        (slag, -40..20_i64, 0..300_i64, any::<[bool; 3]>(), 0..120_u8).prop_map(
            |(slag, from, length, [work, desk, other], grad)| {
                let fom = today() + chrono::Duration::days(from);
                PeriodeDraft {
                    slag,
                    fom: dato::felt(fom),
                    tom: dato::felt(fom + chrono::Duration::days(length)),
                    grad: grad.to_string(),
                    arbeidsrelatert: work,
                    manglende_tilrettelegging: desk,
                    annen_arsak: other,
                    annen_arsak_tekst: "Støy".to_owned(),
                    innspill: "Hev pulten".to_owned(),
                }
            },
        )
    }

    pub fn any_draft() -> impl Strategy<Value = Draft> {
        let variant = proptest::sample::select(&Variant::ALL[..]);
        let rows = proptest::collection::vec(any_row(), 1..3);
        (variant, rows, any::<[bool; 8]>(), 0..3_usize).prop_map(
            |(variant, perioder, flags, grunn)| {
                let [
                    several,
                    pregnant,
                    ground,
                    injury,
                    nav,
                    employer,
                    hidden,
                    late,
                ] = flags;
                Draft {
                    perioder,
                    har_flere_arbeidsforhold: several,
                    arbeidsgiver: "Hytta AS".to_owned(),
                    kontaktdato: if late { "01.03.2026" } else { "" }.to_owned(),
                    tilbakedateringsgrunn: late.then(|| Tilbakedateringsgrunn::ALL[grunn]),
                    annen_tilbakedateringsgrunn: "Var på hytta".to_owned(),
                    hoveddiagnose: Some(Diagnosevalg {
                        system: Kodeverk::Icpc2,
                        code: "L84".to_owned(),
                        text: String::new(),
                        kilde: None,
                    }),
                    svangerskapsrelatert: pregnant,
                    har_annen_fravarsgrunn: ground,
                    annen_fravarsgrunn: Some(Fravarsgrunn::Donor),
                    yrkesskade: injury,
                    skadedato: "01.01.2026".to_owned(),
                    utdypende: Sporsmal::ALL
                        .map(|sporsmal| Svar {
                            sporsmal,
                            svar: crate::utdypende::UTVIKLING[0].to_owned(),
                        })
                        .to_vec(),
                    har_melding_til_nav: nav,
                    melding_til_nav: "Møte".to_owned(),
                    har_melding_til_arbeidsgiver: employer,
                    melding_til_arbeidsgiver: "Hvile".to_owned(),
                    pasienten_skal_skjermes: hidden,
                    ..Draft::new(variant)
                }
            },
        )
    }

    proptest! {
        #[test]
        fn what_is_hidden_changes_no_note(draft in any_draft()) {
            let earlier = Sykefravaer::default();
            let visible = shown(&draft, today(), &earlier);
            prop_assert_eq!(
                parse(&visible, today(), &earlier),
                parse(&draft, today(), &earlier)
            );
            prop_assert_eq!(&shown(&visible, today(), &earlier), &visible);
        }

        #[test]
        fn a_draft_survives_the_way_to_the_gateway_and_back(draft in any_draft()) {
            let text = serde_json::to_string(&draft).unwrap();
            prop_assert_eq!(serde_json::from_str::<Draft>(&text).unwrap(), draft);
        }
    }
}
