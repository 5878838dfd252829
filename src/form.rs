//! Step form: what is typed, what is missing, and the draft at the gateway.

mod diagnosis;
mod diagnosis_choice;
mod discard;
mod elaboration;
mod employment;
mod grounds;
mod ids;
mod late;
mod messages;
mod opening;
mod page;
mod period;
mod periods;
mod saving;
mod work;

pub use elaboration::Elaboration;
pub use employment::Employment;
pub use ids::{BUTTONS, felt_id};
pub use late::Late;
pub use opening::page_of;
pub use page::FormPage;
pub use work::Work;
