//! The least lists that show the points.

use codes::{Codes, Row};

const ICPC2: &[(&str, &str)] = &[
    ("A03", "Feber"),
    ("A191", "Fire tegn i koden"),
    ("H71", "Mellomørebetennelse akutt"),
    ("L01", "Nakke symptomer/plager"),
    ("L03", "Korsrygg symptomer/plager"),
    ("L73", "Brudd legg/ankel"),
    ("L74", "Brudd hånd/fot"),
    ("N01", "Hodepine"),
    ("R05", "Hoste"),
    ("R80", "Influensa"),
    ("R82", "Betennelse i brysthinnen (Pleuritt)"),
    ("Y06", "Prostata symptomer/plager"),
];

const ICPC2B: &[(&str, &str)] = &[
    ("A191.0000", "Fire tegn i koden"),
    ("L03.0000", "Korsrygg symptomer/plager"),
    ("L03.0002", "Korsryggssmerte"),
    ("L03.0003", "Lumbalgi"),
    ("R05.0001", "Hoste med feber"),
    ("R80.0001", "Influensa med lungebetennelse"),
    ("W01.0001", "Svangerskap uten mer"),
    ("Y06.0000", "Prostata symptomer/plager"),
    ("Y06.0001", "Prostata trykk"),
];

const ICD10: &[(&str, &str)] = &[
    ("I210a", "Hjerteinfarkt type 4a"),
    ("J11", "Influensa, virus ikke påvist"),
    ("M545", "Lumbago"),
    ("R05", "Hoste"),
    ("Y06", "Ikke det samme som prostata"),
];

/// The lists as rows, in the order of the file.
pub fn lists() -> [Vec<Row>; 3] {
    [ICPC2, ICPC2B, ICD10].map(|list| {
        list.iter()
            .map(|(code, text)| Row {
                code: (*code).to_owned(),
                text: (*text).to_owned(),
            })
            .collect()
    })
}

/// The lists as a file.
pub fn file() -> Vec<u8> {
    codes::write(lists()).unwrap()
}

/// The lists, read.
pub fn codes() -> Codes {
    Codes::read(&file()).unwrap()
}
