//! The sentences, bokmål and nynorsk: what happened, what is safe, what to do next.

use domain::Sprak;

use super::{ProblemKind, ProblemText};

type Pair = (&'static str, &'static str);

const NOTHING_SENT: Pair = (
    "Ingenting er sendt eller lagret i journalen.",
    "Ingenting er sendt eller lagra i journalen.",
);
const TYPED_IS_KEPT: Pair = (
    "Det du har skrevet, står fortsatt på skjermen.",
    "Det du har skrive, står framleis på skjermen.",
);
const DRAFT_IS_KEPT: Pair = (
    "Utkast som er lagret, er trygge.",
    "Utkast som er lagra, er trygge.",
);
const RELAUNCH: Pair = (
    "Åpne Attest på nytt fra pasienten i journalsystemet.",
    "Opne Attest på nytt frå pasienten i journalsystemet.",
);
const SUPPORT: Pair = (
    "Gi brukerstøtte hos EPJ-leverandøren referansen under.",
    "Gi brukarstøtte hos EPJ-leverandøren referansen under.",
);
const TRY_AGAIN: Pair = ("Vent litt og prøv igjen.", "Vent litt og prøv igjen.");
const MEND_IN_EPJ: Pair = (
    "Rett det i journalsystemet og åpne Attest på nytt derfra.",
    "Rett det i journalsystemet og opne Attest på nytt derifrå.",
);

pub(super) fn text(kind: ProblemKind, sprak: Sprak) -> ProblemText {
    let (title, safe, next) = pairs(kind);
    let pick = |(nb, nn): Pair| sprak.pick(nb, nn);
    ProblemText {
        title: pick(title),
        safe: pick(safe),
        next: pick(next),
    }
}

fn pairs(kind: ProblemKind) -> (Pair, Pair, Pair) {
    use ProblemKind as K;
    match kind {
        K::UnknownIssuer => (
            (
                "Journalsystemet er ikke registrert hos Attest.",
                "Journalsystemet er ikkje registrert hos Attest.",
            ),
            NOTHING_SENT,
            (
                "Be leverandøren av journalsystemet registrere det.",
                "Be leverandøren av journalsystemet registrere det.",
            ),
        ),
        K::LaunchParameters => (
            (
                "Journalsystemet åpnet Attest på en måte som ikke er gyldig.",
                "Journalsystemet opna Attest på ein måte som ikkje er gyldig.",
            ),
            NOTHING_SENT,
            RELAUNCH,
        ),
        K::DiscoveryFailed => (
            (
                "Attest fikk ikke vite hvordan journalsystemet logger inn.",
                "Attest fekk ikkje vite korleis journalsystemet loggar inn.",
            ),
            NOTHING_SENT,
            (
                "Prøv igjen fra journalsystemet. Hjelper det ikke, gi brukerstøtte referansen under.",
                "Prøv igjen frå journalsystemet. Hjelper det ikkje, gi brukarstøtte referansen under.",
            ),
        ),
        K::LaunchDeclined => (
            (
                "Journalsystemet avslo å åpne Attest.",
                "Journalsystemet avslo å opne Attest.",
            ),
            NOTHING_SENT,
            RELAUNCH,
        ),
        K::EpjConfiguration => (
            (
                "Oppsettet mellom journalsystemet og Attest stemmer ikke.",
                "Oppsettet mellom journalsystemet og Attest stemmer ikkje.",
            ),
            NOTHING_SENT,
            SUPPORT,
        ),
        K::StateUnknown => (
            (
                "Innloggingen er brukt opp, for gammel eller startet et annet sted.",
                "Innlogginga er brukt opp, for gammal eller starta ein annan stad.",
            ),
            NOTHING_SENT,
            RELAUNCH,
        ),
        K::CodeRefused => (
            (
                "Journalsystemet godtok ikke innloggingskoden.",
                "Journalsystemet godtok ikkje innloggingskoden.",
            ),
            NOTHING_SENT,
            RELAUNCH,
        ),
        K::TokenFailed => (
            (
                "Journalsystemet fullførte ikke innloggingen.",
                "Journalsystemet fullførte ikkje innlogginga.",
            ),
            NOTHING_SENT,
            (
                "Åpne Attest på nytt fra pasienten. Hjelper det ikke, gi brukerstøtte referansen under.",
                "Opne Attest på nytt frå pasienten. Hjelper det ikkje, gi brukarstøtte referansen under.",
            ),
        ),
        K::IdTokenInvalid => (
            (
                "Attest kan ikke være sikker på hvem som er logget inn.",
                "Attest kan ikkje vere sikker på kven som er logga inn.",
            ),
            NOTHING_SENT,
            SUPPORT,
        ),
        K::NotHealthPersonnel => (
            (
                "Attest er bare for helsepersonell.",
                "Attest er berre for helsepersonell.",
            ),
            NOTHING_SENT,
            (
                "Logg inn i journalsystemet med en bruker som er helsepersonell.",
                "Logg inn i journalsystemet med ein brukar som er helsepersonell.",
            ),
        ),
        K::NoPatient => (
            (
                "Journalsystemet oppga ingen pasient.",
                "Journalsystemet oppgav ingen pasient.",
            ),
            NOTHING_SENT,
            (
                "Åpne pasienten i journalsystemet og start Attest derfra.",
                "Opne pasienten i journalsystemet og start Attest derifrå.",
            ),
        ),
        K::NoEncounter => (
            (
                "Journalsystemet oppga ingen konsultasjon.",
                "Journalsystemet oppgav ingen konsultasjon.",
            ),
            (
                "En sykmelding bygger på en konsultasjon (folketrygdloven § 8-7). Ingenting er sendt.",
                "Ei sjukmelding byggjer på ein konsultasjon (folketrygdlova § 8-7). Ingenting er sendt.",
            ),
            (
                "Åpne eller opprett en konsultasjon i journalsystemet og start Attest derfra.",
                "Opne eller opprett ein konsultasjon i journalsystemet og start Attest derifrå.",
            ),
        ),
        K::EncounterOfAnotherPatient => (
            (
                "Konsultasjonen hører til en annen pasient.",
                "Konsultasjonen høyrer til ein annan pasient.",
            ),
            (
                "Attest har stoppet, så ingenting kan havne hos feil pasient.",
                "Attest har stoppa, så ingenting kan hamne hos feil pasient.",
            ),
            (
                "Lukk Attest, kontroller hvilken pasient som er åpen, og start på nytt.",
                "Lukk Attest, kontroller kva pasient som er open, og start på nytt.",
            ),
        ),
        K::EncounterCancelled => (
            (
                "Konsultasjonen er avlyst eller feilregistrert.",
                "Konsultasjonen er avlyst eller feilregistrert.",
            ),
            NOTHING_SENT,
            (
                "Åpne en gyldig konsultasjon i journalsystemet og start Attest derfra.",
                "Opne ein gyldig konsultasjon i journalsystemet og start Attest derifrå.",
            ),
        ),
        K::PatientWithoutIdent => (
            (
                "Pasienten har ikke et fødselsnummer eller D-nummer som kan brukes.",
                "Pasienten har ikkje eit fødselsnummer eller D-nummer som kan brukast.",
            ),
            NOTHING_SENT,
            MEND_IN_EPJ,
        ),
        K::PatientAmbiguous => (
            (
                "Pasienten er registrert med to ulike fødselsnumre.",
                "Pasienten er registrert med to ulike fødselsnummer.",
            ),
            (
                "Attest har stoppet, fordi det ikke er sikkert hvem dette er.",
                "Attest har stoppa, fordi det ikkje er sikkert kven dette er.",
            ),
            MEND_IN_EPJ,
        ),
        K::PatientReplaced => (
            (
                "Pasienten er slått sammen med en annen i journalsystemet.",
                "Pasienten er slått saman med ein annan i journalsystemet.",
            ),
            NOTHING_SENT,
            (
                "Åpne den gjeldende pasienten og start Attest derfra.",
                "Opne den gjeldande pasienten og start Attest derifrå.",
            ),
        ),
        K::PatientWithoutName => (
            (
                "Pasienten har ikke noe navn i journalsystemet, så identiteten kan ikke bekreftes.",
                "Pasienten har ikkje noko namn i journalsystemet, så identiteten kan ikkje stadfestast.",
            ),
            NOTHING_SENT,
            MEND_IN_EPJ,
        ),
        K::PractitionerWithoutHpr => (
            (
                "Du er ikke registrert med HPR-nummer i journalsystemet.",
                "Du er ikkje registrert med HPR-nummer i journalsystemet.",
            ),
            NOTHING_SENT,
            (
                "Få HPR-nummeret lagt inn på brukeren din, og åpne Attest på nytt.",
                "Få HPR-nummeret lagt inn på brukaren din, og opne Attest på nytt.",
            ),
        ),
        K::PatientNotReadable => (
            (
                "Journalsystemet har ikke gitt Attest lov til å lese pasienten.",
                "Journalsystemet har ikkje gitt Attest lov til å lese pasienten.",
            ),
            NOTHING_SENT,
            SUPPORT,
        ),
        K::EpjSessionEnded => (
            (
                "Innloggingen i journalsystemet er utløpt.",
                "Innlogginga i journalsystemet er gått ut.",
            ),
            DRAFT_IS_KEPT,
            RELAUNCH,
        ),
        K::EpjForbidden => (
            (
                "Journalsystemet ga ikke tilgang til opplysningene.",
                "Journalsystemet gav ikkje tilgang til opplysningane.",
            ),
            DRAFT_IS_KEPT,
            SUPPORT,
        ),
        K::EpjNotFound => (
            (
                "Journalsystemet finner ikke opplysningene det selv viste til.",
                "Journalsystemet finn ikkje opplysningane det sjølv viste til.",
            ),
            DRAFT_IS_KEPT,
            SUPPORT,
        ),
        K::EpjMalformed => (
            (
                "Svaret fra journalsystemet kan ikke leses.",
                "Svaret frå journalsystemet kan ikkje lesast.",
            ),
            DRAFT_IS_KEPT,
            SUPPORT,
        ),
        K::EpjUnavailable => (
            (
                "Journalsystemet svarer ikke.",
                "Journalsystemet svarer ikkje.",
            ),
            DRAFT_IS_KEPT,
            (
                "Vent litt og åpne Attest på nytt fra pasienten.",
                "Vent litt og opne Attest på nytt frå pasienten.",
            ),
        ),
        K::WrongPatient => (
            (
                "Pasienten på skjermen er ikke lenger den samme som i journalsystemet.",
                "Pasienten på skjermen er ikkje lenger den same som i journalsystemet.",
            ),
            (
                "Attest har stoppet, og ingenting er sendt eller skrevet i journalen.",
                "Attest har stoppa, og ingenting er sendt eller skrive i journalen.",
            ),
            (
                "Lukk Attest og åpne det på nytt fra riktig pasient.",
                "Lukk Attest og opne det på nytt frå rett pasient.",
            ),
        ),
        K::SessionGone => (
            ("Økten er avsluttet.", "Økta er avslutta."),
            DRAFT_IS_KEPT,
            RELAUNCH,
        ),
        K::ForeignRequest => (
            (
                "Forespørselen kom ikke fra Attest.",
                "Førespurnaden kom ikkje frå Attest.",
            ),
            NOTHING_SENT,
            RELAUNCH,
        ),
        K::DraftNotFound => (
            (
                "Utkastet finnes ikke lenger.",
                "Utkastet finst ikkje lenger.",
            ),
            (
                "Utkast slettes når de er sendt, og ellers etter høyst to døgn.",
                "Utkast blir sletta når dei er sende, og elles etter høgst to døgn.",
            ),
            (
                "Gå til oversikten og start en ny sykmelding.",
                "Gå til oversikta og start ei ny sjukmelding.",
            ),
        ),
        K::FormNotFound => (
            (
                "Sykmeldingen finnes ikke for denne pasienten.",
                "Sjukmeldinga finst ikkje for denne pasienten.",
            ),
            ("Ingenting er endret.", "Ingenting er endra."),
            ("Gå til oversikten.", "Gå til oversikta."),
        ),
        K::FormIncomplete => (
            (
                "Noe i skjemaet mangler eller er feil.",
                "Noko i skjemaet manglar eller er feil.",
            ),
            TYPED_IS_KEPT,
            (
                "Gå tilbake til skjemaet og rett feltene som er merket.",
                "Gå tilbake til skjemaet og rett felta som er merkte.",
            ),
        ),
        K::FormConflict => (
            (
                "Denne sykmeldingen er allerede sendt med et annet innhold.",
                "Denne sjukmeldinga er alt send med eit anna innhald.",
            ),
            (
                "Den første gjelder, og den nye er ikke sendt.",
                "Den første gjeld, og den nye er ikkje send.",
            ),
            (
                "Se kvitteringen, eller start en ny sykmelding.",
                "Sjå kvitteringa, eller start ei ny sjukmelding.",
            ),
        ),
        K::RuleSoft => (
            (
                "Sykmeldingen går ikke gjennom regelsjekken.",
                "Sjukmeldinga går ikkje gjennom regelsjekken.",
            ),
            ("Den er ikke sendt ennå.", "Ho er ikkje send enno."),
            (
                "Endre opplysningene, eller send den likevel.",
                "Endre opplysningane, eller send ho likevel.",
            ),
        ),
        K::RuleHard => (
            (
                "Sykmeldingen kan ikke sendes slik den er.",
                "Sjukmeldinga kan ikkje sendast slik ho er.",
            ),
            TYPED_IS_KEPT,
            (
                "Endre opplysningene og prøv igjen.",
                "Endre opplysningane og prøv igjen.",
            ),
        ),
        K::PatientUnknownAtNav => (
            (
                "Nav finner ikke pasienten i folkeregisteret.",
                "Nav finn ikkje pasienten i folkeregisteret.",
            ),
            (
                "Sykmeldingen er ikke sendt, og utkastet er lagret.",
                "Sjukmeldinga er ikkje send, og utkastet er lagra.",
            ),
            (
                "Kontroller fødselsnummeret i journalsystemet.",
                "Kontroller fødselsnummeret i journalsystemet.",
            ),
        ),
        K::OfficeIncomplete => (
            (
                "Legekontoret mangler organisasjonsnummer eller telefon i journalsystemet.",
                "Legekontoret manglar organisasjonsnummer eller telefon i journalsystemet.",
            ),
            (
                "Sykmeldingen er ikke sendt, og utkastet er lagret.",
                "Sjukmeldinga er ikkje send, og utkastet er lagra.",
            ),
            MEND_IN_EPJ,
        ),
        K::BadRequest => (
            (
                "Attest forstod ikke forespørselen.",
                "Attest forstod ikkje førespurnaden.",
            ),
            TYPED_IS_KEPT,
            (
                "Last siden på nytt. Hjelper det ikke, gi brukerstøtte referansen under.",
                "Last sida på nytt. Hjelper det ikkje, gi brukarstøtte referansen under.",
            ),
        ),
        K::NotFound => (
            ("Siden finnes ikke.", "Sida finst ikkje."),
            NOTHING_SENT,
            RELAUNCH,
        ),
        K::TooLarge => (
            (
                "Skjemaet er for stort til å sendes.",
                "Skjemaet er for stort til å sendast.",
            ),
            TYPED_IS_KEPT,
            (
                "Kort ned de lange tekstene og prøv igjen.",
                "Kort ned dei lange tekstane og prøv igjen.",
            ),
        ),
        K::TooMany => (
            (
                "Det kom for mange forespørsler på kort tid.",
                "Det kom for mange førespurnader på kort tid.",
            ),
            TYPED_IS_KEPT,
            TRY_AGAIN,
        ),
        K::NavUnavailable => (
            (
                "Nav svarer ikke akkurat nå.",
                "Nav svarar ikkje akkurat no.",
            ),
            TYPED_IS_KEPT,
            TRY_AGAIN,
        ),
        K::TermsNotAccepted => (
            (
                "Du må godta bruksvilkårene før du kan sende.",
                "Du må godta bruksvilkåra før du kan sende.",
            ),
            TYPED_IS_KEPT,
            (
                "Les og godta vilkårene, og send på nytt.",
                "Les og godta vilkåra, og send på nytt.",
            ),
        ),
        K::NotStored => (
            (
                "Attest fikk ikke lagret skjemaet.",
                "Attest fekk ikkje lagra skjemaet.",
            ),
            (
                "Ingenting er sendt, og det du har skrevet, står fortsatt på skjermen.",
                "Ingenting er sendt, og det du har skrive, står framleis på skjermen.",
            ),
            (
                "Prøv igjen om et øyeblikk.",
                "Prøv igjen om ein augneblink.",
            ),
        ),
        K::Internal => (
            (
                "Det skjedde en feil i Attest.",
                "Det skjedde ein feil i Attest.",
            ),
            TYPED_IS_KEPT,
            (
                "Prøv igjen. Hjelper det ikke, gi brukerstøtte referansen under.",
                "Prøv igjen. Hjelper det ikkje, gi brukarstøtte referansen under.",
            ),
        ),
        K::Offline => (
            (
                "Attest får ikke kontakt med serveren.",
                "Attest får ikkje kontakt med serveren.",
            ),
            TYPED_IS_KEPT,
            (
                "Kontroller nettet og prøv igjen. Er du usikker på om noe ble sendt, prøv igjen: det sendes aldri to ganger.",
                "Kontroller nettet og prøv igjen. Er du usikker på om noko vart sendt, prøv igjen: det blir aldri sendt to gonger.",
            ),
        ),
        K::InsecureContext => (
            (
                "Attest må åpnes over en sikker forbindelse (https).",
                "Attest må opnast over eit sikkert samband (https).",
            ),
            NOTHING_SENT,
            SUPPORT,
        ),
    }
}
