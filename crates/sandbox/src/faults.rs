//! The switchboard: what can be made to go wrong, and where.
//!
//! A switch is set over HTTP (`POST /faults`) or together with a launch (`POST /launches`). It can be narrowed to
//! one way in, one patient or one launch, so that tests that run side by side do not trip over each other.

mod apply;
mod places;
mod switches;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::options::Way;

pub use apply::{Hits, Instead, WithoutCors, cut};
pub use places::{AREAS, TYPES};
pub use switches::{Fault, SWITCHES};

/// One switch that is set. This is also the body of `POST /faults`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Set {
    /// The place, for example `fhir.DocumentReference.write` (see [`AREAS`]); `where` on the wire.
    #[serde(rename = "where")]
    pub place: String,
    /// What goes wrong.
    pub fault: Fault,
    /// How many times; absent or null = until cleared.
    #[serde(default)]
    pub times: Option<u32>,
    /// Only at this installation.
    #[serde(default)]
    pub way: Option<Way>,
    /// Only for this patient (FHIR id).
    #[serde(default)]
    pub patient: Option<String>,
    /// Only for this launch.
    #[serde(default)]
    pub launch: Option<String>,
}

/// A switch that cannot do what is asked. The text names what would work.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum Unfit {
    /// No request ever passes this place.
    #[error("no such place: {0}. GET /faults lists them")]
    Place(String),
    /// The switch exists, and does nothing at this place.
    #[error("the switch {switch} does nothing at {place}; it works in: {works_in}")]
    Switch {
        /// The name of the switch.
        switch: &'static str,
        /// Where it was to be set.
        place: String,
        /// Where it works.
        works_in: String,
    },
}

/// Who is calling, for switches that are narrowed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Caller<'a> {
    /// The installation.
    pub way: Option<Way>,
    /// The patient of the token or of the payload.
    pub patient: Option<&'a str>,
    /// The launch behind the token or code.
    pub launch: Option<&'a str>,
}

/// All switches that are set.
#[derive(Debug, Default)]
pub struct Faults {
    set: Vec<Set>,
}

impl Faults {
    /// Sets a switch.
    ///
    /// # Errors
    /// [`Unfit`] when the place does not exist or the switch does nothing there.
    pub fn set(&mut self, set: Set) -> Result<(), Unfit> {
        let Some(area) = places::area_of(&set.place) else {
            return Err(Unfit::Place(set.place));
        };
        let switch = set.fault.switch();
        if !switch
            .works_in
            .iter()
            .any(|works_in| places::covers(works_in, &set.place, area))
        {
            return Err(Unfit::Switch {
                switch: switch.name,
                place: set.place,
                works_in: switch.works_in.join(", "),
            });
        }
        self.set.push(set);
        Ok(())
    }

    /// Clears every switch.
    pub fn clear(&mut self) {
        self.set.clear();
    }

    /// The switches that strike a request which passes these places, each counted once.
    pub fn take(&mut self, passed: &[&str], caller: Caller<'_>) -> Hits {
        let mut hits = Vec::new();
        for set in &mut self.set {
            let here = passed.contains(&set.place.as_str());
            let meant = (set.way.is_none() || set.way == caller.way)
                && (set.patient.is_none() || set.patient.as_deref() == caller.patient)
                && (set.launch.is_none() || set.launch.as_deref() == caller.launch);
            if !here || !meant || set.times == Some(0) {
                continue;
            }
            if let Some(times) = &mut set.times {
                *times -= 1;
            }
            hits.push(set.fault.clone());
        }
        self.set.retain(|set| set.times != Some(0));
        Hits::new(hits)
    }

    /// What `GET /faults` answers: the places, every switch with a sentence, and what is set now.
    pub fn describe(&self) -> Value {
        json!({
            "places": AREAS,
            "switches": SWITCHES,
            "set": self.set,
            "body": "POST {where, fault, times?, way?, patient?, launch?}; times null = until DELETE /faults",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(place: &str, fault: Fault, times: Option<u32>) -> Set {
        Set {
            place: place.to_owned(),
            fault,
            times,
            way: None,
            patient: None,
            launch: None,
        }
    }

    #[test]
    fn a_switch_strikes_as_often_as_it_was_told() {
        let mut faults = Faults::default();
        faults
            .set(set("fhir.Patient", Fault::Status(503), Some(2)))
            .unwrap();
        let strikes = (0..4).filter(|_| {
            let hits = faults.take(
                &["fhir", "fhir.Patient", "fhir.Patient.read"],
                Caller::default(),
            );
            hits.status() == Some(503)
        });
        assert_eq!(strikes.count(), 2);
    }

    #[test]
    fn a_switch_for_one_patient_spares_the_others() {
        let mut faults = Faults::default();
        let narrowed = Set {
            patient: Some("kari".to_owned()),
            ..set("nav.create", Fault::DiskFull, None)
        };
        faults.set(narrowed).unwrap();
        let mut strikes = |patient| {
            faults
                .take(
                    &["nav.create"],
                    Caller {
                        patient: Some(patient),
                        ..Caller::default()
                    },
                )
                .has(&Fault::DiskFull)
        };
        assert!(strikes("kari") && !strikes("ola"));
    }

    #[test]
    fn a_switch_that_would_do_nothing_is_refused() {
        let mut faults = Faults::default();
        assert!(matches!(
            faults.set(set("fhir.Patient", Fault::DiskFull, None)),
            Err(Unfit::Switch { .. })
        ));
        assert!(matches!(
            faults.set(set("fhir.Pasient", Fault::Drop, None)),
            Err(Unfit::Place(_))
        ));
    }

    #[test]
    fn every_switch_of_the_list_can_be_set_somewhere_as_its_example_says() {
        for switch in SWITCHES {
            let fault: Fault = serde_json::from_str(switch.example).unwrap();
            assert_eq!(fault.switch().name, switch.name);
            let place = switch.works_in[0].replace("{type}", "DocumentReference");
            Faults::default().set(set(&place, fault, None)).unwrap();
        }
    }
}
