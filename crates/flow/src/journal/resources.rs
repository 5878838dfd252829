//! The two resources that are written to the EPJ (`smart-fhir.md` 2.5, `sykmelding.md` 5.2 and 5.3).

use chrono::{DateTime, FixedOffset};
use contract::{Context, FormId, Utfall};
use domain::{Aktivitet, Aktivitetstype, Diagnose, Kodeverk, Sprak, Sykmelding};
use fhir::write::{
    Answer, Attachment, Code, CodedText, Content, DocStatus, DocumentContext, DocumentStatus, Item,
    LocalReference, Meta, ResponseStatus, Span, UrnUuid,
};
use fhir::{DocumentReference, Id, QuestionnaireResponse, System};

use crate::texts;

/// Canonical address of the published Questionnaire (status draft).
pub const QUESTIONNAIRE: &str =
    "https://www.nav.no/samarbeidspartner/sykmelding/fhir/R4/Questionnaire/V1";

/// A note that was accepted, with everything the journal shall hold of it.
#[derive(Clone, Copy)]
pub struct Sent<'a> {
    /// Id of the form; id of both resources.
    pub form_id: &'a FormId,
    /// The note.
    pub sykmelding: &'a Sykmelding,
    /// Patient, practitioner, encounter and office of the session.
    pub context: &'a Context,
    /// What the gateway's own rules said when it was sent.
    pub utfall: &'a Utfall,
    /// When the gateway had stored it, in whole seconds, with Oslo's offset ([`crate::oslo::at`]).
    pub received: DateTime<FixedOffset>,
    /// Language of the document and its title.
    pub sprak: Sprak,
    /// The text of a code, from the shipped lists.
    pub text_of: &'a dyn Fn(&Diagnose) -> Option<String>,
}

/// An id of the context is no FHIR id. Cannot happen for a context that was read from an EPJ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an id of the session is no FHIR id")]
pub struct BadId;

/// The DocumentReference with the PDF inside. The same arguments give the same bytes.
///
/// It stands without `context.related`: the writer adds that where the answers go along in the same batch.
pub fn document_reference(sent: &Sent<'_>, pdf: &[u8]) -> Result<DocumentReference, BadId> {
    let context = sent.context;
    let title = texts::description(sent.sykmelding, sent.sprak);
    let kind = Code::new(&System::DocumentType, "J01-2", Some(DOCUMENT_TYPE));
    let attachment = Attachment::pdf(pdf, sent.sprak.tag(), &title, sent.received);
    let custodian = context
        .office
        .id
        .as_deref()
        .map(|id| reference("Organization", id));
    Ok(DocumentReference {
        id: id(sent.form_id.as_str())?,
        meta: Meta {
            last_updated: sent.received,
        },
        identifier: [UrnUuid::new(sent.form_id.as_str())],
        status: DocumentStatus::Current,
        doc_status: DocStatus::Final,
        kind: CodedText::new(kind, DOCUMENT_TYPE),
        subject: reference("Patient", &context.patient.id)?,
        date: sent.received,
        author: [reference("Practitioner", &context.practitioner.id)?],
        custodian: custodian.transpose()?,
        description: title,
        content: [Content { attachment }],
        context: DocumentContext {
            encounter: [reference("Encounter", &context.encounter.id)?],
            period: Span {
                start: sent.sykmelding.fom(),
                end: sent.sykmelding.tom(),
            },
        },
    })
}

/// The answers as the published Questionnaire asks for them.
pub fn questionnaire_response(sent: &Sent<'_>) -> Result<QuestionnaireResponse, BadId> {
    let context = sent.context;
    Ok(QuestionnaireResponse {
        id: id(sent.form_id.as_str())?,
        meta: Meta {
            last_updated: sent.received,
        },
        questionnaire: QUESTIONNAIRE,
        status: ResponseStatus::Completed,
        subject: reference("Patient", &context.patient.id)?,
        encounter: reference("Encounter", &context.encounter.id)?,
        authored: sent.received,
        author: reference("Practitioner", &context.practitioner.id)?,
        item: items(sent),
    })
}

/// Display of `J01-2` in 9602.
const DOCUMENT_TYPE: &str = "Sykmeldinger og trygdesaker";

fn items(sent: &Sent<'_>) -> Vec<Item> {
    let coded = |diagnose: &Diagnose| {
        let text = (sent.text_of)(diagnose);
        Answer::Code(Code::new(
            &system(diagnose.system),
            &diagnose.code,
            text.as_deref(),
        ))
    };
    let sykmelding = sent.sykmelding;
    let main = vec![coded(sykmelding.hoveddiagnose())];
    let mut items = vec![Item::question("hoveddiagnose", "Hoveddiagnose", main)];
    let others: Vec<Answer> = sykmelding.bidiagnoser().iter().map(coded).collect();
    if !others.is_empty() {
        // The Questionnaire says `bidiagnose`; Nav's own app writes another link id.
        items.push(Item::question("bidiagnose", "Bidiagnoser", others));
    }
    items.extend(sykmelding.aktivitet().iter().map(aktivitet));
    let details = sykmelding.details();
    // Required by the Questionnaire, also when the answer is no.
    items.push(Item::question(
        "svangerskapsrelatert",
        "Svangerskapsrelatert",
        vec![Answer::Boolean(details.svangerskapsrelatert)],
    ));
    items.extend(details.annen_fravarsgrunn.map(|grunn| {
        let text = grunn.text(Sprak::Nb);
        let code = Answer::Code(Code::without_system(grunn.wire(), Some(text)));
        Item::question(
            "annen-fravarsgrunn",
            "Annen lovfestet fraværsgrunn",
            vec![code],
        )
    }));
    items.extend(details.yrkesskade.map(|skade| {
        let mut inside = vec![Item::question(
            "yrkesskade-er-yrkesskade",
            "Kan skyldes yrkesskade",
            vec![Answer::Boolean(true)],
        )];
        inside.extend(skade.skadedato.map(|date| {
            Item::question(
                "yrkesskade-skadedato",
                "Skadedato",
                vec![Answer::Date(date)],
            )
        }));
        Item::group("yrkesskade", "Yrkesskade", inside)
    }));
    items.extend(details.arbeidsgiver.as_ref().map(|name| {
        // A group in the Questionnaire; Nav's own app writes the name on the group itself.
        let name = vec![Answer::Text(name.clone())];
        let name = Item::question("arbeidsforhold-arbeidsgivernavn", "Arbeidsgiver", name);
        Item::group("arbeidsforhold", "Arbeidsforhold", vec![name])
    }));
    items
}

fn aktivitet(aktivitet: &Aktivitet) -> Item {
    let (slag, periode) = (aktivitet.slag(), aktivitet.periode());
    let display = match slag {
        Aktivitetstype::AktivitetIkkeMulig => "Aktivitet ikke mulig",
        Aktivitetstype::Gradert => "Gradert",
        Aktivitetstype::Avventende => "Avventende",
        Aktivitetstype::Behandlingsdager => "Behandlingsdager",
        Aktivitetstype::Reisetilskudd => "Reisetilskudd",
    };
    let kind = Answer::Code(Code::without_system(slag.wire(), Some(display)));
    let mut items = vec![
        Item::question("aktivitet-type", "Type", vec![kind]),
        Item::question(
            "aktivitet-fom",
            "Fra og med",
            vec![Answer::Date(periode.fom())],
        ),
        Item::question(
            "aktivitet-tom",
            "Til og med",
            vec![Answer::Date(periode.tom())],
        ),
    ];
    if let Some(grad) = aktivitet.grad() {
        let percent = vec![Answer::Integer(u32::from(grad.percent()))];
        items.push(Item::question("aktivitet-grad", "Grad", percent));
    }
    Item::group("aktivitet", "Aktivitet", items)
}

fn system(kodeverk: Kodeverk) -> System {
    match kodeverk {
        Kodeverk::Icpc2 => System::Icpc2,
        Kodeverk::Icpc2b => System::Icpc2b,
        Kodeverk::Icd10 => System::Icd10,
    }
}

fn reference(kind: &'static str, text: &str) -> Result<LocalReference, BadId> {
    Ok(LocalReference::new(kind, &id(text)?))
}

fn id(text: &str) -> Result<Id, BadId> {
    Id::new(text).ok_or(BadId)
}
