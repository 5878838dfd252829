//! The questions. Each looks only at its input and answers yes or no; names as in `sykmelding.md` section 3.

mod arbeidsuforhet;
mod dato;
mod perioder;

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

            /// The answer.
            pub fn ask(self, input: &Input<'_>) -> bool {
                match self { $(Regel::$variant => $ask(input)),+ }
            }
        }
    };
}

regler! {
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
    /// Starts more than 30 days after signing.
    Fremdatert = "FREMDATERT" => dato::fremdatert;
    /// Starts more than three years before today.
    TilbakedatertMerEnn3Ar = "TILBAKEDATERT_MER_ENN_3_AR" => dato::tilbakedatert_mer_enn_3_ar;
    /// Spans more than a year.
    TotalVarighetOverEttAar = "TOTAL_VARIGHET_OVER_ETT_AAR" => dato::total_varighet_over_ett_aar;
}
