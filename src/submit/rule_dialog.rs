//! A rule that lets the note be sent after a second look.

use contract::Utfall;
use leptos::prelude::*;

use crate::browser::keyboard::{Key, Place};
use crate::rules::rule_text;
use crate::texts::submit;
use crate::ui::{Button, Looks, Modal};

/// What sending leads to, the rule, and the choice.
#[component]
pub fn RuleDialog(
    utfall: Utfall,
    #[prop(into)] on_send: Callback<()>,
    #[prop(into)] on_change: Callback<()>,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let rule = utfall.rule.as_deref().map(rule_text);
    view! {
        <Modal
            heading=submit::soft_heading()
            on_close
            footer={
                view! {
                    <Button on_press=on_send key=(Key::N, Place::Dialog)>
                        {submit::send_anyway()}
                    </Button>
                    <Button on_press=on_change looks=Looks::Secondary key=(Key::Left, Place::Dialog)>
                        {submit::change()}
                    </Button>
                }
                .into_any()
            }
        >
            <p class="aksel-body-long">{submit::soft_consequence(utfall.status)}</p>
            {rule.map(|rule| view! { <p class="aksel-body-long">{rule}</p> })}
        </Modal>
    }
}
