//! Headings.

use leptos::prelude::*;

use crate::browser::focus;

/// A heading below the one of the page.
#[component]
pub fn Heading(#[prop(optional, into)] id: Option<String>, children: Children) -> impl IntoView {
    view! { <h2 id=id class="aksel-heading aksel-heading--medium">{children()}</h2> }
}

/// The heading of a page. It takes the focus when the page comes up, so that a screen reader begins there.
#[component]
pub fn PageHeading(#[prop(into)] text: String) -> impl IntoView {
    focus::to("overskrift");
    view! {
        <h1 id="overskrift" class="aksel-heading aksel-heading--large" tabindex="-1">
            {text}
        </h1>
    }
}
