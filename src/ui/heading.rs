//! Headings.

use leptos::prelude::*;

use crate::browser::focus;

/// How large a heading is, and its level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadingSize {
    /// Level 2.
    Medium,
    /// Level 3.
    Small,
}

/// A heading below the one of the page.
#[component]
pub fn Heading(
    size: HeadingSize,
    #[prop(optional, into)] id: Option<String>,
    children: Children,
) -> impl IntoView {
    match size {
        HeadingSize::Medium => {
            view! { <h2 id=id class="aksel-heading aksel-heading--medium">{children()}</h2> }
                .into_any()
        }
        HeadingSize::Small => {
            view! { <h3 id=id class="aksel-heading aksel-heading--small">{children()}</h3> }
                .into_any()
        }
    }
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
