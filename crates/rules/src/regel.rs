//! The questions. Each looks only at its input and answers yes or no; names as in `sykmelding.md` section 3.

mod arbeidsuforhet;
mod dato;
mod perioder;
mod register;
mod tilbakedatering;

use crate::Input;

macro_rules! regler {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal => $ask:path;)+) => {
        /// A question.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Regel { $($(#[doc = $doc])+ $variant,)+ }

        impl Regel {
            /// All of them, in the order of the trees.
            pub const ALL: &'static [Regel] = &[$(Regel::$variant),+];

            /// The name on the wire and in the path.
            pub fn name(self) -> &'static str {
                match self { $(Regel::$variant => $name),+ }
            }

            /// The answer; `None` where what it asks about is not known here: registers and earlier notes in the browser.
            pub fn ask(self, input: &Input<'_>) -> Option<bool> {
                match self { $(Regel::$variant => $ask(input).into()),+ }
            }
        }
    };
}

regler! {
    /// The practitioner may not write sick notes now.
    BehandlerSuspendert = "BEHANDLER_SUSPENDERT" => register::suspendert;
    /// The organisation number is not nine characters long.
    UgyldigOrgnrLengde = "UGYLDIG_ORGNR_LENGDE" => register::ugyldig_orgnr_lengde;
    /// On paper.
    Papirsykmelding = "PAPIRSYKMELDING" => register::papirsykmelding;
    /// A version of the rules that nobody knows.
    UgyldigRegelsettversjon = "UGYLDIG_REGELSETTVERSJON" => register::ugyldig_regelsettversjon;
    /// Version 2, a period over 39 weeks, and questions unanswered.
    ManglendeDynamiskeSporsmal = "MANGLENDE_DYNAMISKE_SPOERSMAL_VERSJON2_UKE_39" => register::manglende_dynamiske_sporsmal;
    /// The sender is the patient.
    AvsenderErPasient = "AVSENDER_FNR_ER_SAMME_SOM_PASIENT_FNR" => register::avsender_er_pasient;
    /// The practitioner is the patient.
    BehandlerErPasient = "BEHANDLER_FNR_ER_SAMME_SOM_PASIENT_FNR" => register::behandler_er_pasient;
    /// No period.
    PerioderMangler = "PERIODER_MANGLER" => perioder::perioder_mangler;
    /// Some period ends before it starts.
    FradatoEtterTildato = "FRADATO_ETTER_TILDATO" => perioder::fradato_etter_tildato;
    /// Two periods share a day.
    OverlappendePerioder = "OVERLAPPENDE_PERIODER" => perioder::overlappende_perioder;
    /// A Monday–Friday lies between two periods.
    OppholdMellomPerioder = "OPPHOLD_MELLOM_PERIODER" => perioder::opphold_mellom_perioder;
    /// The kind of a period cannot be told.
    IkkeDefinertPeriode = "IKKE_DEFINERT_PERIODE" => perioder::ikke_definert_periode;
    /// Treated more than a day after reception.
    BehandlingsdatoEtterMottattdato = "BEHANDLINGSDATO_ETTER_MOTTATTDATO" => perioder::behandlingsdato_etter_mottattdato;
    /// An avventende period beside others.
    AvventendeKombinert = "AVVENTENDE_SYKMELDING_KOMBINERT" => perioder::avventende_kombinert;
    /// An avventende period without a text to the employer.
    ManglendeInnspill = "MANGLENDE_INNSPILL_TIL_ARBEIDSGIVER" => perioder::manglende_innspill;
    /// An avventende period longer than the employer's period.
    AvventendeOver16Dager = "AVVENTENDE_SYKMELDING_OVER_16_DAGER" => perioder::avventende_over_16_dager;
    /// More than one day of treatment a week.
    ForMangeBehandlingsdager = "FOR_MANGE_BEHANDLINGSDAGER_PER_UKE" => perioder::for_mange_behandlingsdager;
    /// Graded above 99 %.
    GradertOver99 = "GRADERT_SYKMELDING_OVER_99_PROSENT" => perioder::gradert_over_99;
    /// Graded 0 %.
    Gradert0 = "GRADERT_SYKMELDING_0_PROSENT" => perioder::gradert_0;
    /// Some period is of days of treatment.
    MedBehandlingsdager = "SYKMELDING_MED_BEHANDLINGSDAGER" => perioder::med_behandlingsdager;
    /// HPR knows the practitioner.
    BehandlerFinnesIHpr = "BEHANDLER_FINNES_I_HPR" => register::finnes_i_hpr;
    /// Some approval is active. Nav spells the name so.
    BehandlerGyldigIHpr = "BEHANDLER_GYLIDG_I_HPR" => register::gyldig_i_hpr;
    /// Some active approval is of a kind that counts.
    BehandlerHarAutorisasjon = "BEHANDLER_HAR_AUTORISASJON_I_HPR" => register::har_autorisasjon;
    /// A doctor.
    BehandlerErLege = "BEHANDLER_ER_LEGE_I_HPR" => register::er_lege;
    /// A dentist.
    BehandlerErTannlege = "BEHANDLER_ER_TANNLEGE_I_HPR" => register::er_tannlege;
    /// A manual therapist.
    BehandlerErManuellterapeut = "BEHANDLER_ER_MANUELLTERAPEUT_I_HPR" => register::er_manuellterapeut;
    /// A physiotherapist with the competence.
    BehandlerErFysioterapeut = "BEHANDLER_ER_FT_MED_TILLEGSKOMPETANSE_I_HPR" => register::er_fysioterapeut_med_tillegg;
    /// A chiropractor with the competence.
    BehandlerErKiropraktor = "BEHANDLER_ER_KI_MED_TILLEGSKOMPETANSE_I_HPR" => register::er_kiropraktor_med_tillegg;
    /// The absence lasts more than twelve weeks.
    SykefravarOver12Uker = "SYKEFRAVAR_OVER_12_UKER" => register::over_12_uker;
    /// No main diagnosis.
    HoveddiagnoseMangler = "HOVEDDIAGNOSE_MANGLER" => arbeidsuforhet::hoveddiagnose_mangler;
    /// No other reason for absence either.
    FravaersgrunnMangler = "FRAVAERSGRUNN_MANGLER" => arbeidsuforhet::fravaersgrunn_mangler;
    /// The main diagnosis stands in no code system that counts.
    UgyldigKodeverkForHoveddiagnose = "UGYLDIG_KODEVERK_FOR_HOVEDDIAGNOSE" => arbeidsuforhet::ugyldig_hoveddiagnose;
    /// A social problem (Z) of ICPC-2 or ICPC-2B.
    Icpc2ZDiagnose = "ICPC_2_Z_DIAGNOSE" => arbeidsuforhet::icpc_2_z_diagnose;
    /// Another diagnosis stands in no code system that counts.
    UgyldigKodeverkForBidiagnose = "UGYLDIG_KODEVERK_FOR_BIDIAGNOSE" => arbeidsuforhet::ugyldig_bidiagnose;
    /// Younger than thirteen when it ends.
    PasientYngreEnn13 = "PASIENT_YNGRE_ENN_13" => register::under_13;
    /// Starts more than 30 days after signing.
    Fremdatert = "FREMDATERT" => dato::fremdatert;
    /// Starts more than three years before today.
    TilbakedatertMerEnn3Ar = "TILBAKEDATERT_MER_ENN_3_AR" => dato::tilbakedatert_mer_enn_3_ar;
    /// Spans more than a year.
    TotalVarighetOverEttAar = "TOTAL_VARIGHET_OVER_ETT_AAR" => dato::total_varighet_over_ett_aar;
    /// Begins before it was signed.
    Tilbakedatering = "TILBAKEDATERING" => tilbakedatering::tilbakedatering;
    /// A code of the hospitals.
    Spesialisthelsetjenesten = "SPESIALISTHELSETJENESTEN" => tilbakedatering::spesialisthelsetjenesten;
    /// Sent before.
    Ettersending = "ETTERSENDING" => tilbakedatering::ettersending;
    /// Four days at most.
    TilbakedatertInntil4Dager = "TILBAKEDATERT_INNTIL_4_DAGER" => tilbakedatering::inntil_4_dager;
    /// Eight days at most.
    TilbakedatertInntil8Dager = "TILBAKEDATERT_INNTIL_8_DAGER" => tilbakedatering::inntil_8_dager;
    /// A month at most.
    TilbakedatertMindreEnn1Maaned = "TILBAKEDATERT_MINDRE_ENN_1_MAANED" => tilbakedatering::mindre_enn_1_maaned;
    /// A reason of a word at least.
    BegrunnelseMin1Ord = "BEGRUNNELSE_MIN_1_ORD" => tilbakedatering::min_1_ord;
    /// A reason of three words at least.
    BegrunnelseMin3Ord = "BEGRUNNELSE_MIN_3_ORD" => tilbakedatering::min_3_ord;
    /// Continues an earlier note.
    Forlengelse = "FORLENGELSE" => tilbakedatering::forlengelse;
    /// Within the sixteen days that the employer pays.
    Arbeidsgiverperiode = "ARBEIDSGIVERPERIODE" => tilbakedatering::arbeidsgiverperiode;
}
