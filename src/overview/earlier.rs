//! Earlier notes, as Nav lists them.

use contract::{EarlierNote, UtfallStatus};
use domain::dato;
use leptos::prelude::*;

use crate::texts::{common, overview};
use crate::ui::{Alert, Button, Heading, Looks, Size, Tag, Tone};

/// The notes, or that Nav did not answer.
#[component]
pub fn Earlier(notes: Option<Vec<EarlierNote>>, reload: Callback<()>) -> impl IntoView {
    let list = match notes {
        None => view! {
            <Alert tone=Tone::Warning>
                <p>{overview::earlier_failed()}</p>
                <Button on_press=reload looks=Looks::Secondary size=Size::Small>
                    {common::retry()}
                </Button>
            </Alert>
        }
        .into_any(),
        Some(notes) if notes.is_empty() => {
            view! { <p class="aksel-body-short dempet">{overview::no_earlier()}</p> }.into_any()
        }
        Some(notes) => view! {
            <ul class="liste">
                {notes.into_iter().map(|note| view! { <Row note /> }).collect_view()}
            </ul>
        }
        .into_any(),
    };
    view! {
        <section class="boks">
            <Heading>{overview::earlier()}</Heading>
            {list}
        </section>
    }
}

#[component]
fn Row(note: EarlierNote) -> impl IntoView {
    let (color, status) = match note.utfall {
        UtfallStatus::Ok => ("success", overview::ok()),
        UtfallStatus::Pending => ("warning", overview::pending()),
        UtfallStatus::Invalid => ("danger", overview::invalid()),
    };
    let grad = note.grad.map(|grad| format!("{grad} %"));
    let about = match (note.own, note.hoveddiagnose) {
        (_, Some(diagnosis)) => Some(diagnosis),
        (false, None) => Some(overview::by_another().to_owned()),
        (true, None) => None,
    };
    let line = [grad, about]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ");
    view! {
        <li class="liste__rad">
            <div>
                <p class="aksel-label">{dato::spenn(note.fom, note.tom)}</p>
                <p class="aksel-body-short">{line}</p>
            </div>
            <Tag color>{status}</Tag>
        </li>
    }
}
